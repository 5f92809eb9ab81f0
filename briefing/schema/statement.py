"""A claim is what an extractor says; a statement is a claim that has passed every check."""

from collections.abc import Sequence
from typing import Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, computed_field, field_validator

from briefing.schema.article import Article, Span, sha256_of

Kind = Literal["position", "demand", "consequence", "question"]
KINDS: tuple[Kind, ...] = get_args(Kind)

UNATTRIBUTED = "unattributed"
"""The speaker of a statement that the article pins on nobody."""

Flag = Literal[
    "snapped",
    "speaker corrected",
    "speaker unverified",
    "addressee unverified",
    "condition unverified",
    "summary discarded",
    "summary unchecked",
]

DropReason = Literal[
    "not in source", "not attributed", "speaker not in article", "duplicate", "boilerplate"
]


class Evidence(BaseModel):
    """The words of the article that a statement rests on: `quote` is always `text[start:end]`."""

    model_config = ConfigDict(frozen=True)

    article: str
    """Id of the article."""
    start: int = Field(ge=0)
    end: int
    quote: str
    speaker_as_written: str | None = None
    """Who says it, in the words used here."""
    cue: str | None = None
    """The words here that attribute: `denied` tells a denial from an assertion."""
    page: int | None = None
    """On which it begins, from 1, of a file that has pages."""

    @classmethod
    def of(cls, article: Article, span: Span) -> Self:
        """The words of an article's span."""
        return cls(
            article=article.id,
            start=span.start,
            end=span.end,
            quote=span.of(article.text),
            page=article.page_of(span.start),
        )

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.start, self.end)


class _Saying(BaseModel):
    """What claims and statements have in common."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    speaker: str
    """Whom the article says it comes from, in the fullest name it gives, or `unattributed`."""
    speaker_as_written: str | None = None
    """The speaker in the words used at the first evidence."""
    cue: str | None = None
    """The words that attribute at the first evidence."""
    addressee: str | None = None
    condition: str | None = None
    summary: str | None = None
    """A paraphrase that its evidence carries; None means that only the quotation is shown."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    flags: tuple[Flag, ...] = ()

    @field_validator("speaker")
    @classmethod
    def _speaker_is_named(cls, speaker: str) -> str:
        if not speaker.strip():
            raise ValueError("speaker is blank (use 'unattributed')")
        return speaker


class Claim(_Saying):
    """A statement that rests on words of the article and has not been checked yet."""

    chunk: str | None = None
    """Id of the chunk whose reply it comes from; None from the built-in extractor."""


SEALED = (
    "kind",
    "speaker",
    "speaker_as_written",
    "cue",
    "addressee",
    "condition",
    "summary",
    "flags",
)
"""Fields that a statement's seal covers, in its order."""


class Statement(_Saying):
    """A claim that has passed every check: the only thing that can be rendered."""

    def resting_on(self, evidence: Sequence[Evidence]) -> Self:
        """The same with other evidence; what is told of the first evidence is that of the new."""
        first = evidence[0]
        return self.model_copy(
            update={
                "evidence": tuple(evidence),
                "speaker_as_written": first.speaker_as_written,
                "cue": first.cue,
            }
        )

    # mypy knows no decorated properties; pydantic documents this form.
    @computed_field  # type: ignore[prop-decorator]
    @property
    def id(self) -> str:
        """First 12 hexadecimal digits of a hash over kind, speaker and evidence."""
        parts = [self.kind, self.speaker]
        parts += [f"{e.article}:{e.start}:{e.end}" for e in self.evidence]
        return sha256_of("\x1f".join(parts))[:12]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def seal(self) -> str:
        """Four hexadecimal digits for each of `SEALED`: tells which field was edited by hand.

        It guards against slips, not against forgery.
        """
        return "".join(sha256_of(repr(getattr(self, field)))[:4] for field in SEALED)


class Drop(BaseModel):
    """What did not become a statement, and why. Rendered, never forgotten."""

    model_config = ConfigDict(frozen=True)

    reason: DropReason
    detail: str
    kind: str
    speaker: str
    text: str
    """The words that the extractor gave as evidence."""
    article: str
    """Id of the article."""
    chunk: str | None = None
