"""Statements of one or more claims → what one statement is to another, by the matcher's word."""

from collections.abc import Sequence

from briefing.matching.interface import Matcher, Verdict
from briefing.matching.matter import Matter

_OTHER = Verdict("other")


def compare_statements(
    matcher: Matcher, now: Sequence[Matter], earlier: Sequence[Matter]
) -> Verdict:
    """A statement says nothing new when each of its claims stands in the earlier one.

    It is changed when one of its claims is.
    """
    if len(now) == len(earlier) == 1:
        return matcher.compare(now[0], earlier[0])
    best = [_best([matcher.compare(claim, known) for known in earlier]) for claim in now]
    changed = [v for v in best if v.outcome == "changed"]
    if changed:
        return max(changed, key=lambda v: v.score)
    if all(v.outcome == "same" for v in best):
        return min(best, key=lambda v: v.score)
    return _OTHER


def _best(verdicts: Sequence[Verdict]) -> Verdict:
    """The same before the changed, the nearer before the farther."""
    rank = {"same": 2, "changed": 1, "other": 0}
    return max(verdicts, key=lambda v: (rank[v.outcome], v.score), default=_OTHER)
