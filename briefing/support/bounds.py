"""Words around a number → its bound: over, under, almost, about, or none."""

from collections.abc import Sequence
from functools import cache

from briefing.support.lexicon import table
from briefing.support.meanings import stems_of_phrase
from briefing.support.words import Word

_BETWEEN = frozenset(["a", "an", "the", "us", "last", "this", "year", "month", "week", "quarter"])
"""Words between a bound and its number: "lower than last year's £62m"."""


@cache
def _bounds() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    by_last: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for bound, phrases in table("quantity")["bounds"].items():
        for stems in map(stems_of_phrase, phrases):
            by_last.setdefault(stems[-1], []).append((stems, bound))
    for entries in by_last.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return by_last


def bound_before(words: Sequence[Word], i: int) -> str:
    """The bound that the words before word `i` put on the number there: "at least" gives `over`."""
    while i and words[i - 1].low in _BETWEEN:
        i -= 1
    for stems, bound in _bounds().get(words[i - 1].stem, ()) if i else ():
        start = max(0, i - len(stems))
        if tuple(w.stem for w in words[start:i]) == stems and not _is_phrasal(words, start, stems):
            return bound
    return ""


def _is_phrasal(words: Sequence[Word], start: int, stems: tuple[str, ...]) -> bool:
    verbs = table("quantity")["phrasal"].get(stems[0], ()) if len(stems) == 1 else ()
    return start > 0 and words[start - 1].stem in verbs


def bound_after(words: Sequence[Word], i: int) -> str:
    """The bound that the words from word `i` on put on the number before it: "or more"."""
    following = tuple(word.low for word in words[i : i + 2])
    if following in (("or", "more"), ("at", "least"), ("or", "older"), ("or", "higher")):
        return "over"
    if following in (("or", "less"), ("or", "fewer"), ("at", "most"), ("or", "younger")):
        return "under"
    return "about" if following == ("or", "so") else ""
