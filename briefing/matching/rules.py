"""The default matcher: shared words weighted by rarity, then numbers, dates, negation, commitment.

Where the rules are in doubt, the outcome is `other`: a reader who sees an old statement as new has
lost a line, one who is told of a change that never was has been misled.
"""

from typing import NamedTuple

from briefing.matching.interface import Outcome, Verdict
from briefing.matching.matter import Matter
from briefing.matching.rarity import Rarity
from briefing.matching.values import (
    Compared,
    compare_commitments,
    compare_dates,
    compare_figures,
    compare_signs,
    excludes,
)
from briefing.schema.statement import Kind

CONTAINED = 0.75
"""Part of the shorter statement's weight that the longer must share, to be of one matter."""
COVERED = 0.7
"""Part of a statement's weight that an earlier one must share, for it to say nothing new."""
AS_LONG = 0.45
"""Part of the longer statement's weight that is shared when its values are the same."""
STRICT = 0.6
"""The same where the values differ: then the words must prove that it is one matter."""
ALL = 0.95
"""Part that counts as all of it."""
SAME_CLASH = 0.55
"""Score of two speakers' statements that contradict each other, one of them wholly shared."""
VERBATIM_WORDS = 4
"""So many words in a row, said before by the same speaker, are the same statement."""
LEAST_FOR_NUMBERS = 3
"""Words that two speakers must share for their numbers to be about one thing."""
LEAST_SHARED = 2
"""Words that must be shared; one word with the same number or date will do."""
_CLAIMS: frozenset[Kind] = frozenset({"position", "consequence"})
_OTHER = Verdict("other")


class _Overlap(NamedTuple):
    shared: frozenset[str]
    score: float
    """Dice: twice the shared weight over the sum of both."""
    covers_now: float
    covers_earlier: float

    @property
    def shorter(self) -> float:
        return max(self.covers_now, self.covers_earlier)

    @property
    def longer(self) -> float:
        return min(self.covers_now, self.covers_earlier)


class Found(NamedTuple):
    """What code finds in two statements that are of one matter by their words."""

    overlap: _Overlap
    differs: tuple[str, ...] | None
    """What differs, for a reader; empty where nothing does, None where it cannot be told."""
    adds: bool
    """Whether the later one has a number or a date more."""
    adds_figure: bool


class RuleMatcher:
    """Decides by rules; see `interface.Matcher`."""

    def __init__(self, rarity: Rarity) -> None:
        """`rarity`: counted over the statements of the days that are compared."""
        self._rarity = rarity

    def compare(self, now: Matter, earlier: Matter) -> Verdict:
        """What a speaker's statement is to an earlier one of the same speaker."""
        if _comparable(now.kind, earlier.kind) and _verbatim(now, earlier):
            return Verdict("same", 1.0, tuple(sorted(now.words & earlier.words)))
        found = self.find(now, earlier)
        if found is None or found.differs is None:
            return _OTHER
        overlap = found.overlap
        if found.differs:
            # Those who name fewer circumstances, or more of them, may mean something else.
            is_change = overlap.longer >= STRICT and not found.adds_figure
            return self.verdict("changed", found) if is_change else _OTHER
        if found.adds or overlap.covers_now < COVERED or overlap.longer < AS_LONG:
            return _OTHER
        return self.verdict("same", found)

    def find(self, now: Matter, earlier: Matter) -> Found | None:
        """What differs between two statements; None where their words are not of one matter."""
        overlap = self._overlap(now, earlier) if _comparable(now.kind, earlier.kind) else None
        if overlap is None:
            return None
        figures = compare_figures(now.figures, earlier.figures)
        dates = compare_dates(now, earlier)
        return Found(
            overlap,
            _difference(now, earlier, figures, dates),
            adds="adds" in (figures.relation, dates.relation),
            adds_figure=figures.relation == "adds",
        )

    def verdict(self, outcome: Outcome, found: Found) -> Verdict:
        """The outcome, with what was found in words for a reader."""
        return self._verdict(outcome, found.overlap, found.differs or ())

    def is_open(self, now: Matter, earlier: Matter) -> bool:
        """Whether it is worth asking a model: one matter by their words, and not word for word."""
        return self.find(now, earlier) is not None and not _verbatim(now, earlier)

    def contradicts(self, one: Matter, other: Matter) -> Verdict:
        """Whether statements of two speakers cannot both hold: a number, or said and denied."""
        if not {one.kind, other.kind} <= _CLAIMS:
            return _OTHER
        overlap = self._overlap(one, other)
        if overlap is None or not _is_one_wholly_shared(overlap):
            return _OTHER
        if compare_dates(one, other).relation in ("differ", "unclear"):
            return _OTHER
        signs = compare_signs(other, one)
        clash = _numbers(one, other) if len(overlap.shared) >= LEAST_FOR_NUMBERS else None
        if signs.relation == "unclear" or (signs.relation == "agree" and clash is None):
            return _OTHER
        # Where both differ ("can afford 7", "cannot afford 4"), both may be right.
        if signs.relation == "differ" and (one.figures or other.figures):
            return _OTHER
        told = "number: {} ↔ {}".format(*clash) if clash else _facing(signs.difference)
        return self._verdict("changed", overlap, (told,))

    def _overlap(self, now: Matter, earlier: Matter) -> _Overlap | None:
        """What two statements share, if that makes them one matter."""
        if now.names - earlier.words and earlier.names - now.words:
            return None
        overlap = _overlap_of(now.words, earlier.words, self._rarity)
        if overlap is None or overlap.shorter < CONTAINED:
            return None
        few = len(overlap.shared) < LEAST_SHARED and not _share_value(now, earlier)
        return None if few else overlap

    def _verdict(self, outcome: Outcome, overlap: _Overlap, differs: tuple[str, ...]) -> Verdict:
        shared = sorted(overlap.shared, key=lambda w: (-self._rarity.weight(w), w))
        return Verdict(
            outcome,
            round(overlap.score, 3),
            tuple(shared),
            differs,
        )


def share_nearly_all(one: frozenset[str], other: frozenset[str], rarity: Rarity) -> bool:
    """Whether two claims have so many words in common that they can contradict each other."""
    overlap = _overlap_of(one, other, rarity)
    return overlap is not None and _is_one_wholly_shared(overlap)


def _is_one_wholly_shared(overlap: _Overlap) -> bool:
    return overlap.shorter >= ALL and overlap.score >= SAME_CLASH


def _overlap_of(now: frozenset[str], earlier: frozenset[str], rarity: Rarity) -> _Overlap | None:
    shared = now & earlier
    if not shared:
        return None
    weight = rarity.total(shared)
    ours, theirs = rarity.total(now), rarity.total(earlier)
    return _Overlap(shared, 2 * weight / (ours + theirs), weight / ours, weight / theirs)


def _verbatim(now: Matter, earlier: Matter) -> bool:
    """Whether all the words stand in a row in the earlier statement, affirmed as they are here."""
    if now.said.count(" ") + 1 < VERBATIM_WORDS or f" {now.said} " not in f" {earlier.said} ":
        return False
    loose = compare_dates(now, earlier).relation
    return loose == "agree" and compare_signs(now, earlier).relation == "agree"


def _comparable(now: Kind, earlier: Kind) -> bool:
    """Claims of fact and forecasts shade into each other ("would cost"); the others do not."""
    return now == earlier or {now, earlier} <= _CLAIMS


def _share_value(now: Matter, earlier: Matter) -> bool:
    figures = {(f.value, f.unit) for f in now.figures} & {
        (f.value, f.unit) for f in earlier.figures
    }
    return bool(figures or {d.parts for d in now.dates} & {d.parts for d in earlier.dates})


def _difference(
    now: Matter, earlier: Matter, figures: Compared, dates: Compared
) -> tuple[str, ...] | None:
    """What differs, for a reader; empty where nothing does, None where it cannot be told."""
    signs = compare_signs(now, earlier)
    commitment = compare_commitments(now, earlier)
    if signs.relation == "differ":
        # "cannot afford more than 4" → "can afford 7": the denial counts, whatever the number.
        pairs = [(f, g) for f in earlier.figures for g in now.figures if f.unit == g.unit]
        numbers = [f"number: {f.text} → {g.text}" for f, g in pairs if f.value != g.value]
        return (signs.difference, *(numbers if len(pairs) == 1 else ()))
    if "unclear" in (signs.relation, figures.relation, dates.relation):
        return None
    if figures.relation == "differ":
        # Another number for another date is another figure, not a change.
        return None if dates.relation == "differ" else (f"number: {figures.difference}",)
    if dates.relation == "differ":
        return None if now.figures else (f"date: {dates.difference}",)
    if commitment.relation == "differ":
        return (f"commitment: {commitment.difference}",)
    return ()


def _numbers(one: Matter, other: Matter) -> tuple[str, str] | None:
    """Two numbers of one unit that cannot both be right, when each names one of that unit."""
    for figure in one.figures:
        same_unit = [f for f in one.figures if f.unit == figure.unit]
        theirs = [f for f in other.figures if f.unit == figure.unit]
        if len(same_unit) == len(theirs) == 1 and excludes(figure, theirs[0]):
            return figure.text, theirs[0].text
    return None


def _facing(difference: str) -> str:
    """What differs between two speakers, of whom neither comes first."""
    return "opposites" if difference == "reversed" else difference.replace("→", "↔")
