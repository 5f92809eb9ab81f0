"""The words around a figure → its unit or currency and the factor to the dimension's first unit."""

from collections.abc import Sequence
from typing import NamedTuple

from briefing.support.lexicon import table, word_set
from briefing.support.words import Word

_PREFIXES = frozenset({"$", "€", "£", "¥", "₹", "eur", "usd", "gbp", "jpy", "cny", "chf", "inr"})
_MILLION = 1e6


class Unit(NamedTuple):
    """A unit, and the words that the figure takes with it."""

    name: str
    factor: float
    first: int
    after: int


def read_unit(words: Sequence[Word], first: int, after: int) -> Unit:
    """The unit of the figure that words `first` to `after` (half-open) write."""
    if _is_in_name(words, first):
        return Unit(f"name {words[first - 1].low}", 1.0, first, after)
    currency = _prefix(words, first)
    if currency:
        is_million = _low(words, after) == "m"
        factor, after = (_MILLION, after + 1) if is_million else (1.0, after)
        return Unit(currency, factor, first - 1, after)
    if _low(words, first - 1) in ("aged", "age"):
        return Unit("age", 1.0, first, after)
    step = after + 1 if _low(words, after) in ("-", "–") else after
    return _suffix(words, first, after, step)


def _low(words: Sequence[Word], i: int) -> str:
    return words[i].low if 0 <= i < len(words) else ""


def _prefix(words: Sequence[Word], first: int) -> str:
    low = _low(words, first - 1)
    return str(table("numbers")["currency"][low]) if low in _PREFIXES else ""


def _is_in_name(words: Sequence[Word], first: int) -> bool:
    """`COVID-19`, `F-16`, `G7`: a figure that is part of a name."""
    i = first - 2 if _low(words, first - 1) == "-" else first - 1
    if i < 0 or not words[i].is_word or words[first - 1].end != words[first].start:
        return False
    return words[i].text.isalpha() and words[i].low not in _PREFIXES and words[i].text[-1].isupper()


def _suffix(words: Sequence[Word], first: int, after: int, step: int) -> Unit:
    low, following = _low(words, step), _low(words, step + 1)
    if low == "per" and following == "cent":
        return Unit("percent", 1.0, first, step + 2)
    if low in ("percentage", "basis", "percent") and following.startswith("point"):
        return Unit("basis point" if low == "basis" else "point", 1.0, first, step + 2)
    if low == "m" and following in table("numbers")["currency"]:
        return Unit(table("numbers")["currency"][following], _MILLION, first, step + 2)
    if low in ("us", "american", "canadian", "australian") and following in ("dollar", "dollars"):
        return Unit("usd", 1.0, first, step + 2)
    if low in ("square", "cubic") and following in table("numbers")["unit"]:
        dimension, factor = table("numbers")["unit"][following]
        return Unit(f"{low} {dimension}", float(factor), first, step + 2)
    if low in table("numbers")["currency"]:
        return Unit(table("numbers")["currency"][low], 1.0, first, step + 1)
    return _measure(words, first, after, step)


def _measure(words: Sequence[Word], first: int, after: int, step: int) -> Unit:
    units = table("numbers")["unit"]
    low, following = _low(words, step), _low(words, step + 1)
    if low in units:
        dimension, factor = units[low]
        is_age = low in ("year", "years") and "old" in (following, _low(words, step + 2))
        return (
            Unit("age", 1.0, first, step + 1)
            if is_age
            else Unit(dimension, float(factor), first, step + 1)
        )
    # "four tense days": one word between the figure and its unit of time.
    if (
        low.isalpha()
        and low not in word_set("words", "function")
        and not low.endswith("s")
        and not following.endswith("ly")
        and units.get(following, [""])[0] in ("second", "month")
    ):
        return Unit(units[following][0], float(units[following][1]), first, step + 2)
    return Unit("", 1.0, first, after)
