"""The rows of a file come in → their articles' texts, or why a row has none."""

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import chain, islice
from typing import Any, NamedTuple

from briefing.errors import ArticleError
from briefing.steps.load.document import Document
from briefing.steps.load.table import read_row


class Row(NamedTuple):
    """One row of an input file."""

    number: int
    """From 1: the line of JSON Lines, empty ones counted, or the row of a Parquet file."""
    content: bytes | Mapping[str, Any]
    """The line, or the values by column."""


class Loaded(NamedTuple):
    """What a row holds."""

    number: int
    found: Document | ArticleError
    is_one: bool
    """Whether the file has no other row."""


def load_rows(
    rows: Iterable[Row],
    *,
    where: str,
    fields: Mapping[str, str],
    max_bytes: int,
    wanted: Container[int] | None = None,
) -> Iterator[Loaded]:
    """Read rows as `make` reads those of a JSON Lines file on one machine.

    Args:
        rows: All of one file.
        where: The file.
        fields: Which column holds what, by `--map`.
        max_bytes: Size above which a row, or its text, is an error.
        wanted: Numbers of the rows to load; None: all.
    """
    there = iter(rows)
    first = list(islice(there, 2))
    is_one = len(first) == 1
    for row in chain(first, there):
        if wanted is not None and row.number not in wanted:
            continue
        place = f"{where}#{row.number}"
        try:
            values = _values(row, place, max_bytes)
            found = read_row(row.number, values, where=where, fields=fields, is_one=is_one)
        except ArticleError as error:
            found = error
        if isinstance(found, Document) and len(found.text) > max_bytes:
            found = _too_large(place, len(found.text), max_bytes)
        yield Loaded(row.number, found, is_one)


def _values(row: Row, place: str, max_bytes: int) -> Mapping[str, Any]:
    if not isinstance(row.content, bytes):
        return {name: _plain(value) for name, value in row.content.items()}
    if len(row.content) > max_bytes:
        raise _too_large(place, len(row.content), max_bytes)
    try:
        values = json.loads(row.content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        hint = "mend or remove the line; JSON Lines are one object a line, in UTF-8"
        raise ArticleError(place, "is no JSON object", hint=hint)
    return values


def _plain(value: Any) -> Any:
    """A date as articles carry it; JSON has no other form for one."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def _too_large(place: str, size: int, max_bytes: int) -> ArticleError:
    problem = f"row is too large ({size:,} bytes, limit {max_bytes:,})"
    return ArticleError(place, problem, hint="raise --max-bytes, or split the article")
