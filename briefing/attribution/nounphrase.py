"""Noun phrases without a parser: who stands before a verb, who stands after it."""

from typing import NamedTuple

from briefing.attribution.clause import is_adverb, is_boundary, lexis
from briefing.attribution.units import QUOTE
from briefing.attribution.words import Token

OBJECTS = frozenset({"him", "them", "me", "us"})
LONGEST = 40
"""Tokens that a subject may have."""


class Phrase(NamedTuple):
    """Tokens first..last (exclusive)."""

    first: int
    last: int


def is_pronoun(token: Token) -> bool:
    """Whether a word is a pronoun: "us" is, "US" is not."""
    if token.text.isupper() and len(token.text) > 1:
        return False
    return token.low in OBJECTS or token.low in lexis("subject-pronouns")


def is_nominal(tokens: list[Token], at: int, floor: int) -> bool:
    """Whether a word that could be a verb is a noun or adjective here: "the proposed plans"."""
    token = tokens[at]
    if token.low in lexis("auxiliaries"):
        return False
    if at == floor:
        return token.low.endswith("ed")
    before = tokens[at - 1]
    is_relative = before.low == "that" and at - 2 >= floor and is_noun_like(tokens[at - 2])
    if is_relative:
        return False
    if before.low in lexis("determiners") or before.low in lexis("prepositions"):
        return True
    if before.text in ("'s", "’s") or before.low in ("and", ","):
        return (before.low != "and" and token.low.endswith("ed")) or before.text in ("'s", "’s")
    if token.low.endswith("ed"):
        return is_adverb(before.low) and at - 2 >= floor and not tokens[at - 2].is_word
    return is_adjective(before.low)


def is_adjective(low: str) -> bool:
    """Whether a word is probably an adjective, by its ending."""
    return low.endswith(("al", "ic", "ous", "ive", "ful", "less", "ble", "ary", "ish", "ern"))


def is_noun_like(token: Token) -> bool:
    """Whether a word may be a noun: it is no closed word and no adverb."""
    low = token.low
    return token.is_word and not (
        low in lexis("auxiliaries")
        or low in lexis("pronouns")
        or low in lexis("determiners")
        or low in lexis("prepositions")
        or is_boundary(token)
        or is_adverb(low)
    )


def phrase_after(tokens: list[Token], at: int, end: int) -> Phrase | None:
    """The noun phrase that begins at token `at`, up to its first comma, verb or adjunct."""
    if at >= end or not _may_begin(tokens[at]):
        return None
    if tokens[at].low in lexis("pronouns") and not _opens_phrase(tokens, at, end):
        return Phrase(at, at + 1)
    stop = at + 1
    while stop < min(end, at + LONGEST) and _goes_on(tokens, at, stop, end):
        stop += 1
    while stop > at + 1 and _hangs(tokens, stop - 1):
        stop -= 1
    return Phrase(at, stop)


def _hangs(tokens: list[Token], at: int) -> bool:
    """Whether a phrase cannot end with a token: a preposition, or the full stop of the sentence."""
    return tokens[at].low in lexis("prepositions") or (
        tokens[at].text == "." and at + 1 == len(tokens)
    )


def _opens_phrase(tokens: list[Token], at: int, end: int) -> bool:
    """Whether a word that may be a pronoun goes with a noun: "these plans", "her staff"."""
    low = tokens[at].low
    if low in ("those", "these", "this", "one"):
        return True
    if low not in ("her", "his") or at + 1 >= end:
        return False
    return is_noun_like(tokens[at + 1]) and tokens[at + 1].low not in ("to", "that")


def _may_begin(token: Token) -> bool:
    low = token.low
    if not token.is_word or low in lexis("prepositions") or low[0] == "'":
        return False
    if low in lexis("determiners") or low in lexis("pronouns") or token.is_capital:
        return True
    return not (is_boundary(token) or is_adverb(low) or low in lexis("auxiliaries"))


def _goes_on(tokens: list[Token], at: int, stop: int, end: int) -> bool:
    token = tokens[stop]
    low = token.low
    if low == "'s" and not is_pronoun(tokens[stop - 1]):
        return True
    if low in ("and", "&"):
        follows = tokens[stop + 1] if stop + 1 < end else None
        return follows is not None and follows.is_capital == tokens[stop - 1].is_capital
    if _ends_phrase(tokens, stop):
        return False
    if low in lexis("prepositions"):
        follows = tokens[stop + 1] if stop + 1 < end else None
        if follows is None or follows.low in lexis("time") or follows.low.endswith("ing"):
            return False
        return low in ("of", "for", "from", "at", "in", "on", "with") and stop > at
    if low in lexis("time") and tokens[stop - 1].low not in lexis("determiners"):
        return tokens[stop - 1].low in lexis("prepositions")
    verb_like = low in lexis("verbs") or (low.endswith("ed") and not token.is_capital)
    return not (verb_like and not is_nominal(tokens, stop, at))


def _ends_phrase(tokens: list[Token], at: int) -> bool:
    """Whether a noun phrase cannot go on with a word: a pronoun, an auxiliary, a mark, "his"."""
    token, low, before = tokens[at], tokens[at].low, tokens[at - 1].low
    if low in lexis("subject-pronouns") or low in lexis("auxiliaries") or low in ("to", "not"):
        return True
    joined = before in lexis("prepositions") or before in _BEFORE_DETERMINERS
    is_new = low in _NEW_PHRASE or (low in _ARTICLES and tokens[at - 1].is_capital)
    return is_boundary(token) or low == QUOTE or (is_new and not joined)


_NEW_PHRASE = frozenset({"his", "her", "its", "their", "our", "my", "your", "this", "these"})
"""Words that open another noun phrase: "told the paper | his firm had paid"."""
_ARTICLES = frozenset({"a", "an", "the"})
"""Behind a name they do: "told Ms Roe | the deal was off"."""
_BEFORE_DETERMINERS = frozenset(
    ["all", "both", "half", "and", "or", "&", "of", "not", "only", "such", "what", "many", "quite"]
)
