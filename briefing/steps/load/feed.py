"""A feed in, its entries that carry their article in full out."""

from collections.abc import Iterator

from briefing.errors import ArticleError
from briefing.steps.load.document import Document
from briefing.steps.load.entries import Entry, parse_feed
from briefing.steps.load.html import read_fragment

MAX_ENTRIES = 1000


def read_feed(body: bytes, *, where: str) -> Iterator[Document | ArticleError]:
    """Read the entries of RSS or Atom; each is an article of its own.

    Yields:
        One document an entry with full content; one error for all that have none.

    Raises:
        ArticleError: It is no feed, or an empty one.
    """
    feed = parse_feed(body, where=where)
    if not feed.entries:
        raise ArticleError(where, "a feed without entries", hint="leave it out")
    entries = feed.entries[:MAX_ENTRIES]
    bare = [entry for entry in entries if not entry.content.strip()]
    for number, entry in enumerate(entries, 1):
        if entry.content.strip():
            yield _article(entry, f"#{number}", where, feed.title)
    if bare:
        problem = f"{len(bare)} of {len(entries)} entries hold no full text"
        yield ArticleError(where, problem, hint="`briefing digest` fetches their pages")


def _article(entry: Entry, part: str, where: str, feed: str | None) -> Document | ArticleError:
    try:
        found = read_fragment(entry.content, where=f"{where}{part}", title=entry.title or None)
    except ArticleError as error:
        return error
    return found._replace(
        part=part,
        published=entry.published or found.published,
        publisher=feed or found.publisher,
    )
