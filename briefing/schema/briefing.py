"""The briefing: everything that is rendered, in the order of the JSON contract (`briefing/1`)."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidatorFunctionWrapHandler,
    WrapSerializer,
    WrapValidator,
    computed_field,
)

from briefing.schema.article import sha256_of
from briefing.schema.statement import Drop, Statement

CARRIED = "<!-- briefing/1"
"""How the comment begins that ends a briefing in Markdown."""

StructuredOutput = Literal["json_schema", "json_object", "text", "none"]


_Record = TypeVar("_Record")


def _kept(value: Any, check: ValidatorFunctionWrapHandler) -> Any:
    """A sequence that reads its records from disk stays one: a copy would hold them all."""
    if isinstance(value, Sequence) and not isinstance(value, list | tuple | str | bytes):
        return value
    return tuple(check(value))


Records = Annotated[
    Sequence[_Record],
    WrapValidator(_kept),
    WrapSerializer(lambda records, write: write(tuple(records))),
]
"""What a briefing has any number of: a tuple, or a sequence of which memory holds nothing."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class BriefedArticle(_Frozen):
    """An article as the briefing carries it, with what was counted in it."""

    id: str
    title: str
    source: str
    published: str | None
    publisher: str | None
    text_sha256: str
    text: str
    """The exact text that offsets refer to."""
    sentences: int
    attributed_sentences: int
    """Sentences that the content of an attribution overlaps."""
    covered_sentences: int
    """Attributed sentences that the evidence of a listed statement overlaps."""
    also_at: tuple[str, ...] = ()
    author: str | None = None
    language: str | None = None
    """ISO 639-1 code, or 639-3 where there is none; None: not known."""
    file_sha256: str | None = None
    """SHA-256 of the file that the text was read from."""
    extractor: str | None = None
    """Library and version that took the text out of the file; None: the file is text."""
    pages: tuple[int, ...] = ()
    """Offset at which each page begins, of a file that has pages."""


class KeyPoint(_Frozen):
    """One sentence for the top of the briefing and the statements that it rests on."""

    text: str
    statements: tuple[str, ...] = Field(min_length=1)

    # mypy knows no decorated properties; pydantic documents this form.
    @computed_field  # type: ignore[prop-decorator]
    @property
    def seal(self) -> str:
        """Eight hexadecimal digits that tell whether the point was edited by hand."""
        return sha256_of("\x1f".join([self.text, *self.statements]))[:8]


class Uncovered(_Frozen):
    """An attributed sentence that no statement covers."""

    article: str
    start: int
    end: int
    speaker: str


class Finding(_Frozen):
    """A passage that addresses a model: it was not sent to any, and nothing rests on it."""

    article: str
    start: int
    end: int
    rule: str
    """What the passage does, e.g. `sets other instructions aside`."""


class Failure(_Frozen):
    """An article that could not be read, or a chunk that was not answered."""

    source: str
    article: str | None = None
    chunk: str | None = None
    error: str
    hint: str


class PromptUsed(_Frozen):
    """A prompt version, pinned by the SHA-256 of its file."""

    name: str
    version: str
    sha256: str


class Run(_Frozen):
    """How the briefing was made."""

    briefing: str
    """Version of this package."""
    model: str
    endpoint: str | None = None
    """Host of the endpoint; never its path, query or key."""
    chunks: int = 0
    chunks_answered: int = 0
    structured_output: StructuredOutput = "none"
    prompts: tuple[PromptUsed, ...] = ()
    parameters: dict[str, str | int | float | bool | None] = Field(default_factory=dict)
    requests: int = 0
    """HTTP requests for a reply that were sent."""
    cache_hits: int = 0
    retries: int = 0
    """Those among the requests that repeated one."""
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    """Those among the input tokens that the server had from requests before."""
    cost_usd: float | None = None
    """Of the answers that came over the wire, repeated asks included; None: price not known."""
    seconds: float = 0.0


class Briefing(_Frozen):
    """What `--out brief.json` holds, in its order."""

    schema_: Literal["briefing/1"] = Field(default="briefing/1", alias="schema")
    title: str
    created: str
    """ISO 8601, UTC."""
    articles: Records[BriefedArticle]
    statements: tuple[Statement, ...]
    key_points: tuple[KeyPoint, ...] = ()
    drops: Records[Drop] = ()
    uncovered: Records[Uncovered] = ()
    failures: Records[Failure] = ()
    findings: Records[Finding] = ()
    run: Run
