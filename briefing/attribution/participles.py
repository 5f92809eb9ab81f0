"""Cues in -ing: ", saying that", "with Mr Roe saying", "was quoted as saying"."""

from collections.abc import Sequence

from briefing.attribution.ambiguous import is_act
from briefing.attribution.clause import Group, lexis, verb_group
from briefing.attribution.cues import Match
from briefing.attribution.ends import closes_with_comma
from briefing.attribution.hit import Hit, lead_of
from briefing.attribution.nounphrase import Phrase
from briefing.attribution.shared import carried_subject
from briefing.attribution.subject import subject_before
from briefing.attribution.units import QUOTE
from briefing.attribution.words import Token


def find_participle(
    tokens: list[Token], match: Match, group: Group, earlier: Sequence[Hit]
) -> Hit | None:
    """The cue that a participle is, or None where it is a noun or an adjective.

    Args:
        tokens: The unit.
        match: The participle.
        group: Its verb group.
        earlier: The cues before it, whose subject it may share.
    """
    first = group.first
    before = tokens[first - 1] if first else None
    if is_act(tokens, match):
        return None
    if before is None:
        return Hit(match, group, "participle", None, first)
    if before.low in lexis("determiners") or before.text in ("'s", "’s"):
        return None
    if before.low == "as":
        subject = _quoted(tokens, first - 1)
        if subject is not None:
            return Hit(match, group, "subject", subject, lead_of(tokens, subject.first))
    closes = before.low == QUOTE and closes_with_comma(before)
    if closes or before.text in ",—–" or before.low in lexis("before-participles"):
        return Hit(
            match, group, "participle", carried_subject(tokens, first, earlier), first - 1 + closes
        )
    return _behind_noun(tokens, match, group, earlier)


def _behind_noun(
    tokens: list[Token], match: Match, group: Group, earlier: Sequence[Hit]
) -> Hit | None:
    """A participle behind its subject, or behind the "hard time" that somebody had in it."""
    subject = _own_subject(tokens, group.first, earlier)
    if subject is None:
        return None
    if tokens[subject.last - 1].low in lexis("pains"):
        carried = carried_subject(tokens, group.first, earlier)
        return Hit(match, group, "participle", carried, group.first)
    return Hit(match, group, "participle", subject, lead_of(tokens, subject.first))


def _quoted(tokens: list[Token], as_: int) -> Phrase | None:
    """Who "was quoted as saying", or "was quoted by the state news agency as saying"."""
    for i in range(as_ - 1, max(0, as_ - _LONGEST_AGENT), -1):
        if tokens[i].low in ("quoted", "cited", "reported"):
            group = verb_group(tokens, i)
            return subject_before(tokens, group.first) if group.be else None
        if not tokens[i].is_word:
            return None
    return None


_LONGEST_AGENT = 10
"""Tokens between "quoted" and "as saying"."""


def _own_subject(tokens: list[Token], first: int, earlier: Sequence[Hit]) -> Phrase | None:
    """Who stands right before a participle: "with Mr Roe saying"; of "a letter saying" its writer.

    A gerund behind a preposition has none: "talks on sharing the water".
    """
    subject = subject_before(tokens, first, _after_with(tokens, first))
    if subject is None or tokens[subject.last - 1].low in lexis("prepositions"):
        return None
    if tokens[subject.last - 1].low in lexis("messages"):
        return carried_subject(tokens, subject.first, earlier) or subject
    return subject


def _after_with(tokens: list[Token], verb: int) -> int:
    """The token after the "with" of "with Mr Roe saying", which no other mark separates from it."""
    for i in range(verb - 1, max(-1, verb - 12), -1):
        if tokens[i].low == "with":
            return i + 1
        if not tokens[i].is_word and tokens[i].low != "'s":
            return 0
    return 0
