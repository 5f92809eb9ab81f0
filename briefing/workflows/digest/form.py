"""The digest as data: what `--format json` holds (`briefing-digest/1`), in its order.

It says nothing of the run that made it: same input, same day, same digest, byte for byte.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from briefing.schema.briefing import BriefedArticle, Failure
from briefing.schema.statement import Statement

Label = Literal["new", "repeated", "changed"]
PointLabel = Literal["changed", "contradiction", "demand", "consequence", "position", "question"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Piece(_Frozen):
    """A stretch of a sentence of an article."""

    text: str
    is_marked: bool
    """Whether it is what is said; the rest tells who says it, and how."""


class Quotation(_Frozen):
    """A statement of this or another day, in the sentences of the article it stands in."""

    statement: str
    """Id of the statement."""
    speaker: str
    day: str
    article: str
    title: str
    publisher: str | None
    source: str
    start: int
    end: int
    quote: str
    """`text[start:end]` of the article."""
    pieces: tuple[Piece, ...]
    """The whole sentences."""


class DigestStatement(Statement):
    """A statement of the day, and what it is to the days before."""

    label: Label
    pieces: tuple[Piece, ...]
    """The whole sentences that it rests on in its first article."""
    story: str
    """Id of the story that it is told in."""
    earlier: Quotation | None = None
    """What it repeats, or is a change of: the latest such statement."""
    first_said: str | None = None
    """The first day on which it was said, where it is repeated."""
    shared: tuple[str, ...] = ()
    """The words, as stems, that make it and the earlier one the same matter."""
    differs: tuple[str, ...] = ()
    """What has changed: `number: 480 million → 620 million`."""
    matched_by: str | None = None
    """Who decided what it is to the earlier one: `rules`, or a model asked with `match/v1`."""
    is_shown: bool = True
    """Whether Markdown and HTML list it; they are bounded, this form is not."""


class Copy(_Frozen):
    """Another article that carries nearly the same text."""

    id: str
    title: str
    source: str
    publisher: str | None
    published: str | None
    adds: tuple[str, ...]
    """Its sentences that the other does not have."""
    omits: tuple[str, ...]
    """The other's sentences that it does not have."""


class DigestArticle(BriefedArticle):
    """An article of the day."""

    came_in: str
    story: str
    copies: tuple[Copy, ...] = ()


class Story(_Frozen):
    """Articles of the day that belong together, and their statements, most consequential first."""

    id: str
    """Id of the first article that ever told it."""
    title: str
    since: str
    """The day of that article."""
    articles: tuple[str, ...]
    statements: tuple[str, ...]


class Contradiction(_Frozen):
    """Two speakers whose statements cannot both hold; one of them is new on this day."""

    shared: tuple[str, ...]
    differs: tuple[str, ...]
    sides: tuple[Quotation, Quotation]
    """The earlier one first."""


class QuietStory(_Frozen):
    """A story of several days that nobody has gone on with."""

    id: str
    title: str
    """Of its last article."""
    last_day: str
    articles: int
    days: int


class LateArticle(_Frozen):
    """An article that came in on this day and stands in the digest of the day it is dated."""

    title: str
    source: str
    publisher: str | None
    day: str


class CarriedAgain(_Frozen):
    """A near copy of an article of another day."""

    copy_: Copy = Field(alias="copy")
    of_title: str
    of_day: str


class DigestPoint(_Frozen):
    """One line for the top of the digest."""

    label: PointLabel
    speaker: str
    differs: tuple[str, ...] = ()
    """What has changed, or what contradicts it."""
    text: str
    """Whole sentences of an article."""
    pieces: tuple[Piece, ...]
    statements: tuple[str, ...] = Field(min_length=1)


class Maker(_Frozen):
    """How statements of the day were made."""

    briefing: str
    model: str
    prompts: tuple[dict[str, str], ...] = ()


class Judge(_Frozen):
    """A model that was asked what statements of the day are to earlier ones."""

    model: str
    prompt: dict[str, str]
    pairs: int
    """Pairs of statements on which it was asked."""


class Digest(_Frozen):
    """One day."""

    schema_: Literal["briefing-digest/1"] = Field(default="briefing-digest/1", alias="schema")
    title: str
    date: str
    timezone: str
    since: str
    """The first day that this one is compared with."""
    days_compared: int
    """Days with articles among those."""
    articles: tuple[DigestArticle, ...]
    statements: tuple[DigestStatement, ...]
    stories: tuple[Story, ...]
    contradictions: tuple[Contradiction, ...]
    quiet: tuple[QuietStory, ...]
    late: tuple[LateArticle, ...]
    carried_again: tuple[CarriedAgain, ...]
    key_points: tuple[DigestPoint, ...]
    failures: tuple[Failure, ...]
    made_with: tuple[Maker, ...]
    matched_with: tuple[Judge, ...] = ()
    """Models that were asked beside the rules; none: the rules decided alone."""

    def count(self, label: Label) -> int:
        """Statements with this label."""
        return sum(s.label == label for s in self.statements)
