"""What the journal gives out: plain data."""

from collections.abc import Mapping
from typing import NamedTuple

from briefing.schema.article import Span
from briefing.schema.briefing import BriefedArticle
from briefing.schema.reply import Relation
from briefing.schema.statement import Kind, Statement


class Kept(NamedTuple):
    """An article as it lies in the journal."""

    article: BriefedArticle
    body: str
    """Its running text: without headline, captions, credits."""
    day: str
    """The day whose digest it belongs to."""
    came_in: str
    copy_of: str | None
    """Id of the article that this is a near copy of; such a one has no statements of its own."""
    topics: frozenset[str]
    """Names and headline words, as stems."""
    is_complete: bool
    """False: a model did not answer for all of it, and it is read again on the next run."""


class About(NamedTuple):
    """What a statement is about, for later comparison."""

    words: str
    """The words by which each of its claims is found, one claim a line."""
    matter: str
    """JSON of each of its claims, one a line."""


class Said(NamedTuple):
    """A statement as it is looked for; what it is about and its text are fetched when asked for."""

    number: int
    article: str
    day: str
    speaker: str
    words: str
    """The words by which each of its claims is found, one claim a line."""


class Told(NamedTuple):
    """A statement in full."""

    said: Said
    statement: Statement
    around: tuple[Span, ...]
    """The whole sentences around each piece of its evidence."""

    @property
    def kind(self) -> Kind:
        """Its kind."""
        return self.statement.kind


class Judgement(NamedTuple):
    """What a model has said that a statement is to an earlier one."""

    relation: Relation
    model: str
    prompt: Mapping[str, str]
    """Name, version and SHA-256 of what it was asked with."""

    @property
    def label(self) -> str:
        """`match/v1`."""
        return f"{self.prompt['name']}/{self.prompt['version']}"


class Day(NamedTuple):
    """A day that was run."""

    day: str
    is_written: bool


class Mark(NamedTuple):
    """What was found at an address of the web, by which it can be seen whether it has changed."""

    url: str
    etag: str | None
    modified: str | None
    """As the server gave them."""
    stamp: str
    """As the feed gave it, for a page that a feed announces."""


class ThreadDays(NamedTuple):
    """A story over days, up to one of them."""

    thread: str
    title: str
    """Of the article that came in last."""
    n_articles: int
    last_day: str
    n_days: int
