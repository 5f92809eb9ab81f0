"""A comparison comes in → the same facts in the order and the words in which they are shown.

All texts of articles and models are still raw: the form that prints them escapes them.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from briefing.comparison.matching import disagreements
from briefing.schema.article import Span
from briefing.schema.comparison import (
    ArticleDifference,
    Comparison,
    Finding,
    Outcome,
    Unit,
)
from briefing.schema.statement import Statement
from briefing.sentences import split_sentences


class Row(NamedTuple):
    """One outcome, as a line of the table."""

    label: str
    baseline: str
    arm: str
    difference: str
    interval: str
    p: str
    p_holm: str
    seen: str
    detectable: str
    needed: str
    within: str


class Table(NamedTuple):
    """An arm against the baseline."""

    arm: str
    verdict: str
    tested: tuple[Row, ...]
    told: tuple[Row, ...]


class Said(NamedTuple):
    """A statement as one arm has it."""

    kind: str
    speaker: str
    addressee: str | None
    words: str
    place: str
    flags: tuple[str, ...]


class Pairing(NamedTuple):
    """What the two arms have of the same words, side by side; None: nothing."""

    what: str
    """`both`, `changed`, `only baseline` or `only arm`."""
    fields: tuple[str, ...]
    baseline: Said | None
    arm: Said | None


class ArticleView(NamedTuple):
    """One article under one arm and the baseline; what differs comes first, then what does not."""

    arm: str
    title: str
    source: str
    n_both: int
    n_changed: int
    n_only_baseline: int
    n_only_arm: int
    differing: tuple[Pairing, ...]
    same: tuple[Pairing, ...]


class PromptText(NamedTuple):
    """A unified diff, and the same as a Markdown code block that nothing in it can end."""

    before: str
    after: str
    diff: str
    fenced: str


class ComparisonView:
    """Everything that a template may show of a comparison."""

    def __init__(self, comparison: Comparison) -> None:
        """Split every article into sentences once, for the references."""
        self.comparison = comparison
        self.baseline = comparison.baseline
        self._outcomes = {outcome.name: outcome for outcome in comparison.outcomes}
        self._articles = {article.id: article for article in comparison.articles}
        self._starts = {
            article.id: [sentence.start for sentence in split_sentences(article.text)]
            for article in comparison.articles
        }
        others = [arm.id for arm in comparison.arms if arm.id != comparison.baseline]
        self.tables = [
            self._table(arm, verdict)
            for arm, verdict in zip(others, comparison.verdict, strict=True)
        ]
        self.articles = [self._article(found) for found in comparison.differences]
        self.effects = _effects(comparison.findings, self._outcomes)
        self.n_differing = sum(map(disagreements, comparison.differences))
        self.n_same = sum(len(found.both) for found in comparison.differences)
        self.prompts = [
            PromptText(d.before, d.after, d.diff, _fenced(d.diff))
            for d in comparison.prompt_differences
        ]

    def _table(self, arm: str, verdict: str) -> Table:
        of_arm = [finding for finding in self.comparison.findings if finding.arm == arm]
        rows = [(self._outcomes[f.outcome], f) for f in of_arm]
        return Table(
            arm,
            verdict,
            tested=tuple(_row(outcome, f) for outcome, f in rows if outcome.is_tested),
            told=tuple(_row(outcome, f) for outcome, f in rows if not outcome.is_tested),
        )

    def _article(self, found: ArticleDifference) -> ArticleView:
        article = self._articles[found.article]
        differing = [
            *(
                Pairing("changed", c.fields, self._said(c.baseline), self._said(c.arm))
                for c in found.changed
            ),
            *(Pairing("only baseline", (), self._said(s), None) for s in found.only_baseline),
            *(Pairing("only arm", (), None, self._said(s)) for s in found.only_arm),
        ]
        return ArticleView(
            arm=found.arm,
            title=article.title,
            source=article.source,
            n_both=len(found.both),
            n_changed=len(found.changed),
            n_only_baseline=len(found.only_baseline),
            n_only_arm=len(found.only_arm),
            differing=tuple(differing),
            same=tuple(Pairing("both", (), self._said(s), self._said(s)) for s in found.both),
        )

    def _said(self, statement: Statement) -> Said:
        return Said(
            kind=statement.kind,
            speaker=statement.speaker,
            addressee=statement.addressee,
            words=" … ".join(" ".join(e.quote.split()) for e in statement.evidence),
            place="; ".join(self._place(e.article, e.span) for e in statement.evidence),
            flags=statement.flags,
        )

    def _place(self, article: str, span: Span) -> str:
        starts = self._starts[article]
        first, last = bisect_right(starts, span.start), bisect_right(starts, span.end - 1)
        sentences = f"sentence {first}" if first == last else f"sentences {first}–{last}"
        return f"{sentences}, characters {span.start}–{span.end}"


def _effects(findings: Sequence[Finding], outcomes: dict[str, Outcome]) -> str:
    """The difference that was asked about, as `5 points of a share or 5 % of anything else`."""
    for finding in findings:
        if finding.effect is not None and outcomes[finding.outcome].unit == "share":
            size = f"{100 * finding.effect:g}"
            return f"{size} points of a share or {size} % of anything else"
    return "the difference asked about"


def _row(outcome: Outcome, finding: Finding) -> Row:
    unit = outcome.unit
    interval = ""
    if finding.low is not None and finding.high is not None:
        interval = f"{_signed(finding.low, unit)} to {_signed(finding.high, unit)}"
    seen = "different" if finding.is_different else "no difference seen"
    if finding.low is None:
        seen = "too few articles"
    elif not outcome.is_tested:
        seen = "not tested"
    return Row(
        label=outcome.label,
        baseline=_value(finding.baseline_mean, unit),
        arm=_value(finding.arm_mean, unit),
        difference=_signed(finding.difference, unit),
        interval=interval,
        p=_p(finding.p),
        p_holm=_p(finding.p_holm),
        seen=seen,
        detectable=_signed(finding.detectable, unit).lstrip("+"),
        needed=f"{finding.articles_needed:,}" if finding.articles_needed else "",
        within=_signed(finding.within_sd, unit).lstrip("+"),
    )


def _value(value: float | None, unit: Unit) -> str:
    if value is None:
        return "–"
    if unit == "share":
        return f"{value * 100:.1f} %"
    return _plain(value, unit)


def _signed(value: float | None, unit: Unit) -> str:
    if value is None:
        return ""
    sign = "−" if value < 0 else "+"
    if unit == "share":
        return f"{sign}{abs(value) * 100:.1f} points"
    return sign + _plain(abs(value), unit)


def _plain(value: float, unit: Unit) -> str:
    if unit == "tokens":
        return f"{value:,.0f}"
    if unit == "US dollars":
        return f"{value:.5f} US dollars"
    return f"{value:.2f}"


def _p(p: float | None) -> str:
    if p is None:
        return ""
    return "< .001" if p < 0.001 else f"{p:.3f}".lstrip("0")


def _fenced(text: str) -> str:
    runs: Sequence[str] = re.findall(r"`+", text)
    fence = "`" * max(3, max(map(len, runs), default=0) + 1)
    return f"{fence}diff\n{text.rstrip()}\n{fence}"
