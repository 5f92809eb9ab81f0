"""Answers that have been paid for: one SQLite file, each answer committed the moment it arrives.

The key is the SHA-256 of base URL, complete request as sent and repeat number, so that a changed
prompt, parameter or schema asks anew and nothing else does. No credential is part of either. The
request lies beside the answer for reading, in the columns `request` and `reply` of `replies`.
What was made of an article's replies is kept as well (`readings`), with the replies and as long.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from briefing.endpoint.exchange import Answer
from briefing.errors import ConfigError

LAYOUT = 1
"""Of the tables, kept in `user_version`; a file of another layout is refused, not rewritten."""
WAIT_S = 10.0
"""Seconds to wait for another process that is writing."""
FORM_KEPT = timedelta(days=30)
"""How long it is believed how an endpoint wants its requests; servers are upgraded."""

TABLES = f"""
create table if not exists replies (
    key text primary key, created text not null, endpoint text not null, model text not null,
    repeat integer not null, request text not null, reply text not null, finish_reason text,
    refusal text, input_tokens integer not null, output_tokens integer not null
) without rowid;
create index if not exists replies_created on replies (created);
create table if not exists forms (
    endpoint text not null, model text not null, form text not null, settled text not null,
    primary key (endpoint, model)
) without rowid;
pragma user_version = {LAYOUT};
"""
ADDED = """
create table if not exists readings (
    key text primary key, created text not null, reading text not null
) without rowid;
"""
"""What a file of this layout may lack, since it was added later."""


def default_cache_file() -> Path:
    """`replies.sqlite3` in the user's cache folder."""
    import platformdirs

    return platformdirs.user_cache_path("briefing") / "replies.sqlite3"


def cache_key(url: str, body: Mapping[str, Any], repeat: int) -> str:
    """SHA-256, hexadecimal, of where a request goes, all that it says, and which sample it is."""
    parts = {"base_url": url, "request": body, "repeat": repeat}
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


class ReplyCache:
    """One cache file, safe with several processes (WAL); a context manager.

    A file that cannot be opened is an error before anything is paid for. One that fails later, on a
    full disk for example, is given up with a notice, and the run goes on without it.
    """

    def __init__(self, path: Path | None, *, notice: Callable[[str], None]) -> None:
        """`path` None: nothing is kept (`--no-cache`)."""
        self._path = path
        self._notice = notice
        self._db: sqlite3.Connection | None = None

    def __enter__(self) -> "ReplyCache":
        """Open the file, making it and its folder where there is none.

        Raises:
            ConfigError: It cannot be opened, is no cache of this layout, or is damaged.
        """
        if self._path is not None:
            self._db = open_cache(self._path)
        return self

    def __exit__(self, *_: object) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    @property
    def is_open(self) -> bool:
        """Whether there is a file, and it can be used."""
        return self._db is not None

    def get(self, key: str) -> Answer | None:
        """The answer kept under the key."""
        row = self._run(
            "select reply, finish_reason, refusal, input_tokens, output_tokens from replies "
            "where key = ?",
            (key,),
        )
        if row is None:
            return None
        text, finish_reason, refusal, input_tokens, output_tokens = row
        return Answer(
            text=text,
            finish_reason=finish_reason,
            refusal=refusal,
            input_tokens=input_tokens,
            output_tokens=output_tokens,
            from_cache=True,
            key=key,
        )

    def put(self, answer: Answer, *, url: str, body: Mapping[str, Any], repeat: int) -> None:
        """Keep an answer under its key, beside the request that it answers."""
        if not self.is_open:
            return
        values = (
            answer.key, _now(), url, str(body.get("model", "")), repeat,
            json.dumps(body, ensure_ascii=False), _storable(answer.text), answer.finish_reason,
            _storable(answer.refusal), answer.input_tokens, answer.output_tokens,
        )  # fmt: skip
        self._run(f"insert or replace into replies values ({', '.join('?' * len(values))})", values)

    def forget(self, keys: Iterable[str]) -> None:
        """Drop the answers under these keys, so that they are asked for anew."""
        for key in keys:
            self._run("delete from replies where key = ?", (key,))

    def reading(self, key: str) -> str | None:
        """What was made of an article, kept under this key."""
        row = self._run("select reading from readings where key = ?", (key,))
        return str(row[0]) if row else None

    def keep_reading(self, key: str, reading: str) -> None:
        """Keep what was made of an article, beside the replies that it rests on."""
        self._run("insert or replace into readings values (?, ?, ?)", (key, _now(), reading))

    def usual_output_tokens(self, url: str, model: str) -> float | None:
        """Mean output tokens of the answers kept of this model; None where there are none."""
        row = self._run(
            "select avg(output_tokens) from replies where endpoint = ? and model = ?", (url, model)
        )
        return row[0] if row else None

    def form_of(self, url: str, model: str) -> str | None:
        """How requests to this endpoint and model were put, if that is no older than 30 days."""
        oldest = (datetime.now(UTC) - FORM_KEPT).isoformat(timespec="seconds")
        row = self._run(
            "select form from forms where endpoint = ? and model = ? and settled >= ?",
            (url, model, oldest),
        )
        return str(row[0]) if row else None

    def keep_form(self, url: str, model: str, form: str) -> None:
        """Remember how requests to this endpoint and model are put, from today."""
        self._run("insert or replace into forms values (?, ?, ?, ?)", (url, model, form, _now()))

    def _run(self, statement: str, values: tuple[Any, ...]) -> Any:
        if self._db is None:
            return None
        try:
            return self._db.execute(statement, values).fetchone()
        except (sqlite3.Error, UnicodeError) as exc:
            self._notice(f"cache {self._path}: {exc}; going on without it")
            self._db.close()
            self._db = None
            return None


def open_cache(path: Path) -> sqlite3.Connection:
    """The file as it is read and written; made where there is none.

    Raises:
        ConfigError: It cannot be opened, is no cache of this layout, or is damaged.
    """
    db = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
        layout = db.execute("pragma user_version").fetchone()[0]
        if layout in (0, LAYOUT):
            db.execute("pragma journal_mode = wal")
            # A commit survives the process being killed; only a power cut may lose the last ones.
            db.execute("pragma synchronous = normal")
            if layout == 0:
                db.executescript(TABLES)
            db.executescript(ADDED)
            return db
        problem = f"has layout {layout}, this version reads {LAYOUT}"
        cause: Exception | None = None
    except (OSError, sqlite3.Error) as exc:
        problem, cause = f"cannot be used as cache ({exc})", exc
    if db is not None:
        db.close()
    hint = "remove the file if it is damaged, name another with --cache FILE, or give --no-cache"
    raise ConfigError(str(path), problem, hint=hint) from cause


def _storable(text: str | None) -> str | None:
    return None if text is None else text.encode("utf-8", "replace").decode("utf-8")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
