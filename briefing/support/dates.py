"""Words → the dates and times among them: `Friday, 10 February` -> weekday 4, day 10, month 2."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from briefing.support.lexicon import table, word_set
from briefing.support.words import Word, words_of

FIRST_YEAR, LAST_YEAR = 1500, 2199
"""Four digits in this range, without a unit, are read as a year."""
_ORDINAL_ENDINGS = ("st", "nd", "rd", "th")


class Moment(NamedTuple):
    """A date or time as far as the text gives it. Offsets are code points, half-open."""

    start: int
    end: int
    first: int
    """Index of its first word."""
    last: int
    """Index of the word after it."""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 is Monday."""
    minute: int | None = None
    """Minutes after midnight."""
    decade: int | None = None
    """Its first year, or 10 to 90 where the century is not said."""
    season: str | None = None
    day_part: str | None = None
    relative: str | None = None
    """`next week`, `yesterday`."""
    part: str | None = None
    """early, mid or late in the rest."""

    def parts(self) -> dict[str, int | str]:
        """The fields that the text gives."""
        given = zip(self._fields[4:], self[4:], strict=True)
        return {name: value for name, value in given if value is not None}


_Fields = dict[str, int | str]
_Hit = tuple[_Fields, int]
"""Fields and the index of the word after them."""


def dates_in(text: str) -> list[Moment]:
    """The dates and times of a text, in order."""
    return find_moments(words_of(text))


def find_moments(words: Sequence[Word]) -> list[Moment]:
    """The dates and times among words."""
    moments: list[Moment] = []
    i = 0
    while i < len(words):
        hit = _read(words, i) if words[i].is_word and _may_open(words[i].low) else None
        if hit is None:
            i += 1
            continue
        fields, after = hit
        moments.append(_moment(words, i, after, fields))
        i = after
    return moments


def _may_open(low: str) -> bool:
    """Whether a word is one that a date or time can begin with; few are."""
    return low[:1].isdecimal() or low in _openers()


@cache
def _openers() -> frozenset[str]:
    lexicon = table("dates")
    plurals = [f"{day}s" for day in lexicon["weekdays"]]
    return frozenset([*plurals, *(word for key in _OPENING for word in lexicon[key])])


_OPENING = (
    "weekdays", "short_weekdays", "months", "short_months", "clock", "days", "parts", "relative",
    "seasons", "day_parts", "decades",
)  # fmt: skip
"""Entries of the lexicon whose words the readers below look for at the first word."""


def _moment(words: Sequence[Word], first: int, after: int, fields: _Fields) -> Moment:
    part = (
        _part_before(words, first) if {"month", "year", "decade", "relative"} & set(fields) else ""
    )
    if part and "day" not in fields:
        fields["part"] = part
    if {"year", "month", "day"} <= set(fields) and "weekday" not in fields:
        weekday = _weekday_of(fields)
        fields |= {} if weekday is None else {"weekday": weekday}
    span = (words[first].start, words[after - 1].end, first, after)
    return Moment(*span, **fields)  # type: ignore[arg-type] # keys are field names


def _weekday_of(fields: _Fields) -> int | None:
    try:
        return date(int(fields["year"]), int(fields["month"]), int(fields["day"])).weekday()
    except ValueError:
        return None


def _low(words: Sequence[Word], i: int) -> str:
    return words[i].low if 0 <= i < len(words) else ""


def _part_before(words: Sequence[Word], i: int) -> str:
    """`mid-April`, `the end of 2027`, `late in May`."""
    parts = table("dates")["parts"]
    for back in (1, 2, 3):
        low = _low(words, i - back)
        if low in parts:
            return str(parts[low])
        if low not in ("-", "of", "in", "the"):
            return ""
    return ""


def _read(words: Sequence[Word], i: int) -> _Hit | None:
    readers: tuple[Callable[[Sequence[Word], int], _Hit | None], ...] = (
        _iso, _weekday, _day_month, _clock, _relative, _named, _year,
    )  # fmt: skip
    for reader in readers:
        hit = reader(words, i)
        if hit is not None:
            return hit
    return None


def _number(words: Sequence[Word], i: int, low: int, high: int) -> int | None:
    """A plain number in a range, at most four digits long."""
    text = _low(words, i)
    if text.isdecimal() and len(text) <= 4 and low <= int(text) <= high:
        return int(text)
    return None


def _iso(words: Sequence[Word], i: int) -> _Hit | None:
    year = _number(words, i, FIRST_YEAR, LAST_YEAR)
    if year is None or _low(words, i + 1) != "-" or _low(words, i + 3) != "-":
        return None
    month, day = _number(words, i + 2, 1, 12), _number(words, i + 4, 1, 31)
    return ({"year": year, "month": month, "day": day}, i + 5) if month and day else None


def _weekday(words: Sequence[Word], i: int) -> _Hit | None:
    low, lexicon = words[i].low, table("dates")
    name = low.removesuffix("s") if low not in lexicon["weekdays"] else low
    if name in lexicon["weekdays"]:
        weekday = lexicon["weekdays"].index(name)
    elif low in lexicon["short_weekdays"] and words[i].is_capitalised:
        weekday = lexicon["short_weekdays"][low]
    else:
        return None
    after = i + 1
    while _low(words, after) in (",", ".", "the"):
        after += 1
    date_hit = _day_month(words, after) if after < len(words) else None
    if date_hit:
        return {"weekday": weekday, **date_hit[0]}, date_hit[1]
    return ({"weekday": weekday}, i + 1) if len(low) > 3 or after == i + 2 else None


def _month_at(words: Sequence[Word], i: int, *, beside_number: bool) -> int | None:
    low, lexicon = _low(words, i), table("dates")
    if low in lexicon["months"] and words[i].is_capitalised:
        doubtful = low in ("may", "march") and words[i].starts_sentence
        return lexicon["months"].index(low) + 1 if beside_number or not doubtful else None
    return (
        lexicon["short_months"].get(low)
        if beside_number and words[i : i + 1] and words[i].is_capitalised
        else None
    )


def _day_month(words: Sequence[Word], i: int) -> _Hit | None:
    """`10 February 2026`, `10th of February`, `February 10, 2026`, `Feb 2026`, `February`."""
    day = _number(words, i, 1, 31)
    if day is not None:
        after = i + 2 if _low(words, i + 1) in _ORDINAL_ENDINGS else i + 1
        after = after + 1 if _low(words, after) == "of" else after
        month = _month_at(words, after, beside_number=True) if after < len(words) else None
        return _with_year(words, after + 1, {"day": day, "month": month}) if month else None
    is_dotted = words[i].low in table("dates")["short_months"] and _low(words, i + 1) == "."
    after = i + 2 if is_dotted else i + 1
    day = _number(words, after, 1, 31)
    month = _month_at(words, i, beside_number=day is not None or _is_year(words, after))
    if month is None:
        return None
    if day is None:
        return _with_year(words, after, {"month": month})
    after = after + 2 if _low(words, after + 1) in _ORDINAL_ENDINGS else after + 1
    return _with_year(words, after, {"month": month, "day": day})


def _is_year(words: Sequence[Word], i: int) -> bool:
    return _number(words, i, FIRST_YEAR, LAST_YEAR) is not None and len(_low(words, i)) == 4


def _with_year(words: Sequence[Word], i: int, fields: _Fields) -> _Hit:
    j = i + 1 if _low(words, i) in (",", ".") else i
    year = _number(words, j, FIRST_YEAR, LAST_YEAR)
    return ({**fields, "year": year}, j + 1) if year else (fields, i)


def _clock(words: Sequence[Word], i: int) -> _Hit | None:
    """`4 pm`, `4:00 p.m.`, `16:00`, `11.20 a.m.`, `4 o'clock`, `noon`."""
    low = words[i].low
    named = table("dates")["clock"].get(low)
    if named is not None:
        return {"minute": named}, i + 1
    hours, mark, minutes = low.partition(":") if ":" in low else low.partition(".")
    if not (hours.isdecimal() and len(hours) <= 2 and int(hours) < 24):
        return None
    if mark and not (minutes.isdecimal() and len(minutes) == 2 and int(minutes) < 60):
        return None
    half = _low(words, i + 1)
    minute = int(hours) * 60 + int(minutes or 0)
    if half in ("am", "pm") and 0 < int(hours) <= 12:
        return {"minute": minute % 720 + (720 if half == "pm" else 0)}, i + 2
    if half == "o'clock" or mark == ":":
        return {"minute": minute}, i + (2 if half == "o'clock" else 1)
    return None


def _relative(words: Sequence[Word], i: int) -> _Hit | None:
    low, lexicon = words[i].low, table("dates")
    if low in lexicon["days"]:
        return {"relative": low}, i + 1
    if low in lexicon["parts"] and _low(words, i + 1) == "of":
        j = i + 3 if _low(words, i + 2) in ("the", "this") else i + 2
        if _low(words, j) in lexicon["periods"]:
            return {"relative": f"{lexicon['parts'][low]} {words[j].low}"}, j + 1
    which = lexicon["relative"].get(low)
    follows = _low(words, i + 1)
    if which is None or (follows not in lexicon["periods"] and follows not in lexicon["seasons"]):
        return None
    if follows in lexicon["seasons"]:
        season: _Fields = {"season": follows}
        return (season if which == "this" else {**season, "relative": f"{which} {follows}"}), i + 2
    return {"relative": f"{which} {follows}"}, i + 2


def _named(words: Sequence[Word], i: int) -> _Hit | None:
    """`the nineties`, `summer`, `evening`."""
    low, lexicon = words[i].low, table("dates")
    if low in lexicon["seasons"]:
        return {"season": lexicon["seasons"][low]}, i + 1
    if low in lexicon["day_parts"]:
        return {"day_part": lexicon["day_parts"][low]}, i + 1
    if low in lexicon["decades"] and _low(words, i - 1) in ("the", "late", "early", "mid", "-"):
        return {"decade": lexicon["decades"][low]}, i + 1
    return None


def _year(words: Sequence[Word], i: int) -> _Hit | None:
    """`2027`, `1990s`, `'90s`; not `2,027` and not `2027 people`."""
    low, follows = words[i].low, _low(words, i + 1)
    touches = i + 1 < len(words) and words[i].end == words[i + 1].start
    if follows == "s" and touches and low.isdecimal() and len(low) in (2, 4) and low.endswith("0"):
        return {"decade": int(low)}, i + 2
    if not _is_year(words, i) or _low(words, i - 1) in ("$", "€", "£", "¥", "₹"):
        return None
    is_dated = _low(words, i - 1) in word_set("dates", "before_year")
    return None if _is_counted(follows, is_dated=is_dated) else ({"year": int(low)}, i + 1)


def _is_counted(follows: str, *, is_dated: bool) -> bool:
    """Whether four digits before this word are a count: `2000 people`, `1,800 miles`."""
    if any(follows in table("numbers")[key] for key in ("unit", "currency", "scale")):
        return True
    is_plural = follows.isalpha() and follows.endswith("s") and len(follows) > 3
    return not is_dated and (is_plural or follows in ("people", "men", "women", "children"))
