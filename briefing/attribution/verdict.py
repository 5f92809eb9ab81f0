"""Words that call a matter open: is not yet clear, remains unknown, has yet to be decided."""

from functools import cache

from briefing.attribution.clause import is_adverb, lexis
from briefing.attribution.lexicon import phrases
from briefing.attribution.lexicon import words as words_of
from briefing.attribution.words import Token

_LONGEST = 6
"""Tokens of verbs and adverbs before the word that tells: "has not yet been fully"."""


def end_of_verdict(tokens: list[Token], at: int, *, negated: bool = False) -> int | None:
    """The token behind a verdict that begins at token `at`, or None where none does.

    Args:
        tokens: A unit's tokens.
        at: Its first verb.
        negated: Whether its negation stands before the verb, as in "nor is it clear".
    """
    for i in range(at, min(at + _LONGEST, len(tokens))):
        low = tokens[i].low
        if i > at and (end := _end_of_phrase(tokens, i)):
            return end
        if low in words_of("questions", "open"):
            return i + 1 if i > at else None
        if low in words_of("questions", "settled"):
            return i + 1 if negated and i > at else None
        is_verb = low in lexis("states") or low in lexis("auxiliaries") or low in lexis("be")
        if not is_verb and (i == at or not _is_filler(low)):
            return None
        negated = negated or low in lexis("negations") or low == "yet"
    return None


def _is_filler(low: str) -> bool:
    return low in lexis("negations") or low in ("yet", "to", "it") or is_adverb(low)


def _end_of_phrase(tokens: list[Token], at: int) -> int | None:
    for words in _phrases():
        if tuple(t.low for t in tokens[at : at + len(words)]) == words:
            return at + len(words)
    return None


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases("questions", "left-open"))
