"""A comparison comes in → the same facts in the order and the words in which they are shown.

All texts of articles and models are still raw: the form that prints them escapes them.
"""

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from briefing.comparison.matching import find_dropped
from briefing.comparison.table import make_table, print_value
from briefing.schema.comparison import (
    ArticleDifference,
    Comparison,
    Finding,
    Outcome,
    PromptDifference,
)
from briefing.schema.statement import Drop, Statement
from briefing.steps.render.page import Page, Passage


class Said(NamedTuple):
    """A statement as one arm has it, its words marked in the sentences around them."""

    kind: str
    speaker: str
    addressee: str | None
    summary: str | None
    passages: tuple[Passage, ...]
    place: str
    flags: tuple[str, ...]


class Pairing(NamedTuple):
    """What the two arms have of the same words, side by side; None: nothing."""

    fields: tuple[str, ...]
    """Those that the arms tell differently."""
    baseline: Said | None
    arm: Said | None
    dropped: Drop | None = None
    """What the arm that does not list it had of it, and dropped."""
    is_held: bool = False
    """Whether that arm has the words inside another statement."""


class ArticleView(NamedTuple):
    """One article under one arm and the baseline; what differs comes first, then what does not."""

    arm: str
    title: str
    source: str
    numbers: tuple[str, ...]
    """`claims dropped 3 → 1`: the outcomes in which the two arms differ."""
    n_both: int
    n_changed: int
    n_only_baseline: int
    n_only_arm: int
    differing: tuple[Pairing, ...]
    """In the order of the article."""
    same: tuple[Pairing, ...]
    dropped_baseline: tuple[Drop, ...]
    dropped_arm: tuple[Drop, ...]


class DiffLine(NamedTuple):
    """One line of a unified diff, and whether it was `added`, `removed` or neither."""

    text: str
    mark: str


class PromptText(NamedTuple):
    """A unified diff, and the same as a Markdown code block that nothing in it can end."""

    before: str
    after: str
    lines: tuple[DiffLine, ...]
    fenced: str


class ComparisonView:
    """Everything that a template may show of a comparison."""

    def __init__(self, comparison: Comparison) -> None:
        """Split every article into sentences once, for the references."""
        self.comparison = comparison
        self.baseline = comparison.baseline
        self.is_repeated = comparison.run.repeats > 1
        self._outcomes = {outcome.name: outcome for outcome in comparison.outcomes}
        self._articles = {article.id: article for article in comparison.articles}
        self._pages = {a.id: Page(a, number=n) for n, a in enumerate(comparison.articles, 1)}
        others = [arm.id for arm in comparison.arms if arm.id != comparison.baseline]
        self.tables = [
            make_table(
                arm, verdict, [f for f in comparison.findings if f.arm == arm], self._outcomes
            )
            for arm, verdict in zip(others, comparison.verdict, strict=True)
        ]
        self.articles = [self._article(found) for found in comparison.differences]
        self.effects = _effects(comparison.findings, self._outcomes)
        self.tally = _tally(comparison.differences, comparison.baseline)
        self.prompts = [_prompt(found) for found in comparison.prompt_differences]

    def _article(self, found: ArticleDifference) -> ArticleView:
        article = self._articles[found.article]
        text = article.text
        dropped_there = find_dropped(found.only_baseline, found.dropped_arm, text)
        dropped_here = find_dropped(found.only_arm, found.dropped_baseline, text)
        differing = [
            *(Pairing(c.fields, self._said(c.baseline), self._said(c.arm)) for c in found.changed),
            *(
                Pairing((), self._said(s), None, drop, s.id in found.also_in_arm)
                for s, drop in zip(found.only_baseline, dropped_there, strict=True)
            ),
            *(
                Pairing((), None, self._said(s), drop, s.id in found.also_in_baseline)
                for s, drop in zip(found.only_arm, dropped_here, strict=True)
            ),
        ]
        same = [Pairing((), self._said(a.baseline), self._said(a.arm)) for a in found.both]
        return ArticleView(
            arm=found.arm,
            title=article.title,
            source=article.source,
            numbers=self._numbers(found),
            n_both=len(found.both),
            n_changed=len(found.changed),
            n_only_baseline=len(found.only_baseline),
            n_only_arm=len(found.only_arm),
            differing=tuple(sorted(differing, key=_place)),
            same=tuple(sorted(same, key=_place)),
            dropped_baseline=found.dropped_baseline,
            dropped_arm=found.dropped_arm,
        )

    def _numbers(self, found: ArticleDifference) -> tuple[str, ...]:
        numbers = []
        for outcome in self._outcomes.values():
            if outcome.is_tested:
                before, after = (
                    print_value(
                        self._mean(arm, found.article, outcome.name), outcome.unit
                    ).removesuffix(".00")
                    for arm in (self.baseline, found.arm)
                )
                if before != after:
                    numbers.append(f"{outcome.label} {before} → {after}")
        return tuple(numbers)

    def _mean(self, arm: str, article: str, outcome: str) -> float | None:
        values = [
            value
            for sample in self.comparison.samples
            if (sample.arm, sample.article) == (arm, article)
            and (value := sample.outcomes[outcome]) is not None
        ]
        return statistics.fmean(values) if values else None

    def _said(self, statement: Statement) -> Said:
        page = self._pages[statement.evidence[0].article]
        passages = tuple(page.passages([e.span for e in statement.evidence]))
        return Said(
            kind=statement.kind,
            speaker=statement.speaker,
            addressee=statement.addressee,
            summary=statement.summary,
            passages=passages,
            place="; ".join(map(_reference, passages)),
            flags=statement.flags,
        )


def _tally(differences: Sequence[ArticleDifference], baseline: str) -> str:
    """How the statements of all articles differ, as one sentence."""
    fields = Counter(field for d in differences for c in d.changed for field in c.fields)
    alike = sum(len(d.both) for d in differences)
    changed = sum(len(d.changed) for d in differences)
    before = sum(len(d.only_baseline) for d in differences)
    after = sum(len(d.only_arm) for d in differences)
    how = ", ".join(f"another {field} {n}" for field, n in fields.most_common())
    return (
        f"Of {alike + changed + before + after:,} statements that either arm lists, {alike:,} are "
        f"told alike by both and {changed:,} differently{f' ({how})' if how else ''}; {before:,} "
        f"only {baseline} lists, {after:,} only the other."
    )


def _place(pairing: Pairing) -> int:
    said = [side for side in (pairing.baseline, pairing.arm) if side]
    return min(side.passages[0].spans[0].start for side in said)


def _reference(passage: Passage) -> str:
    spans = ", ".join(f"{span.start}–{span.end}" for span in passage.spans)
    return f"{passage.sentences}, characters {spans}"


def _effects(findings: Sequence[Finding], outcomes: dict[str, Outcome]) -> str:
    """The difference that was asked about, as `5 points of a share or 5 % of anything else`."""
    for finding in findings:
        if finding.effect is not None and outcomes[finding.outcome].unit == "share":
            size = f"{100 * finding.effect:g}"
            return f"{size} points of a share or {size} % of anything else"
    return "the difference asked about"


def _prompt(found: PromptDifference) -> PromptText:
    marks = {"+": "added", "-": "removed"}
    lines = found.diff.splitlines()
    names, rest = lines[:2], lines[2:]
    return PromptText(
        found.before,
        found.after,
        lines=(
            *(DiffLine(text, "") for text in names),
            *(DiffLine(text, marks.get(text[:1], "")) for text in rest),
        ),
        fenced=_fenced(found.diff),
    )


def _fenced(text: str) -> str:
    runs: Sequence[str] = re.findall(r"`+", text)
    fence = "`" * max(3, max(map(len, runs), default=0) + 1)
    return f"{fence}diff\n{text.rstrip()}\n{fence}"
