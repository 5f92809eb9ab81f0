"""Statements of one article from two hands come in → which of them rest on the same words."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from briefing.locate import fold, locate_quote
from briefing.schema.article import Span
from briefing.schema.comparison import ArticleDifference, Changed, Matched
from briefing.schema.statement import Drop, Statement

OVERLAP = 0.5
RULE = (
    "Two statements are the same where their evidence shares at least half of the characters of "
    "the shorter one; each is matched once, the largest overlap first. Where the other arm has the "
    "words of an unmatched one inside a statement that is matched already, that is said."
)


class Pair(NamedTuple):
    """Indices into the two lists."""

    first: int
    second: int


def match_spans(first: Sequence[Sequence[Span]], second: Sequence[Sequence[Span]]) -> list[Pair]:
    """Pair what rests on the same words (see `RULE`), in the order of the first list.

    Args:
        first: The spans of each statement; those of one do not overlap each other.
        second: Likewise, in the same text.
    """
    candidates = [
        (-_shared(a, b), i, j)
        for i, a in enumerate(first)
        for j, b in enumerate(second)
        if _is_same(a, b)
    ]
    taken_first: set[int] = set()
    taken_second: set[int] = set()
    pairs = []
    for _, i, j in sorted(candidates):
        if i not in taken_first and j not in taken_second:
            pairs.append(Pair(i, j))
            taken_first.add(i)
            taken_second.add(j)
    return sorted(pairs)


class Outturn(NamedTuple):
    """What came of one article under one arm."""

    statements: Sequence[Statement]
    drops: Sequence[Drop] = ()


def difference(article: str, arm: str, baseline: Outturn, other: Outturn) -> ArticleDifference:
    """What both found, what only one found, and what both found and told differently.

    Args:
        article: Its id.
        arm: Id of the arm that is not the baseline.
        baseline: What came of the article under the baseline.
        other: What came of it under the arm.
    """
    of_baseline, of_arm = baseline.statements, other.statements
    pairs = match_spans([spans(s) for s in of_baseline], [spans(s) for s in of_arm])
    both: list[Matched] = []
    changed: list[Changed] = []
    for i, j in pairs:
        fields = _differing(of_baseline[i], of_arm[j])
        if fields:
            changed.append(Changed(baseline=of_baseline[i], arm=of_arm[j], fields=fields))
        else:
            both.append(Matched(baseline=of_baseline[i], arm=of_arm[j]))
    matched_baseline, matched_arm = {p.first for p in pairs}, {p.second for p in pairs}
    only_baseline = tuple(s for i, s in enumerate(of_baseline) if i not in matched_baseline)
    only_arm = tuple(s for j, s in enumerate(of_arm) if j not in matched_arm)
    return ArticleDifference(
        arm=arm,
        article=article,
        both=tuple(both),
        changed=tuple(changed),
        only_baseline=only_baseline,
        only_arm=only_arm,
        also_in_baseline=_held(only_arm, of_baseline),
        also_in_arm=_held(only_baseline, of_arm),
        dropped_baseline=tuple(baseline.drops),
        dropped_arm=tuple(other.drops),
    )


def find_dropped(
    statements: Sequence[Statement], drops: Sequence[Drop], text: str
) -> list[Drop | None]:
    """For each statement what the other arm had of the same words, and dropped.

    Args:
        statements: Those that the other arm does not list.
        drops: The other arm's.
        text: Of the article that both are about.
    """
    located = [(drop, locate_quote(drop.text, text)) for drop in drops]
    return [
        next(
            (
                drop
                for drop, span in located
                if span is not None and match_spans([spans(statement)], [[span]])
            ),
            None,
        )
        for statement in statements
    ]


def disagreements(found: ArticleDifference) -> int:
    """How many lines of the article an editor has to look at."""
    return len(found.changed) + len(found.only_baseline) + len(found.only_arm)


def spans(statement: Statement) -> list[Span]:
    """Where a statement's evidence stands; for statements of one article."""
    return [evidence.span for evidence in statement.evidence]


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are the same but for typography, case and a leading article."""
    return _name(one) == _name(other)


def _name(name: str | None) -> str:
    return fold(name or "").text.casefold().strip().removeprefix("the ")


def _differing(
    one: Statement, other: Statement
) -> tuple[Literal["kind", "speaker", "addressee"], ...]:
    fields: list[Literal["kind", "speaker", "addressee"]] = []
    if one.kind != other.kind:
        fields.append("kind")
    if not same_name(one.speaker, other.speaker):
        fields.append("speaker")
    if not same_name(one.addressee, other.addressee):
        fields.append("addressee")
    return tuple(fields)


def _held(statements: Sequence[Statement], others: Sequence[Statement]) -> tuple[str, ...]:
    return tuple(
        s.id for s in statements if any(_is_same(spans(s), spans(other)) for other in others)
    )


def _is_same(first: Sequence[Span], second: Sequence[Span]) -> bool:
    shared = _shared(first, second)
    return shared > 0 and shared >= OVERLAP * min(_length(first), _length(second))


def _shared(first: Sequence[Span], second: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second)


def _length(of: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in of)
