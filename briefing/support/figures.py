"""Two readings → the numbers and amounts of the summary that its evidence does not give."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from briefing.support.finding import Unsupported, found
from briefing.support.lexicon import table, word_set
from briefing.support.numbers import Number
from briefing.support.reading import Reading
from briefing.support.words import Word

ROUNDING = 0.05
"""How far "about 4,500" or "more than 1,200" may be from the figure that it rounds."""
MOST_COMPARED = 40
NEAR = 8
"""Words within which a change names both its ends."""
_TIME_UNITS = ("second", "month")
_FITS = {
    "": frozenset({"", "about", "almost"}),
    "about": frozenset({"", "about", "almost"}),
    "almost": frozenset({"almost", "about", "under"}),
    "over": frozenset({"over"}),
    "under": frozenset({"under", "almost"}),
}
"""How a summary may bound a figure (left) that its evidence bounds (right)."""


class Figures:
    """The numbers of an evidence, looked up by value."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.numbers = numbers = reading.numbers
        self._by_value: dict[float, list[Number]] = defaultdict(list)
        for number in numbers:
            if len(self._by_value[number.value]) < MOST_COMPARED:
                self._by_value[number.value].append(number)

    @cached_property
    def starts(self) -> list[Number]:
        """The numbers that a change starts from: `from 61,000`."""
        words = self.reading.words
        return [n for n in self.numbers[:MOST_COMPARED] if _change_word(words, n) == "from"]

    @cached_property
    def single(self) -> frozenset[str]:
        """The stems of what the evidence has one of: `a plant`."""
        pairs = pairwise(self.reading.words)
        return frozenset(w.stem for a, w in pairs if a.low in ("a", "an", "single", "sole"))

    def like(self, number: Number, words: Sequence[Word] = ()) -> list[Number]:
        """Numbers of the same value in a unit that agrees; `words` are those around the number."""
        values = {number.value}
        if number.unit == "percent" and number.value % 1:
            values |= {float(int(number.value)), float(round(number.value))}
        same = [n for value in values for n in self._by_value.get(value, ()) if _agree(number, n)]
        return same or self._as_part(number, words) or self._unrounded(number)

    def _as_part(self, number: Number, words: Sequence[Word]) -> list[Number]:
        """`a third reported it`: read as an ordinal, meant as a share."""
        if number.unit not in ("percent", "ordinal") or not number.value:
            return []
        share = 100 / number.value
        if number.unit == "ordinal":
            same = self._by_value.get(share, ()) if _is_one_of(words, number) else ()
            return [n for n in same if n.unit == "percent"]
        theirs = self.reading.words
        same = self._by_value.get(float(round(share)), ())
        return [n for n in same if n.unit == "ordinal" and _is_one_of(theirs, n)]

    def _unrounded(self, number: Number) -> list[Number]:
        """Figures that the summary rounds and says so: `more than 1,200` for 1,204."""
        if not number.bound or not number.value:
            return []
        return [
            n._replace(bound=number.bound)
            for n in self.numbers[:MOST_COMPARED]
            if n.unit == number.unit and not n.bound and _rounds(number, n)
        ] + (self._part_of_percent(number) if number.unit == "percent" else [])

    def _part_of_percent(self, number: Number) -> list[Number]:
        close = [n for n in self.numbers[:MOST_COMPARED] if n.unit == "percent" and n.value % 1]
        return [n for n in close if abs(n.value - number.value) < 0.5]


def _is_one_of(words: Sequence[Word], number: Number) -> bool:
    return bool(number.first) and words[number.first - 1].low in ("a", "one")


def _agree(number: Number, other: Number) -> bool:
    if number.unit == other.unit:
        return True
    return {number.unit, other.unit} == {"age", ""}


def _rounds(number: Number, exact: Number) -> bool:
    """Whether a number is another one with its last digits cut, on the side that its bound says."""
    if abs(number.value - exact.value) > ROUNDING * abs(exact.value):
        return False
    if _digits(number.value) >= _digits(exact.value):
        return False
    difference = exact.value - number.value
    return {"over": difference > 0, "almost": difference < 0, "under": difference < 0}.get(
        number.bound, True
    )


def _digits(value: float) -> int:
    """Significant digits."""
    return len(f"{value:.10g}".replace(".", "").strip("0").split("e")[0])


def number_findings(summary: Reading, evidence: Reading) -> list[Unsupported]:
    """Numbers that the evidence lacks, bounds otherwise or gives for something else."""
    figures = Figures(evidence)
    findings = []
    for number in summary.numbers:
        matches = figures.like(number, summary.words)
        reason, kind = _objection(summary, number, figures, matches)
        if reason:
            findings.append(
                found(
                    "quantity" if kind else "number", summary.text, number.start, number.end, reason
                )
            )
    return findings + _pair_findings(summary, evidence)


def _objection(
    summary: Reading, number: Number, figures: Figures, matches: list[Number]
) -> tuple[str, bool]:
    """Why the evidence does not carry a number, or ""; whether only its bound is at fault."""
    words = summary.text[number.start : number.end]
    if not matches:
        if _is_idiom(summary.words, number) or _is_article_one(summary, number, figures):
            return "", False
        return f"{words!r} is not in the evidence", False
    if all(_bounds_otherwise(number, match) for match in matches):
        theirs = matches[0].bound or "exactly"
        return (
            f"{words!r} is given as {number.bound or 'exactly'!r}, in the evidence as {theirs!r}",
            True,
        )
    if _end_of_change(summary.words, number, figures, matches):
        return f"{words!r} is where the change starts in one and ends in the other", False
    if _counts_other(summary, number, figures, matches):
        return f"{words!r} counts something else in the evidence", False
    return "", False


def _bounds_otherwise(number: Number, match: Number) -> bool:
    if number.unit in _TIME_UNITS:  # "over two years" may be "in two years"
        return {number.bound, match.bound} in ({"over", "under"}, {"over", "almost"})
    return match.bound not in _FITS[number.bound]


def _is_idiom(words: Sequence[Word], number: Number) -> bool:
    """`one of`, `at first`, `first lady`-like uses that count nothing."""
    low = words[number.first].low
    before = words[number.first - 1].low if number.first else ""
    follows = words[number.last].low if number.last < len(words) else ""
    if low == "first":
        return before in ("at", "comes") or follows in ("lady", "minister", "secretary")
    return low == "one" and (
        before in ("each", "which", "another") or follows in ("another", "day")
    )


def _is_article_one(summary: Reading, number: Number, figures: Figures) -> bool:
    """`one plant` for `a plant`."""
    if number.value != 1 or number.last >= len(summary.words):
        return False
    return summary.words[number.last].stem in figures.single


def _end_of_change(
    words: Sequence[Word], number: Number, figures: Figures, matches: list[Number]
) -> bool:
    """`from 7.4 to 6.9` for `to 7.4 from 6.9`."""
    here = _change_word(words, number)
    if here == "from" and not any(_change_word(figures.reading.words, m) for m in matches):
        return _is_swapped_start(words, number, figures)
    there = {_change_word(figures.reading.words, match) for match in matches}
    return bool(here) and len(there) == 1 and there.isdisjoint({"", here})


def _is_swapped_start(words: Sequence[Word], number: Number, figures: Figures) -> bool:
    """`61,000, up from 74,000` for `74,000, up from 61,000`."""
    before = {w.low for w in words[max(0, number.first - NEAR) : number.first]}
    return any(
        n.unit == number.unit
        and n.value != number.value
        and figures.reading.words[n.first].low in before
        for n in figures.starts
    )


def _change_word(words: Sequence[Word], number: Number) -> str:
    low = words[number.first - 1].low if number.first else ""
    return low if low in ("from", "to") else ""


def _counts_other(
    summary: Reading, number: Number, figures: Figures, matches: list[Number]
) -> bool:
    """Whether what follows a number in the summary follows only other numbers in the evidence."""
    counted = _counted(summary.words[number.last : number.last + NEAR], 2)
    if not counted or len(figures.numbers) > MOST_COMPARED:
        return False
    words = figures.reading.words
    around = [_counted(words[m.last : m.last + NEAR], 3, is_partitive=True) for m in matches]
    around += [_counted(words[max(0, m.first - NEAR) : m.first][::-1], 3) for m in matches]
    if any(counted & near for near in around):
        return False
    others = [n for n in figures.numbers if n.unit == number.unit and n.value != number.value]
    return any(counted & _counted(words[n.last : n.last + NEAR], 2) for n in others)


def _counted(words: Sequence[Word], n: int, *, is_partitive: bool = False) -> set[str]:
    """The stems of the first `n` words that say what is counted, to the end of the clause.

    `is_partitive` goes on past another number: "two of its five plants" counts plants.
    """
    stems: set[str] = set()
    for word in words:
        is_number = word.low in table("numbers")["small"] and not is_partitive
        if is_number or word.low in ("and", "or") or not word.low.isalpha() or len(stems) == n:
            break
        if word.low not in word_set("words", "function") and word.stem != "person":
            stems.add(word.stem)
    return stems


def _pairs(reading: Reading) -> dict[tuple[float, float], tuple[int, int]]:
    """Scores and ranges: `3-1`, `9 to 4`, `between 58 and 62`."""
    found_pairs = {}
    for low, high in pairwise(reading.numbers):
        if high.first - low.last == 1 and reading.words[low.last].low in (
            "-",
            "–",
            "—",
            "to",
            "and",
        ):
            found_pairs[low.value, high.value] = (low.start, high.end)
    return found_pairs


def _pair_findings(summary: Reading, evidence: Reading) -> list[Unsupported]:
    theirs = _pairs(evidence)
    return [
        found(
            "number",
            summary.text,
            start,
            end,
            f"{summary.text[start:end]!r} is the other way round in the evidence",
        )
        for (low, high), (start, end) in _pairs(summary).items()
        if (high, low) in theirs and (low, high) not in theirs
    ]
