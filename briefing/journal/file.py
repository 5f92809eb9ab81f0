"""A path comes in → an open journal file of the newest layout, and the right to write it.

One run writes at a time. The right is an exclusive transaction on a second, empty SQLite file
beside the journal, so that the system takes it back from a run that was killed, on every platform.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from briefing.errors import InputError

WAIT_S = 600.0
"""How long a second run waits for the first."""
_HINT = "name another file with --state FILE"


def default_journal_file() -> Path:
    """`digest.sqlite3` in the user's state folder."""
    import platformdirs

    return platformdirs.user_state_path("briefing") / "digest.sqlite3"


def migrations() -> list[str]:
    """The layouts' SQL in order; the n-th makes layout n out of the one before."""
    folder = files("briefing.journal").joinpath("migrations")
    scripts = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [script.read_text(encoding="utf-8") for script in scripts]


@contextmanager
def open_journal(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file, making it where there is none, and bring it to the newest layout.

    Raises:
        InputError: It cannot be opened, is none of ours, or was made by a newer version.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
    except (OSError, sqlite3.Error) as exc:
        raise InputError(str(path), f"cannot be used as journal ({exc})", hint=_HINT) from exc
    with closing(connection) as db:
        try:
            db.execute("pragma journal_mode = wal")
            # Every commit is on the disk before the digest that rests on it is written.
            db.execute("pragma synchronous = full")
            db.execute("pragma foreign_keys = on")
            _migrate(db, path)
        except sqlite3.Error as exc:
            raise InputError(str(path), f"is no journal ({exc})", hint=_HINT) from exc
        yield db


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    scripts = migrations()
    layout = db.execute("pragma user_version").fetchone()[0]
    if layout > len(scripts):
        raise InputError(
            str(path),
            f"has layout {layout}, this version reads {len(scripts)}",
            hint="install the newer version again, or name another file with --state FILE",
        )
    for number, script in enumerate(scripts[layout:], layout + 1):
        # One transaction each, so that a run that is killed leaves a layout whole or not at all.
        db.executescript(f"begin immediate;\n{script}\npragma user_version = {number};\ncommit;")


class Writing:
    """The right to write a journal; a context manager that waits for it."""

    def __init__(
        self, path: Path, *, notice: Callable[[str], None], wait_s: float = WAIT_S
    ) -> None:
        """`notice` is told when another run has to be waited for."""
        self._path = path
        self._notice = notice
        self._wait_s = wait_s
        self._db: sqlite3.Connection | None = None

    def __enter__(self) -> None:
        """Take it.

        Raises:
            InputError: Another run has held it for `wait_s` seconds, or the folder is read-only.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            lock = self._path.with_name(self._path.name + "-writer")
            self._db = sqlite3.connect(lock, timeout=0, isolation_level=None)
            if not self._try():
                self._notice(f"another run is writing {self._path}: waiting for it")
                self._db.execute(f"pragma busy_timeout = {round(self._wait_s * 1000)}")
                if not self._try():
                    raise self._busy()
        except (OSError, sqlite3.DatabaseError) as exc:
            raise InputError(str(self._path), f"cannot be written ({exc})", hint=_HINT) from exc

    def __exit__(self, *_: Any) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    def _try(self) -> bool:
        if self._db is None:
            return False
        try:
            self._db.execute("begin exclusive")
        except sqlite3.OperationalError as exc:
            if exc.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                return False
            raise
        return True

    def _busy(self) -> InputError:
        problem = f"another run has been writing it for {self._wait_s:.0f} seconds"
        return InputError(str(self._path), problem, hint="wait until it ends, or stop it")
