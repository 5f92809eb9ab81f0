"""Records of a run, on disk while it lasts: what grows with the articles does not fill memory."""

import pickle
import sqlite3
import weakref
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Generic, TypeVar, overload

from pydantic import BaseModel

Record = TypeVar("Record", bound=BaseModel)

_TABLE = """
pragma journal_mode = off;
pragma synchronous = off;
create table records (
    kind text not null, place integer not null, count integer not null, key text,
    data blob not null, primary key (kind, place)
);
create index records_key on records (kind, key) where key is not null;
begin;
"""


class Spool:
    """A temporary file that nobody else sees, and that is gone with this object.

    SQLite's nameless database: it spills to disk what exceeds its cache of 2 MB. Its one
    transaction is never committed, so that nothing is written before it has to be.
    """

    def __init__(self) -> None:
        """Make the file."""
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.executescript(_TABLE)
        weakref.finalize(self, self._db.close)

    def put(
        self, kind: type[Record], place: int, records: Sequence[Record], *, key: str | None = None
    ) -> None:
        """Keep the records of one place, in place of any that were there.

        Args:
            kind: Of the records.
            place: Records are read in the order of their places, in whichever they are put.
            records: Of this place, in order.
            key: Under which they can be found.
        """
        if records:
            # Nobody else can write to the file, so that reading a pickle from it is safe.
            row = (kind.__name__, place, len(records), key, pickle.dumps(tuple(records)))
            self._db.execute("insert or replace into records values (?, ?, ?, ?, ?)", row)

    def of(self, kind: type[Record]) -> "Spooled[Record]":
        """All records of a kind, those to come as well."""
        return Spooled(self, kind.__name__)

    def rows(self, columns: str, kind: str, *, key: str | None = None) -> Iterator[tuple[Any, ...]]:
        """Columns of a kind's rows, in order of place; with a key, of that row only."""
        found = "" if key is None else "and key = ?"
        sql = f"select {columns} from records where kind = ? {found} order by place"
        return iter(self._db.execute(sql, (kind,) if key is None else (kind, key)))


class Spooled(Sequence[Record], Generic[Record]):
    """The records of one kind, each read from disk when it is asked for."""

    def __init__(self, spool: Spool, kind: str) -> None:
        """Read nothing yet."""
        self._spool = spool
        self._kind = kind

    def __len__(self) -> int:
        return sum(row[0] for row in self._spool.rows("count", self._kind))

    def __iter__(self) -> Iterator[Record]:
        for (data,) in self._spool.rows("data", self._kind):
            yield from pickle.loads(data)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Record, ...]: ...
    def __getitem__(self, index: int | slice) -> Record | tuple[Record, ...]:
        if isinstance(index, slice) or index < 0:
            return tuple(self)[index]
        for record in islice(self, index, None):
            return record
        raise IndexError(index)

    def find(self, key: str) -> Record:
        """The first record of a key; KeyError where there is none."""
        for (data,) in self._spool.rows("data", self._kind, key=key):
            first: Record = pickle.loads(data)[0]
            return first
        raise KeyError(key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as of any sequence that may still grow

    def __repr__(self) -> str:
        return f"<{len(self)} of {self._kind}>"

    def __reduce__(self) -> tuple[type[tuple[Any, ...]], tuple[list[Record]]]:
        return tuple, (list(self),)


class Texts(Mapping[str, str]):
    """The texts of spooled articles by the articles' ids, the last one read at hand."""

    def __init__(self, articles: Spooled[Any]) -> None:
        self._articles = articles
        self._last = ("", "")

    def __getitem__(self, article: str) -> str:
        if self._last[0] != article:
            self._last = (article, self._articles.find(article).text)
        return self._last[1]

    def __iter__(self) -> Iterator[str]:
        return (article.id for article in self._articles)

    def __len__(self) -> int:
        return len(self._articles)
