"""What is known of batches that are not collected yet: two tables in the cache file.

A request is kept from before its batch is uploaded until its answer is in the cache, so that a run
that is killed loses neither, and nothing is submitted that is under way.
"""

import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

from briefing.endpoint.batch_file import BatchRequest
from briefing.endpoint.cache import open_cache
from briefing.errors import ConfigError

State = Literal["submitting", "submitted", "exported"]
"""`submitting` is from before the upload until the endpoint has named the batch."""

_TABLES = """
create table if not exists batches (
    mark text primary key, created text not null, endpoint text not null, model text not null,
    requests integer not null, state text not null, file text, id text
) without rowid;
create table if not exists batch_requests (
    key text primary key, mark text not null, repeat integer not null, request text not null
) without rowid;
create index if not exists batch_requests_mark on batch_requests (mark);
"""


class BatchRecord(NamedTuple):
    """One batch that has not been collected."""

    mark: str
    """Our own name for it, which the endpoint is told as well."""
    created: str
    """ISO 8601, UTC."""
    endpoint: str
    """Base URL."""
    model: str
    requests: int
    state: State
    file: str | None
    """The endpoint's id of the file of requests, once it is uploaded."""
    id: str | None
    """The endpoint's id of the batch, once it is known."""

    @property
    def name(self) -> str:
        """The endpoint's id where there is one."""
        return self.id or self.mark


class Waiting(NamedTuple):
    """A request whose answer is awaited."""

    endpoint: str
    repeat: int
    body: str


class BatchRecords:
    """The batches of one cache file; a context manager."""

    def __init__(self, path: Path) -> None:
        """Open nothing yet."""
        self._path = path
        self._db: sqlite3.Connection | None = None

    def __enter__(self) -> "BatchRecords":
        """Open the file, making it or its tables where there are none.

        Raises:
            ConfigError: It cannot be used.
        """
        self._db = open_cache(self._path)
        with self._writing() as db:
            db.executescript(_TABLES)
        return self

    def __exit__(self, *_: object) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    def all(self) -> list[BatchRecord]:
        """Every batch, oldest first."""
        rows = self._rows("select * from batches order by created, mark")
        return [BatchRecord(*row) for row in rows]

    def under_way(self) -> set[str]:
        """Keys of the requests that an endpoint has been given; exported ones are nobody's yet."""
        sql = "select key from batch_requests join batches using (mark) where state != 'exported'"
        return {key for (key,) in self._rows(sql)}

    def claim(
        self, requests: Sequence[BatchRequest], *, endpoint: str, model: str, state: State
    ) -> tuple[str, list[BatchRequest]]:
        """Take requests into a new batch, all or none of them on disk.

        Returns:
            The batch's mark, and the requests that are in it: those that another batch, submitted
            meanwhile, has already are not.
        """
        mark = uuid.uuid4().hex[:12]
        with self._writing() as db:
            db.execute("begin immediate")
            others = self.under_way()
            mine = [request for request in requests if request.key not in others]
            values = (mark, _now(), endpoint, model, len(mine), state, None, None)
            db.execute("insert into batches values (?, ?, ?, ?, ?, ?, ?, ?)", values)
            db.executemany(
                "insert or replace into batch_requests values (?, ?, ?, ?)",
                ((r.key, mark, r.repeat, r.body) for r in mine),
            )
            # Of a batch that was exported and has been exported or submitted anew, nothing is left.
            db.execute("delete from batches where mark not in (select mark from batch_requests)")
            db.execute("commit")
        return mark, mine

    def uploaded(self, mark: str, file: str) -> None:
        """The endpoint has the file of requests."""
        self._write("update batches set file = ? where mark = ?", (file, mark))

    def submitted(self, mark: str, id_: str) -> None:
        """The endpoint has the batch."""
        sql = "update batches set state = 'submitted', id = ? where mark = ?"
        self._write(sql, (id_, mark))

    def left(self, mark: str) -> int:
        """How many requests of a batch are not answered."""
        sql = "select count(*) from batch_requests where mark = ?"
        return int(self._rows(sql, (mark,))[0][0])

    def find(self, key: str) -> Waiting | None:
        """The request that waits for an answer under this key."""
        sql = "select endpoint, repeat, request from batch_requests join batches using (mark)"
        rows = self._rows(f"{sql} where key = ?", (key,))
        return Waiting(*rows[0]) if rows else None

    def answered(self, key: str) -> None:
        """The cache has the answer."""
        self._write("delete from batch_requests where key = ?", (key,))

    def forget(self, mark: str) -> None:
        """Drop a batch with the requests that it has left, which can then be submitted anew."""
        with self._writing() as db:
            db.execute("begin immediate")
            db.execute("delete from batch_requests where mark = ?", (mark,))
            db.execute("delete from batches where mark = ?", (mark,))
            db.execute("commit")

    def _rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        with self._writing() as db:
            return db.execute(sql, values).fetchall()

    def _write(self, sql: str, values: tuple[Any, ...]) -> None:
        self._rows(sql, values)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        assert self._db is not None
        try:
            yield self._db
        except sqlite3.Error as exc:
            raise unusable(self._path, exc) from exc


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """While it lasts, no other run submits from this cache file; it ends with the process.

    Raises:
        ConfigError: Another run does.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path.with_name(f"{path.name}-batch"), timeout=0, isolation_level=None)
    except (OSError, sqlite3.Error) as exc:
        raise unusable(path, exc) from exc
    try:
        db.execute("begin exclusive")
    except sqlite3.Error as exc:
        db.close()
        problem = f"another run is submitting a batch ({exc})"
        raise ConfigError(str(path), problem, hint="wait until it ends, or stop it") from exc
    try:
        yield
    finally:
        db.close()


def unusable(path: Path, why: Exception | str) -> ConfigError:
    """The error for a cache file in which a batch cannot be kept."""
    hint = "make room and run the command again: nothing that the endpoint has is lost"
    return ConfigError(str(path), f"cannot be used as cache ({why})", hint=hint)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
