"""Words → the numbers among them as values with units: `€3.2 million` -> 3200000.0 `eur`."""

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from briefing.support.bounds import bound_after, bound_before
from briefing.support.dates import find_moments
from briefing.support.lexicon import table, word_set
from briefing.support.openers import may_open
from briefing.support.units import Unit, read_unit
from briefing.support.words import Word, words_of

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_DECIMAL_COMMA = re.compile(r"\d+,\d+")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_DASHES = ("-", "–", "—")
MOST_WORDS = 24
"""Words that one number is written in; what goes on longer is no number."""
_ORDINAL_ENDINGS = ("st", "nd", "rd", "th")


class Number(NamedTuple):
    """A number of a text. Offsets are code points, half-open."""

    value: float
    """In the first unit of its dimension: seconds, months, metres, per cent."""
    unit: str
    """Dimension or currency; empty for a bare count."""
    start: int
    end: int
    bound: str
    """over, under, almost, about, or empty for the number itself."""
    first: int
    """Index of its first word."""
    last: int
    """Index of the word after it."""
    factor: float
    """Of its unit to the first unit of the dimension."""


class _Read(NamedTuple):
    value: float
    unit: str
    after: int
    is_final: bool = False
    """Whether no unit can follow."""


def numbers_in(text: str) -> list[Number]:
    """The numbers of a text, without those that are part of a date or time."""
    words = words_of(text)
    taken = {i for moment in find_moments(words) for i in range(moment.first, moment.last)}
    return find_numbers(words, taken)


def find_numbers(words: Sequence[Word], taken: Set[int]) -> list[Number]:
    """The numbers among words, `taken` ones (of dates) left out."""
    numbers: list[Number] = []
    i = 0
    while i < len(words):
        is_free = i not in taken and words[i].is_word
        read = _read(words, i) if is_free and may_open(words[i].low) else None
        if read is None:
            i += 1
            continue
        numbers.append(_finish(words, i, read))
        i = numbers[-1].last
    return _spread_units(words, numbers)


def _read(words: Sequence[Word], i: int) -> _Read | None:
    for reader in (_named, _part, _cardinal, _ordinal, _one_unit):
        read = reader(words, i)
        if read is not None:
            return read
    return None


def _low(words: Sequence[Word], i: int) -> str:
    return words[i].low if 0 <= i < len(words) else ""


def _named(words: Sequence[Word], i: int) -> _Read | None:
    """`dozens`, `tens of thousands`, `twice`, `a couple`."""
    low, lexicon = words[i].low, table("numbers")
    if low in lexicon["times"]:
        return _Read(lexicon["times"][low], "times", i + 1, is_final=True)
    if low in lexicon["count"]:
        return _Read(lexicon["count"][low], "", i + 1)
    if low not in lexicon["vague"]:
        return None
    value, after = float(lexicon["vague"][low]), i + 1
    if _low(words, after) == "of" and _low(words, after + 1) in lexicon["vague"]:
        value, after = value * lexicon["vague"][words[after + 1].low], after + 2
    return _Read(value, "vague", after, is_final=True)


def _part(words: Sequence[Word], i: int) -> _Read | None:
    """`half`, `a third of`, `two-thirds`, `one in three`, `nine out of ten`: parts as per cent."""
    lexicon = table("numbers")
    low = words[i].low
    if low in ("half", "halves"):
        return _half(words, i)
    top = 1 if low in ("a", "an") else lexicon["small"].get(low)
    if top is None and low.isdecimal() and len(low) < 3:
        top = int(low)
    if not top:
        return None
    after = i + 2 if _low(words, i + 1) in _DASHES else i + 1
    bottom = lexicon["part"].get(_low(words, after))
    if bottom and (low not in ("a", "an") or _is_share(words, i, after)):
        return _Read(100 * top / bottom, "percent", after + 1, is_final=True)
    step = 2 if _low(words, i + 1) == "out" and _low(words, i + 2) == "of" else 1
    if step == 1 and _low(words, i + 1) != "in":
        return None
    bottom = _small_number(_low(words, i + 1 + step))
    if bottom and top < bottom <= 100 and low not in ("a", "an"):
        return _Read(100 * top / bottom, "percent", i + 2 + step, is_final=True)
    return None


def _is_share(words: Sequence[Word], i: int, after: int) -> bool:
    """`about a third reported`, `a third of`; not `a third term`."""
    if _low(words, after) in ("half", "quarter"):
        return True
    following = _low(words, after + 1)
    if not following.isalpha() or following in word_set("words", "function") or following == "or":
        return True
    return _low(words, i - 1) in ("by", "than") or bool(bound_before(words, i))


def _half(words: Sequence[Word], i: int) -> _Read | None:
    before, follows = _low(words, i - 1), _low(words, i + 1)
    if before in ("first", "second", "other") or follows in _DASHES:
        return None
    scale = table("numbers")["scale"].get(_low(words, i + 2))
    if follows in ("a", "an") and scale:
        return _Read(scale / 2, "", i + 3)
    unit = table("numbers")["unit"].get(_low(words, i + 2)) if follows in ("a", "an") else None
    if unit:
        return _Read(unit[1] / 2, unit[0], i + 3, is_final=True)
    return _Read(50.0, "percent", i + 1, is_final=True)


def _small_number(low: str) -> int:
    if low.isdecimal() and len(low) < 4:
        return int(low)
    return int(table("numbers")["small"].get(low, 0))


def _digits(low: str) -> float | None:
    if _PLAIN.fullmatch(low):
        return float(low)
    if _GROUPED.fullmatch(low):
        return float(low.replace(",", ""))
    if _DOTTED.fullmatch(low):
        return float(low.replace(".", ""))
    return float(low.replace(",", ".")) if _DECIMAL_COMMA.fullmatch(low) else None


def _cardinal(words: Sequence[Word], i: int) -> _Read | None:
    """`3,000`, `three thousand`, `twenty-one`, `a hundred and five`, `1.5bn`."""
    low, small = words[i].low, table("numbers")["small"]
    if low[0].isdecimal():
        if _low(words, i + 1) in _ORDINAL_ENDINGS:
            return None
        value = _digits(low)
        if value is None:
            return _Read(0.0, f"text {low}", i + 1, is_final=True)
        return _Read(*_scaled(words, i + 1, value))
    if low in small or (
        low in ("a", "an")
        and _low(words, i + 1) in ("hundred", "thousand", "million", "billion", "dozen", "trillion")
    ):
        if low == "one" and _low(words, i - 1) in ("no", "this", "that", "the", "any", "every"):
            return None
        return _Read(*_words_value(words, i))
    if low in table("numbers")["scale"] and len(low) > 3:
        return _Read(*_words_value(words, i))
    return None


def _words_value(words: Sequence[Word], i: int) -> tuple[float, str, int]:
    lexicon = table("numbers")
    small, scale = lexicon["small"], lexicon["scale"]
    total, group, start = 0.0, 0.0, i
    while i < min(len(words), start + MOST_WORDS):
        low = words[i].low
        if low in small and (group == 0 or group % 10 == 0):
            group += small[low]
        elif low in scale and len(low) > 2:
            factor = float(scale[low])
            group = (group or 1) * factor
            if factor >= 1000:
                total, group = total + group, 0.0
        elif not (i == start or _joins(words, i)):
            break
        i += 1
    return total + group, "", i


def _joins(words: Sequence[Word], i: int) -> bool:
    """`-` in twenty-one, `and` in a hundred and five."""
    small, scale = table("numbers")["small"], table("numbers")["scale"]
    before, after = _low(words, i - 1), _low(words, i + 1)
    if words[i].low == "and":
        return before in scale and after in small
    is_tens = small.get(before, 0) >= 20 and 0 < small.get(after, 0) < 10
    return words[i].low == "-" and (is_tens or after in scale)


def _scaled(words: Sequence[Word], i: int, value: float) -> tuple[float, str, int]:
    """A figure with the scale words after it: `3.2 million`, `1.5bn`, `4 hundred thousand`."""
    scale = table("numbers")["scale"]
    while True:
        step = 1 if _low(words, i) in _DASHES and _low(words, i + 1) in scale else 0
        factor = scale.get(_low(words, i + step))
        if factor is None:
            return _exact(value), "", i
        value, i = value * factor, i + step + 1


def _ordinal(words: Sequence[Word], i: int) -> _Read | None:
    low, ordinal = words[i].low, table("numbers")["ordinal"]
    if low in ordinal:
        return _Read(ordinal[low], "ordinal", i + 1, is_final=True)
    if low[0].isdecimal() and _low(words, i + 1) in _ORDINAL_ENDINGS:
        return _Read(_digits(low) or 0.0, "ordinal", i + 2, is_final=True)
    tens = table("numbers")["small"].get(low, 0)
    if tens >= 20 and _low(words, i + 1) in _DASHES and ordinal.get(_low(words, i + 2), 10) < 10:
        return _Read(tens + ordinal[words[i + 2].low], "ordinal", i + 3, is_final=True)
    if low == "q" and _low(words, i + 1) in ("1", "2", "3", "4"):
        return _Read(float(words[i + 1].low), "ordinal", i + 2, is_final=True)
    return None


def _one_unit(words: Sequence[Word], i: int) -> _Read | None:
    """`a year`, `per month`, `annually`: one unit of time."""
    low = words[i].low
    if low in ("a", "an", "per", "each", "every"):
        unit = table("numbers")["unit"].get(_low(words, i + 1))
        is_time = (
            unit and unit[0] in ("second", "month") and words[i + 1].low not in ("second", "min")
        )
        return _Read(float(unit[1]), unit[0], i + 2, is_final=True) if is_time else None
    if low.endswith("ly") and (unit := table("numbers")["unit"].get(low)):
        return _Read(float(unit[1]), unit[0], i + 1, is_final=True)
    return None


def _finish(words: Sequence[Word], i: int, read: _Read) -> Number:
    unit = Unit(read.unit, 1.0, i, read.after) if read.is_final else read_unit(words, i, read.after)
    value = _exact(read.value * unit.factor)
    start, end = words[unit.first].start, words[unit.after - 1].end
    bound = bound_before(words, unit.first) or bound_after(words, unit.after)
    return Number(value, unit.name, start, end, bound, unit.first, unit.after, unit.factor)


def _spread_units(words: Sequence[Word], numbers: list[Number]) -> list[Number]:
    """`58-62 percent`, `from 1.2 to 1.5 tonnes`, `€2-3 million`: one unit serves both ends."""
    for k in range(len(numbers) - 1):
        low, high = numbers[k], numbers[k + 1]
        if high.first - low.last != 1 or _low(words, low.last) not in (*_DASHES, "to", "and", "or"):
            continue
        joins = words[low.last].low in _DASHES or _low(words, low.first - 1) == "between"
        is_short = low.value < 1000 and (joins or bool(low.unit))
        scale = _scale_of(words, high) if is_short else 1.0
        if not low.unit and high.unit not in ("ordinal", "vague", "times"):
            numbers[k] = low._replace(unit=high.unit, value=_exact(low.value * scale * high.factor))
        elif low.unit and not high.unit and joins:
            numbers[k] = low._replace(value=_exact(low.value * scale))
            numbers[k + 1] = high._replace(unit=low.unit)
    return numbers


def _exact(value: float) -> float:
    """A value without the dust of floating-point arithmetic, so that equal figures are equal."""
    return float(f"{value:.14g}")


def _scale_of(words: Sequence[Word], number: Number) -> float:
    scale = table("numbers")["scale"]
    for word in words[number.first + 1 : number.last]:
        if word.low in scale:
            return float(scale[word.low])
    return 1.0
