"""The words that a number can begin with."""

from functools import cache

from briefing.support.lexicon import table

_ONES = ("a", "an", "per", "each", "every", "half", "halves", "q")
"""Words that the readers of numbers look for at the first word, besides those of the lexicon."""


def may_open(low: str) -> bool:
    """Whether a word is one that a number can begin with; few are."""
    return low[:1].isdecimal() or low in _openers()


@cache
def _openers() -> frozenset[str]:
    lexicon = table("numbers")
    keys = ("times", "count", "vague", "small", "scale", "ordinal")
    rates = [unit for unit in lexicon["unit"] if unit.endswith("ly")]
    return frozenset([*_ONES, *rates, *(word for key in keys for word in lexicon[key])])
