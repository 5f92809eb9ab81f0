"""A comparison, in the order of its JSON form (`briefing-comparison/1`, see docs/compare.md)."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from briefing.schema.briefing import Failure
from briefing.schema.statement import Drop, Kind, Statement

Better = Literal["more", "fewer", "neither"]
Unit = Literal["share", "count", "tokens", "US dollars", "seconds"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class GoldStatement(_Frozen):
    """What an editor says is said: the words from `start` to `end` of the article's text."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    speaker: str
    kind: Kind
    quote: str | None = None
    """The words, for whoever edits the file; not read."""


class GoldArticle(_Frozen):
    """One line of a gold file."""

    source: str
    text_sha256: str | None = None
    """Of the text that the offsets refer to; another text is refused."""
    statements: tuple[GoldStatement, ...]


class ComparedArticle(_Frozen):
    """An article that every arm was put to."""

    id: str
    title: str
    source: str
    text_sha256: str
    text: str
    sentences: int
    attributed_sentences: int
    chunks: int


class Arm(_Frozen):
    """One way to make a briefing: a prompt version and a model."""

    id: str
    """`v1`, or with several models `v1, gpt-5-mini`."""
    prompt: str
    model: str
    prompt_sha256: str
    reply_form: str
    structured_output: str


class Outcome(_Frozen):
    """Something that code counts of one article under one arm."""

    name: str
    label: str
    unit: Unit
    better: Better
    is_tested: bool
    """Whether it is among those that Holm corrects for and that the verdict speaks of."""


class Sample(_Frozen):
    """What one arm made of one article, once."""

    arm: str
    article: str
    repeat: int
    """Counted from 0."""
    outcomes: dict[str, float | None]
    """By name; None where it cannot be told, a share of nothing for example."""


class Finding(_Frozen):
    """One outcome under one arm, held against the baseline over all articles."""

    arm: str
    outcome: str
    articles: int
    """Those in which both arms have the outcome."""
    baseline_mean: float | None
    arm_mean: float | None
    difference: float | None
    """Mean over articles of arm minus baseline."""
    low: float | None = None
    """The 95 % bootstrap interval over articles; None with fewer than six articles."""
    high: float | None = None
    interval: str | None = None
    """`BCa` or `percentile`."""
    p: float | None = None
    """Mid-p of the paired permutation test; None with fewer than six articles, where it is not
    tested, or where no article differs."""
    p_holm: float | None = None
    is_exact: bool | None = None
    """Whether all sign patterns were gone through."""
    is_different: bool = False
    """Whether `p_holm` is at most .05."""
    detectable: float | None = None
    """True difference that the test shows in 80 % of comparisons like this one, before Holm."""
    effect: float | None = None
    """The difference asked about with `--effect`, in the outcome's unit."""
    articles_needed: int | None = None
    """How many would show `effect` in 80 % of comparisons, before Holm."""
    within_sd: float | None = None
    """Standard deviation between repeats of the same article and arm, over both arms."""


class Matched(_Frozen):
    """The same words found by both."""

    baseline: Statement
    arm: Statement


class Changed(Matched):
    """The same words found by both, told differently."""

    fields: tuple[Literal["kind", "speaker", "addressee"], ...] = Field(min_length=1)


class ArticleDifference(_Frozen):
    """How the statements of one article differ between an arm and the baseline, first repeat."""

    arm: str
    article: str
    both: tuple[Matched, ...]
    """Those told alike: kind, speaker and addressee are the same."""
    changed: tuple[Changed, ...]
    only_baseline: tuple[Statement, ...]
    only_arm: tuple[Statement, ...]
    also_in_baseline: tuple[str, ...] = ()
    """Ids of those only in the arm whose words the baseline has in a statement that is matched with
    another, or that holds several of the arm's."""
    also_in_arm: tuple[str, ...] = ()
    """Likewise of those only in the baseline."""
    dropped_baseline: tuple[Drop, ...] = ()
    """What the baseline's checks dropped of this article."""
    dropped_arm: tuple[Drop, ...] = ()


class PromptDifference(_Frozen):
    """How the prompt's text differs, as a unified diff."""

    before: str
    after: str
    diff: str


class Price(_Frozen):
    """US dollars for a million tokens."""

    input: float = Field(ge=0)
    output: float = Field(ge=0)


class ComparisonRun(_Frozen):
    """How the comparison was made."""

    briefing: str
    endpoint: str | None
    repeats: int
    temperature: float | None
    chunk_tokens: int
    requests: int
    cache_hits: int
    retries: int
    seconds: float
    prices: dict[str, Price] = {}
    """By model, as given with `--price`."""


class Comparison(_Frozen):
    """What `--out compare.json` holds."""

    schema_: Literal["briefing-comparison/1"] = Field(
        default="briefing-comparison/1", alias="schema"
    )
    title: str
    created: str
    baseline: str
    verdict: tuple[str, ...]
    """One sentence or a few for each arm but the baseline."""
    matching_rule: str
    """How statements of two arms are held to be the same."""
    articles: tuple[ComparedArticle, ...]
    arms: tuple[Arm, ...]
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    samples: tuple[Sample, ...]
    differences: tuple[ArticleDifference, ...]
    """Worst first: those articles on which the two arms agree least."""
    prompt_differences: tuple[PromptDifference, ...]
    failures: tuple[Failure, ...]
    run: ComparisonRun
