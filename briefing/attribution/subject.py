"""Who stands before a verb, without a parser: "Ann Roe, a professor of law, | said"."""

from briefing.attribution.clause import is_adverb, is_boundary, is_verb, lexis, verb_group
from briefing.attribution.nounphrase import (
    LONGEST,
    OBJECTS,
    Phrase,
    is_adjective,
    is_nominal,
    is_noun_like,
    is_pronoun,
)
from briefing.attribution.units import QUOTE, ends_sentence
from briefing.attribution.words import Token


def subject_before(tokens: list[Token], end: int, floor: int = 0) -> Phrase | None:
    """The noun phrase that ends before token `end`, without its appositions and relative clauses.

    Args:
        tokens: A unit's tokens.
        end: The first token of the verb group.
        floor: No token before this one is read.
    """
    if end <= floor:
        return None
    end = _before_time(tokens, end, floor)
    last = tokens[end - 1]
    if last.text in ",—–" or (last.text == "-" and end - 2 > floor):
        return _before_apposition(tokens, end - 1, floor)
    return _read_back(tokens, end, floor)


def _before_time(tokens: list[Token], end: int, floor: int) -> int:
    """Before the "on Tuesday" of "Ms Roe, the chair, on Tuesday called"."""
    at = end
    while at > floor + 1 and (low := tokens[at - 1].low) in lexis("time"):
        if low in lexis("surnames"):
            break
        at -= 1
    on = at - (at < end and tokens[at - 1].low in ("on", "in", "last", "late", "early"))
    if at == end or on <= floor + 1:
        return end
    behind = tokens[on - 1]
    return on if behind.text == "," or (on < at and not behind.low.endswith("ed")) else end


def _before_apposition(tokens: list[Token], comma: int, floor: int) -> Phrase | None:
    """The head of "Ann Roe, a professor of law, politics and history," that ends at a comma."""
    mark = tokens[comma].text
    opening = [i for i in range(max(floor, comma - LONGEST), comma) if tokens[i].text == mark]
    best: Phrase | None = None
    for at in reversed(opening):
        after = tokens[at + 1].low
        if after in ("and", "or", "but") and mark == ",":
            continue
        head = _read_back(tokens, at, floor)
        if head is None:
            continue
        if best is None or tokens[head.last - 1].is_capital:
            best = head
        if tokens[head.last - 1].is_capital or tokens[head.first].low == "the":
            break
        if head.first <= floor or tokens[head.first - 1].text != mark:
            break
    return best


def _read_back(tokens: list[Token], end: int, floor: int) -> Phrase | None:
    floor = max(floor, end - LONGEST)
    at = end
    while at > floor:
        step = _step_back(tokens, at, end, floor)
        if not step:
            break
        at -= step
    first = _without_opening(tokens, at, end)
    if first is None or first >= end:
        return None
    return Phrase(_behind_participle(tokens, first, end), end)


def _behind_participle(tokens: list[Token], first: int, end: int) -> int:
    """Past the verb of ", leaving ships at anchor and both governments"."""
    opens = first > 0 and tokens[first - 1].text == "," and tokens[first].low.endswith("ing")
    if not opens or first + 1 >= end:
        return first
    after = tokens[first + 1]
    if after.low not in lexis("determiners") and not after.text.isdigit():
        return first
    joint = next((i for i in range(end - 2, first, -1) if tokens[i].low == "and"), first)
    return joint + 1


def _step_back(tokens: list[Token], at: int, end: int, floor: int) -> int:
    """How many tokens before `at` belong to the phrase that ends at `end`; 0 where it begins."""
    token = tokens[at - 1]
    low = token.low
    if low == "of" and at == end - 1 and tokens[at].low in OBJECTS:
        return 1  # one of them
    behind_who = at < end and tokens[at].low in lexis("relatives")
    if is_pronoun(token) or (at < end and is_pronoun(tokens[at]) and not behind_who):
        joined = at < end and tokens[at].low == "and" and low not in OBJECTS
        return int(is_pronoun(token) and (at == end or joined) and low != "who")
    if low in ("and", "or"):
        return _joined_phrase(tokens, at - 1, floor)
    if low == QUOTE:
        return int(at < end and not ends_sentence(token) and end - at < 6)
    if low == "'s" or is_boundary(token):
        return int(low == "'s" and at < end)
    if is_verb(token) and not is_nominal(tokens, at - 1, floor):
        return _relative_back(tokens, at - 1, floor)
    return 1


def _joined_phrase(tokens: list[Token], joint: int, floor: int) -> int:
    """1 where "and" joins two phrases, as in "Roe and his lawyers", not two clauses."""
    if joint <= floor or joint + 1 >= len(tokens):
        return 0
    before, after = tokens[joint - 1], tokens[joint + 1]
    if before.low in ("he", "she") and after.is_capital:
        return 1
    if not before.is_word and before.text not in (".", ")", "'s", "’s"):
        return 0
    at = joint
    while at > floor and not is_boundary(tokens[at - 1]):
        if is_verb(tokens[at - 1]) and not is_nominal(tokens, at - 1, floor):
            return 0
        at -= 1
    return int(before.is_capital == after.is_capital or before.is_capital or at == floor)


def _relative_back(tokens: list[Token], verb: int, floor: int) -> int:
    """Tokens back through the "who" or "that" of a relative clause around a verb; 0 if none."""
    for i in range(verb - 1, max(floor, verb - 12), -1):
        low = tokens[i].low
        if low in lexis("relatives") and i > floor and tokens[i - 1].is_word:
            return 0 if is_verb(tokens[i - 1]) or tokens[i - 1].low == "said" else verb + 1 - i
        if not tokens[i].is_word and low != QUOTE:
            break
    after = tokens[verb + 1] if verb + 1 < len(tokens) else None
    by = after is not None and after.low == "by"
    ends = by or tokens[verb].low.endswith("ed")
    if ends and verb > floor and is_noun_like(tokens[verb - 1]):
        return int(after is not None and _may_follow_participle(after))
    return 0


def _may_follow_participle(token: Token) -> bool:
    """Of the form "a poll released Friday", "the plan published by the council"."""
    low = token.low
    return (
        low in lexis("prepositions")
        or low in lexis("time")
        or low in ("last", "this", "early", "late")
    )


def _without_opening(tokens: list[Token], first: int, end: int) -> int | None:
    """Past "On Monday", "Earlier", "But" before the phrase; None where only such words stand."""
    while first < end:
        low = tokens[first].low
        if _opens(tokens, first, end):
            return first
        if low in lexis("prepositions"):
            after = _phrase_after(tokens, first, end)
            if after is None:
                return None
            first = after
        elif is_adverb(low) or low in lexis("time") or low in _MARKS:
            first += 1
        else:
            return first
    return None


_MARKS = frozenset({"up", "out", "off", "'s", "’s", "-", "/", ")", "'", "’", "."})


def _opens(tokens: list[Token], at: int, end: int) -> bool:
    """Whether a phrase begins with a word that may also be a preposition, an adverb or a time.

    Of the form "about four in ten", "both", "Monday's vote", "May".
    """
    low = tokens[at].low
    follows = tokens[at + 1] if at + 1 < end else None
    if low in lexis("subject-pronouns") or low in ("both", "all"):
        return True
    if follows is None:
        return tokens[at].is_capital and low in lexis("surnames")
    owns = low in lexis("time") and follows.text in ("'s", "’s")
    return owns or (low in _ROUGHLY and _is_number(follows))


_ROUGHLY = frozenset({"about", "over", "around", "under"})


def _is_number(token: Token) -> bool:
    return token.text[0].isdigit() or token.low in lexis("pronominal")


def _phrase_after(tokens: list[Token], preposition: int, end: int) -> int | None:
    """Where a new noun phrase begins after a prepositional one that no comma closes."""
    for i in range(preposition + 2, end):
        token, before = tokens[i], tokens[i - 1]
        if token.low in lexis("subject-pronouns"):
            return i
        if before.low in lexis("prepositions") or before.low in lexis("determiners"):
            continue
        if token.low in lexis("determiners") and before.is_word:
            return i
        closed = before.low in lexis("time") or (before.is_word and not before.is_capital)
        if token.is_capital and closed and not is_adjective(before.low):
            return i
    return None


def main_subject(tokens: list[Token], before: int, floor: int = 0) -> Phrase | None:
    """The subject of the first clause that has one, among the tokens floor..before."""
    for i in range(floor + 1, before):
        owns = tokens[i].low == "'s" and tokens[i - 1].low not in lexis("subject-pronouns")
        if not owns and is_verb(tokens[i]) and not is_nominal(tokens, i, floor):
            found = subject_before(tokens, verb_group(tokens, i).first, floor)
            if found is not None:
                return found
    return None
