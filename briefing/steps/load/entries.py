"""The bytes of a feed come in → its entries."""

import io
from calendar import timegm
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urljoin

from briefing.errors import ArticleError
from briefing.libraries import load_library


class Entry(NamedTuple):
    """An article as a feed announces it."""

    url: str | None
    """Of its page; a link that is no web address counts only where there is nothing else."""
    title: str
    published: str | None
    """ISO date and time, UTC."""
    stamp: str
    """What is other when the entry has been changed."""
    content: str
    """HTML, where the feed carries the article itself."""


class Feed(NamedTuple):
    """A feed."""

    title: str | None
    entries: tuple[Entry, ...]


def parse_feed(body: bytes, *, where: str, content_type: str = "") -> Feed:
    """Read RSS or Atom of any version.

    Args:
        body: The feed.
        where: Its address or file, to which links in it are relative.
        content_type: As the server gives it.

    Raises:
        ArticleError: It is no feed.
    """
    headers = {"content-type": content_type, "content-location": where}
    parsed = load_library("feedparser").parse(io.BytesIO(body), response_headers=headers)
    if not parsed.version and not parsed.entries:
        hint = "give the address of an RSS or Atom feed"
        raise ArticleError(where, "is no feed", hint=hint)
    return Feed(
        _line(parsed.feed.get("title")), tuple(_entry(entry, where) for entry in parsed.entries)
    )


def _entry(parsed: Any, where: str) -> Entry:
    fields = dict(parsed)  # Asked itself, feedparser answers for one name with another, and warns.
    link = urljoin(where, fields.get("link") or "")
    contents = [part.get("value", "") for part in fields.get("content", ())]
    moment = fields.get("published_parsed") or fields.get("updated_parsed")
    is_address = link.startswith(("http://", "https://"))
    return Entry(
        link if fields.get("link") and (is_address or not contents) else None,
        _line(fields.get("title")) or "",
        datetime.fromtimestamp(timegm(moment), UTC).isoformat() if moment else None,
        str(fields.get("updated") or fields.get("published") or ""),
        max(contents, key=len, default=""),
    )


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None
