"""The words around a cue: auxiliaries before it, phrases of time and place after it."""

from functools import cache
from typing import NamedTuple

from briefing.attribution.lexicon import table, words
from briefing.attribution.units import QUOTE
from briefing.attribution.words import Token


@cache
def lexis(section: str) -> frozenset[str]:
    """The words of a section of grammar.toml or idioms.toml."""
    return words("grammar" if section in table("grammar") else "idioms", section)


class Group(NamedTuple):
    """Tokens first..verb: the auxiliaries and adverbs that belong to a verb."""

    first: int
    be: bool
    """Whether a form of "be" stands before the verb."""
    have: bool
    to: bool
    """Whether it is an infinitive with "to"."""
    modal: bool
    negated: bool


def verb_group(tokens: list[Token], verb: int) -> Group:
    """The auxiliaries and adverbs to the left of a verb."""
    roles: set[str] = set()
    at = first = verb
    while at > 0 and verb - at < _LONGEST_GROUP:
        low = tokens[at - 1].low
        if _is_name(tokens, at - 1, verb):
            break
        role = _clitic(tokens, at - 1, verb) or _role(low, roles, is_next=at == verb)
        if low in lexis("negations"):
            roles.add("negated")
        if role is None:
            break
        at -= 1
        if role != "adverb":
            roles.add(role)
            first = at
    if not roles - {"negated"}:
        first = next((i for i in range(at, verb) if is_adverb(tokens[i].low)), verb)
    first = _before_adverbs(tokens, first, verb)
    if first > 0 and first == verb and tokens[first - 1].low in lexis("setting-out"):
        return _behind_setting_out(tokens, verb)
    be, have, to, modal, negated = (r in roles for r in ("be", "have", "to", "modal", "negated"))
    return Group(first, be, have, to, modal, negated)


def _before_adverbs(tokens: list[Token], first: int, verb: int) -> int:
    while first > 0 and is_adverb(tokens[first - 1].low) and tokens[first - 1].low != "all":
        if _is_name(tokens, first - 1, verb):
            break
        first -= 1
    return first


def _is_name(tokens: list[Token], at: int, verb: int) -> bool:
    """Whether a word before a verb is a name such as Jolly, where not All Words Are Capitals.

    A modal that opens the sentence before a verb is one, too: "May said".
    """
    opens = at == 0 and verb == 1 and tokens[at].low in lexis("modal")
    return tokens[at].is_capital and not tokens[verb].is_capital and (at > 0 or opens)


def _behind_setting_out(tokens: list[Token], verb: int) -> Group:
    """The group of "began to ask" or "kept saying": that of the verb that sets out."""
    before = verb_group(tokens, verb - 1)
    if tokens[verb].low.endswith("ing"):
        return before._replace(be=True)
    return Group(verb, *before[1:])


_LONGEST_GROUP = 8


def _clitic(tokens: list[Token], at: int, verb: int) -> str | None:
    """What the 's or 've of a pronoun is: "she's said", "they're saying", "I'd ask"."""
    low = tokens[at].low
    if low == "'s":
        follows = tokens[at - 1].low in lexis("subject-pronouns") if at else False
        return ("be" if tokens[verb].low.endswith("ing") else "have") if follows else None
    return _CLITICS.get(low)


_CLITICS = {"'ve": "have", "'re": "be", "'m": "be", "'d": "modal", "'ll": "modal"}


def _role(low: str, roles: set[str], *, is_next: bool) -> str | None:
    """What a word before a verb does for it; None where it does not belong to it."""
    if is_adverb(low) and "to" not in roles:
        return "adverb"
    if low == "to" and (is_next or not roles & {"be", "have", "modal"}):
        return "to"
    return next((role for role in ("be", "have", "modal") if low in lexis(role)), None)


def is_adverb(low: str) -> bool:
    """Whether a word is an adverb, by list or by its ending."""
    if low in lexis("adverbs"):
        return True
    if not low.endswith("ly") or len(low) <= 4 or low in _LY_BUT_NO_ADVERB:
        return False
    return low not in words("names", "first", "female")


_LY_BUT_NO_ADVERB = frozenset(
    {"family", "italy", "july", "reply", "supply", "assembly", "ally", "rally", "kelly", "billy"}
    | {"friendly", "deadly", "elderly", "daily", "weekly", "monthly", "early", "likely", "unlikely"}
    | {"emily", "sally", "molly", "only", "apply", "comply", "imply", "anomaly", "monopoly"}
)


def is_verb(token: Token) -> bool:
    """Whether a word is probably a finite verb, by list or by its ending."""
    low = token.low
    if token.is_capital and low in lexis("surnames"):
        return False
    if low in lexis("auxiliaries"):
        return True
    if low in lexis("verbs"):
        return not token.is_capital
    return low.endswith("ed") and len(low) > 4 and not token.is_capital


def is_boundary(token: Token) -> bool:
    """Whether a word cannot stand inside a noun phrase: conjunctions, subordinators, most marks."""
    low = token.low
    if not token.is_word and token.low != QUOTE:
        return token.text not in _INNER_MARKS
    return low in lexis("subordinators") or low in lexis("conjunctions")


_INNER_MARKS = frozenset([".", "'s", "’s", "'", "’", "&", "-", "/", "(", ")", "%", "$", "#", "@"])


def is_asked(tokens: list[Token], at: int) -> bool:
    """Whether "when asked about it" begins, which tells when somebody said something."""
    follows = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return tokens[at].low in ("when", "after") and follows in ("asked", "pressed", "questioned")


def skip_adjuncts(tokens: list[Token], at: int, end: int) -> int:
    """The token after "on Friday in a statement": when, where and how something was said."""
    while at < end:
        step = _adjunct(tokens, at, end)
        if not step:
            return at
        at += step
    return at


def _adjunct(tokens: list[Token], at: int, end: int) -> int:
    """Tokens of one phrase of time, place or manner at `at`; 0 where none begins."""
    low = tokens[at].low
    if low == "further":
        return 0  # said further cuts would follow
    if low in lexis("time") or is_adverb(low):
        return _time_tail(tokens, at + 1, end) - at
    if low in ("last", "this", "next", "late", "early", "earlier", "the", "a", "that"):
        for n in (1, 2):
            owns = at + n + 1 < end and tokens[at + n + 1].low == "'s"
            if at + n < end and tokens[at + n].low in lexis("time") and not owns:
                return _time_tail(tokens, at + n + 1, end) - at
    if low in lexis("adjunct-prepositions"):
        return _prepositional(tokens, at, end)
    if low == "for" and at + 1 < end and tokens[at + 1].low in lexis("durations"):
        return 2  # for weeks
    return 0


def _time_tail(tokens: list[Token], at: int, end: int) -> int:
    while at < end and (
        tokens[at].low in lexis("time")
        or tokens[at].low in ("ago", "earlier", "later")
        or (tokens[at].text.isdigit() and tokens[at - 1].low in lexis("time"))
    ):
        at += 1
    return at


def _prepositional(tokens: list[Token], at: int, end: int) -> int:
    """A preposition with a time or a medium as its noun, and what belongs to that noun."""
    for i in range(at + 1, min(at + 9, end)):
        token = tokens[i]
        does = i == at + 1 and tokens[at].low == "to" and token.low in lexis("adjunct-verbs")
        if does:
            return 0  # to show up
        if token.low in lexis("time") or token.low in lexis("adjuncts"):
            return _noun_tail(tokens, i + 1, end) - at
        if i == at + 1 and token.text.isdigit() and len(token.text) == 4:
            return 2
        if token.low == QUOTE and tokens[i - 1].low == "'s":
            return i + 1 - at  # on the BBC's "Today"
        if is_boundary(token) or token.low == QUOTE or (is_verb(token) and i > at + 2):
            return 0
        if token.low in lexis("prepositions") or token.low in lexis("subject-pronouns"):
            return 0
    return 0


def _noun_tail(tokens: list[Token], at: int, end: int) -> int:
    """What follows the noun of an adjunct: "with the BBC", "to reporters", another time."""
    while at < end:
        low = tokens[at].low
        if low in lexis("time") or low in lexis("adjuncts") or tokens[at].text.isdigit():
            at += 1
            continue
        if low in ("with", "to", "by", "at") and at + 1 < end:
            stop = _names_end(tokens, at + 1, end)
            stop = max(stop, _readers_end(tokens, at + 1, end)) if low == "to" else stop
            if stop > at + 1 and (stop == end or not is_verb(tokens[stop])):
                at = stop
                continue
        return at
    return at


def _readers_end(tokens: list[Token], at: int, end: int) -> int:
    """Behind "to staff," or "to members of the board.": who a letter or speech is for."""
    stop = at
    while stop < end and tokens[stop].is_word and not is_verb(tokens[stop]):
        stop += 1
    closes = stop >= end or tokens[stop].text in ",.;"
    return stop if closes and stop - at <= _LONGEST_READERS else at


_LONGEST_READERS = 6
"""Words of "members of the upper house"."""


def _names_end(tokens: list[Token], at: int, end: int) -> int:
    start = at
    if at < end and tokens[at].low in lexis("determiners"):
        at += 1
    while at < end and tokens[at].is_word and at - start < 7:
        token = tokens[at]
        if not (token.is_capital or token.low in lexis("adjuncts") or token.text in ("'s", "’s")):
            break
        at += 1
    only_article = at == start + 1 and tokens[start].low in lexis("determiners")
    return start if only_article else at
