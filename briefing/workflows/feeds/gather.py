"""Feeds come in → the articles that their entries lead to, read once each."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import urlsplit

from briefing.errors import ArticleError
from briefing.journal import Mark
from briefing.schema.article import Article
from briefing.schema.briefing import Failure
from briefing.steps.load.entries import Entry, Feed, parse_feed
from briefing.steps.load.read import read_file
from briefing.web.address import is_address
from briefing.web.fetch import Answer, Web
from briefing.workflows.feeds.extract import extract_article

SUFFIXES = (".xml", ".rss", ".atom")
MAX_ENTRIES = 200
"""Of one feed; the newest stand first, and few feeds have more than 100."""
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "")


class Fetched(NamedTuple):
    """A mark that may be kept once some articles have been read."""

    mark: Mark
    needs: tuple[str, ...]
    """Ids of the articles."""


class Gathered(NamedTuple):
    """What came of the feeds, in their order."""

    articles: tuple[Article, ...] = ()
    failures: tuple[Failure, ...] = ()
    fetched: tuple[Fetched, ...] = ()
    read: tuple[str, ...] = ()
    """Feeds and pages that did not fail."""


def is_feed(path: str) -> bool:
    """Whether a path is a feed: an address, or a file that ends as feeds do."""
    return is_address(path) or PurePath(path).suffix.lower() in SUFFIXES


def gather_feeds(
    feeds: Sequence[str],
    *,
    marks: Mapping[str, Mark],
    max_bytes: int,
    web: Callable[..., Web] = Web,
) -> Gathered:
    """Fetch what is new in some feeds.

    A feed that has not been modified is not fetched, an entry that has been read and not been
    changed neither. What fails is a failure, and the rest goes on.

    Args:
        feeds: Addresses or files.
        marks: What was found at each address the last time.
        max_bytes: Size of a feed or page above which it is a failure.
        web: How things are fetched.

    Raises:
        ConfigError: A library is not installed.
    """
    with web(max_bytes=max_bytes) as opened:
        work = _Gathering(opened, marks, max_bytes)
        for source in dict.fromkeys(feeds):
            work.add(source)
        return work.gathered()


class _Gathering:
    """What has been found so far."""

    def __init__(self, web: Web, marks: Mapping[str, Mark], max_bytes: int) -> None:
        self._web = web
        self._marks = marks
        self._max_bytes = max_bytes
        self._articles: dict[str, Article] = {}
        """By address."""
        self._failures: list[Failure] = []
        self._fetched: list[Fetched] = []
        self._read: list[str] = []

    def gathered(self) -> Gathered:
        articles = tuple(self._articles.values())
        return Gathered(articles, tuple(self._failures), tuple(self._fetched), tuple(self._read))

    def add(self, source: str) -> None:
        """A feed, and all its entries."""
        try:
            found = self._open(source)
        except ArticleError as error:
            self._fail(error)
            return
        self._read.append(source)
        if found is None:
            return
        answer, feed = found
        failed = len(self._failures)
        if len(feed.entries) > MAX_ENTRIES:
            problem = f"has {len(feed.entries):,} entries, of which {MAX_ENTRIES} are read"
            self._fail(ArticleError(source, problem, hint="split the feed"))
        needs = [self._add_entry(entry, feed, source) for entry in feed.entries[:MAX_ENTRIES]]
        # A feed is fetched again until all that it announces has been read.
        if len(self._failures) == failed and (answer.etag or answer.modified):
            mark = Mark(source, answer.etag, answer.modified, "")
            self._fetched.append(Fetched(mark, tuple(id_ for id_ in needs if id_)))

    def _open(self, source: str) -> tuple[Answer, Feed] | None:
        """None: not modified."""
        if is_address(source):
            home = urlsplit(source).hostname
            answer = self._web.fetch(source, home=home, mark=self._marks.get(source))
            if answer is None:
                return None
        else:
            body = read_file(source, max_bytes=self._max_bytes)
            answer = Answer(source, body, "", None, None)
        return answer, parse_feed(answer.body, where=answer.url, content_type=answer.content_type)

    def _add_entry(self, entry: Entry, feed: Feed, source: str) -> str | None:
        """The id of its article, where that is to be read."""
        where = entry.url or f"{source}: {entry.title}"
        if where in self._articles:
            return self._articles[where].id
        known = self._marks.get(where)
        if known is not None and known.stamp == entry.stamp:
            self._read.append(where)
            return None
        try:
            page = self._page(entry, source) if entry.url else entry.content
            article = extract_article(page, url=where, entry=entry, publisher=feed.title)
        except ArticleError as error:
            self._fail(error)
            return None
        self._read.append(where)
        self._articles[where] = article
        self._fetched.append(Fetched(Mark(where, None, None, entry.stamp), (article.id,)))
        return article.id

    def _page(self, entry: Entry, source: str) -> bytes | str:
        answer = self._web.fetch(str(entry.url), home=urlsplit(source).hostname)
        if answer is None:
            raise ArticleError(str(entry.url), "the server sends nothing", hint="check the address")
        kind = answer.content_type.partition(";")[0]
        if kind.strip().lower() not in _PAGES:
            problem = f"is no page of text ({kind.strip()})"
            raise ArticleError(answer.url, problem, hint="save its text into the folder")
        return answer.page

    def _fail(self, error: ArticleError) -> None:
        self._failures.append(Failure(source=error.where, error=error.problem, hint=error.hint))
