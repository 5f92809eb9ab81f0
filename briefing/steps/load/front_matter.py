"""A text in, the YAML block on its top out."""

import re
from datetime import date, datetime
from typing import NamedTuple

from briefing.steps.load.dates import find_date

MAX_LENGTH = 20_000
"""Code points; a longer block is not front matter."""
_BLOCK = re.compile(
    r"\s{0,20}---[ \t]{0,20}\r?\n(?P<yaml>.*?)\n(?:---|\.\.\.)[ \t]{0,20}\r?(?:\n|\Z)", re.DOTALL
)


class FrontMatter(NamedTuple):
    """What the block says, and where the text below it begins."""

    end: int
    title: str | None = None
    published: str | None = None
    publisher: str | None = None


def read_front_matter(text: str) -> FrontMatter:
    """Read a Markdown file's front matter: title, date, publisher.

    Returns:
        `end` is 0 where there is none, or where it is not a YAML mapping.
    """
    match = _BLOCK.match(text[:MAX_LENGTH])
    fields = _fields(match["yaml"]) if match else None
    if match is None or fields is None:
        return FrontMatter(0)
    return FrontMatter(
        match.end(),
        _first(fields, "title", "headline"),
        _date(_first(fields, "published", "date", "datepublished", "updated")),
        _first(fields, "publisher", "source", "publication", "site_name", "site"),
    )


def _fields(block: str) -> dict[str, object] | None:
    import yaml

    try:
        loaded = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(loaded, dict):
        return None
    return {str(name).lower(): value for name, value in loaded.items()}


def _first(fields: dict[str, object], *names: str) -> str | None:
    for name in names:
        value = fields.get(name)
        if isinstance(value, datetime | date):
            return value.isoformat()
        if isinstance(value, str | int) and str(value).strip():
            return " ".join(str(value).split())
    return None


def _date(value: str | None) -> str | None:
    return find_date(value) if value else None
