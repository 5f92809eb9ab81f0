"""What a cache file holds, and how it is emptied."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection, Error
from typing import NamedTuple

from briefing.endpoint.cache import open_cache
from briefing.errors import ConfigError


class Kept(NamedTuple):
    """The answers of one model at one endpoint."""

    endpoint: str
    """Base URL."""
    model: str
    replies: int
    input_tokens: int
    output_tokens: int
    oldest: str
    """ISO 8601, UTC."""
    newest: str


def describe_cache(path: Path) -> list[Kept]:
    """What the file holds, by endpoint and model; nothing where there is no file.

    Raises:
        ConfigError: The file cannot be used.
    """
    if not path.exists():
        return []
    with _opened(path) as db:
        rows = db.execute(
            "select endpoint, model, count(*), sum(input_tokens), sum(output_tokens), "
            "min(created), max(created) from replies group by 1, 2 order by 1, 2"
        )
        return [Kept(*row) for row in rows]


def clear_cache(path: Path, *, older_than: timedelta = timedelta()) -> int:
    """Drop the answers that are at least so old, with what was made of them, and free the disk.

    How endpoints want their requests is forgotten when all is.

    Returns:
        How many answers were dropped.

    Raises:
        ConfigError: The file cannot be used.
    """
    if not path.exists():
        return 0
    until = (datetime.now(UTC) - older_than).isoformat(timespec="seconds")
    with _opened(path) as db:
        dropped = db.execute("delete from replies where created <= ?", (until,)).rowcount
        db.execute("delete from readings where created <= ?", (until,))
        if not older_than:
            db.execute("delete from forms")
        db.execute("vacuum")
        db.execute("pragma wal_checkpoint(truncate)")
    return dropped


@contextmanager
def _opened(path: Path) -> Iterator[Connection]:
    db = open_cache(path)
    try:
        yield db
    except Error as exc:
        hint = "try again when no run is going on; remove the file if it is damaged"
        raise ConfigError(str(path), f"cannot be used as cache ({exc})", hint=hint) from exc
    finally:
        db.close()
