"""JSON, JSON Lines or CSV in, an article for each row out."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from briefing.errors import ArticleError
from briefing.steps.load.document import Document, clean_text, own_briefing
from briefing.steps.load.fields import FIELDS
from briefing.steps.load.html import read_fragment

MAX_ROWS = 100_000
_MARKUP = re.compile(r"</(?:p|div|article|body|h1)>|<br ?/?>", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?\Z")


class _Row(NamedTuple):
    number: int
    """Line of JSON Lines, row of CSV below its header, from 1."""
    values: Mapping[str, Any]


def read_json(
    text: str, *, where: str, fields: Mapping[str, str]
) -> Iterator[Document | ArticleError]:
    """Read JSON Lines, or one JSON object or array of objects.

    Yields:
        One document a row that holds a text; one error for all rows that do not, and one for all
        lines that are no JSON objects.

    Raises:
        ArticleError: It is no JSON at all, or a briefing of ours.
    """
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        yield from _lines(text, where, fields)
        return
    rows = whole if isinstance(whole, list) else [whole]
    if any(
        isinstance(row, dict) and str(row.get("schema", "")).startswith("briefing/") for row in rows
    ):
        raise own_briefing(where)
    found = [_Row(n, row) for n, row in enumerate(rows, 1) if isinstance(row, dict)]
    if not found:
        raise ArticleError(where, "JSON without objects", hint="give one object an article")
    yield from _documents(found, where, fields, is_one=not isinstance(whole, list))


def read_csv(
    text: str, *, where: str, fields: Mapping[str, str]
) -> Iterator[Document | ArticleError]:
    """Read a table whose first row names its columns; comma, semicolon or tab stand between them.

    Yields:
        As `read_json`.

    Raises:
        ArticleError: It is no table.
    """
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    csv.field_size_limit(max(len(text), 131_072))
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = [_Row(n, row) for n, row in zip(range(1, MAX_ROWS + 1), reader, strict=False)]
    except csv.Error as exc:
        raise ArticleError(where, f"is no table ({exc})", hint="check the file") from exc
    if not rows:
        raise ArticleError(where, "a table without rows", hint="leave it out")
    yield from _documents(rows, where, fields)


def _lines(text: str, where: str, fields: Mapping[str, str]) -> Iterator[Document | ArticleError]:
    rows, broken = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError):
            values = None
        if isinstance(values, dict):
            rows.append(_Row(number, values))
        else:
            broken.append(number)
    if not rows:
        raise ArticleError(where, "no line of it is a JSON object", hint="check the file")
    if broken:
        problem = f"{len(broken)} lines are no JSON objects (first: line {broken[0]})"
        yield ArticleError(where, problem, hint="mend or remove them")
    yield from _documents(rows[:MAX_ROWS], where, fields)


def read_row(
    number: int, values: Mapping[str, Any], *, where: str, fields: Mapping[str, str], is_one: bool
) -> Document | ArticleError:
    """Read one row of a table that somebody else has taken apart.

    Args:
        number: Of the row, from 1.
        values: By column.
        where: The table.
        fields: Which column holds what, by `--map`.
        is_one: Whether the table has no other row.
    """
    row = _Row(number, values)
    words = _value(row, "text", fields)
    if words is None:
        return ArticleError(f"{where}#{number}", "holds no text", hint=_which_field(row))
    return _document(words, row, "" if is_one else f"#{number}", where, fields)


def _documents(
    rows: Iterable[_Row], where: str, fields: Mapping[str, str], *, is_one: bool = False
) -> Iterator[Document | ArticleError]:
    rows = list(rows)
    without = []
    for row in rows:
        words = _value(row, "text", fields)
        if words is None:
            without.append(row)
            continue
        yield _document(words, row, "" if is_one else f"#{row.number}", where, fields)
    if without:
        first = without[0]
        problem = f"{len(without)} of {len(rows)} rows hold no text (first: row {first.number})"
        yield ArticleError(where, problem, hint=_which_field(first))


def _which_field(row: _Row) -> str:
    there = ", ".join(str(name) for name in list(row.values)[:12])
    hint = f"say which field does: --map text=FIELD; fields are {there}"
    return " ".join(clean_text(hint).split())


def _document(
    words: str, row: _Row, part: str, where: str, fields: Mapping[str, str]
) -> Document | ArticleError:
    published = _value(row, "published", fields)
    known = Document(
        "",
        part,
        title=_value(row, "title", fields),
        author=_value(row, "author", fields),
        publisher=_value(row, "publisher", fields),
        published=published if published and _DATE.match(published) else None,
    )
    if _MARKUP.search(words):
        try:
            found = read_fragment(words, where=f"{where}{part}", title=known.title)
        except ArticleError as error:
            return error
        return known._replace(text=found.text, extractor=found.extractor)
    title = known.title
    headline = f"{title}\n\n" if title and not words.lstrip().startswith(title) else ""
    return known._replace(text=clean_text(headline + words))


def _value(row: _Row, field: str, fields: Mapping[str, str]) -> str | None:
    """A row's value: of the column that the user named, else of the first that is known."""
    named = fields.get(field)
    lowered = {str(name).strip().lower(): value for name, value in row.values.items()}
    for name in [named.lower()] if named else FIELDS[field]:
        value = lowered.get(name)
        if isinstance(value, list):
            value = ", ".join(item for item in value if isinstance(item, str))
        if isinstance(value, str | int) and str(value).strip():
            text = str(value)
            return text if field == "text" else " ".join(clean_text(text).split())
    return None
