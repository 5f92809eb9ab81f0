"""Two statements' numbers, dates and negations → whether they agree, differ, or cannot be told."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from briefing.matching.matter import Figure, Matter, When

Relation = Literal["agree", "differ", "adds", "unclear"]
"""`adds`: the later one says more; where it says less, they agree."""

ABOUT = 0.1
"""A number said to be about or almost so much is off by at most this part of it."""
SAME_WEEKDAY_DAYS = 4
"""`on Friday` in two articles is one Friday when they are at most so many days apart."""
_LOOSE = frozenset({"weekday", "relative", "minute", "day_part", "part"})


class Compared(NamedTuple):
    """How two values of one sort stand to each other, and the words that show it."""

    relation: Relation
    difference: str = ""
    """`480 million → 620 million`, where they differ."""


def compare_figures(now: Sequence[Figure], earlier: Sequence[Figure]) -> Compared:
    """Compare numbers unit by unit; they differ when exactly one of a unit does.

    `at least 750` and `760` do not differ: one may be the other, told more exactly.
    """
    units, known = {f.unit for f in now}, {f.unit for f in earlier}
    differences: list[str] = []
    for unit in sorted(units & known):
        ours, theirs = _of(now, unit), _of(earlier, unit)
        fresh = [f for f in ours if not _among(f, theirs)]
        gone = [f for f in theirs if not _among(f, ours)]
        if not fresh:
            continue
        if len(fresh) > 1 or len(gone) != 1 or not _apart(fresh[0], gone[0]):
            return Compared("unclear")
        differences.append(f"{gone[0].text} → {fresh[0].text}")
    if len(differences) > 1:
        return Compared("unclear")
    if differences:
        return Compared("differ", differences[0])
    return Compared("adds" if units - known else "agree")


def excludes(one: Figure, other: Figure) -> bool:
    """Whether two numbers cannot both be right: 480 and at least 750; not 480 and at least 400."""
    low, high = _range(one)
    other_low, other_high = _range(other)
    return high < other_low or other_high < low


def compare_dates(now: Matter, earlier: Matter) -> Compared:
    """Compare dates by the parts that both give; they differ when there is one in each."""
    ours, theirs = _fixed(now.dates), _fixed(earlier.dates)
    loose = _compare_loose(now, earlier)
    if loose == "unclear":
        return Compared("unclear")
    fresh = [d for d in ours if not any(_fits(d, t) for t in theirs)]
    if not fresh:
        return Compared(loose)
    if not theirs:
        return Compared("adds")
    if len(ours) == len(theirs) == 1 and _clash(ours[0], theirs[0]):
        return Compared("differ", f"{theirs[0].text} → {ours[0].text}")
    return Compared("unclear")


def compare_signs(now: Matter, earlier: Matter) -> Compared:
    """Whether what one affirms the other denies: no word that both may deny is the same in both."""
    ours, theirs = dict(now.signs), dict(earlier.signs)
    plain = now.words & earlier.words
    turned: list[str] = []
    agreed = 0
    for word in sorted(plain & (ours.keys() | theirs.keys())):
        # A word that a negation is about in one text only stands there as it is in the other.
        if ours.get(word, 1) == theirs.get(word, 1):
            agreed += 1
        else:
            turned.append(word)
    if not turned:
        return Compared("agree")
    if agreed:
        return Compared("unclear")
    return Compared("differ", _turn([(w, ours.get(w, 1)) for w in turned]))


def _turn(turned: Sequence[tuple[str, int]]) -> str:
    """How the words were turned round; `±` begins a word that has an opposite: rise and fall."""
    if any(word.startswith("±") for word, _ in turned):
        return "reversed"
    signs = {sign for _, sign in turned}
    if len(signs) > 1:
        return "reversed"
    return "said → denied" if signs == {-1} else "denied → said"


def compare_commitments(now: Matter, earlier: Matter) -> Compared:
    """Whether `will` became `may`, or the reverse, before the same verb."""
    ours, theirs = dict(now.commitments), dict(earlier.commitments)
    for verb in sorted(ours.keys() & theirs.keys()):
        if ours[verb] != theirs[verb]:
            said = "firm → open" if ours[verb] == "open" else "open → firm"
            return Compared("differ", said)
    return Compared("agree")


def _of(figures: Sequence[Figure], unit: str) -> list[Figure]:
    return [f for f in figures if f.unit == unit]


def _among(figure: Figure, others: Sequence[Figure]) -> bool:
    return any(f.value == figure.value and f.bound == figure.bound for f in others) or any(
        f.value == figure.value and not figure.bound for f in others
    )


def _apart(one: Figure, other: Figure) -> bool:
    return (one.bound == other.bound and one.value != other.value) or excludes(one, other)


def _range(figure: Figure) -> tuple[float, float]:
    spread = ABOUT * abs(figure.value)
    ranges = {
        "over": (figure.value, math.inf),
        "under": (-math.inf, figure.value),
        "almost": (figure.value - spread, figure.value),
        "about": (figure.value - spread, figure.value + spread),
    }
    return ranges.get(figure.bound, (figure.value, figure.value))


def _fixed(dates: Sequence[When]) -> list[When]:
    return [d for d in dates if not dict(d.parts).keys() <= _LOOSE]


def _compare_loose(now: Matter, earlier: Matter) -> Literal["agree", "adds", "unclear"]:
    """`on Friday`, `tomorrow`: the same only in articles of about the same day."""
    ours = {d.parts for d in now.dates} - {d.parts for d in _fixed(now.dates)}
    theirs = {d.parts for d in earlier.dates} - {d.parts for d in _fixed(earlier.dates)}
    if not ours:
        return "agree"
    if not theirs:
        return "adds"
    same = all(_is_one_time(dict(parts), now.day, earlier.day) for parts in ours)
    return "agree" if ours <= theirs and same else "unclear"


def _is_one_time(parts: Mapping[str, int | str], day: str, other: str) -> bool:
    """Whether the words mean one time in articles of two days: `this year` does within a year."""
    one, two = date.fromisoformat(day), date.fromisoformat(other)
    words = str(parts.get("relative", "")).split()
    if "year" in words:
        return one.year == two.year
    if "month" in words:
        return (one.year, one.month) == (two.year, two.month)
    if "week" in words:
        return one.isocalendar()[:2] == two.isocalendar()[:2]
    return one == two or (not words and abs((one - two).days) <= SAME_WEEKDAY_DAYS)


def _fits(date: When, other: When) -> bool:
    """Whether a date adds nothing to another."""
    theirs = dict(other.parts)
    return all(theirs.get(part) == value for part, value in date.parts)


def _clash(date: When, other: When) -> bool:
    theirs = dict(other.parts)
    return any(part in theirs and theirs[part] != value for part, value in date.parts)
