"""Noun phrases with a figure: about half of it, at least 20 victims, no arrests."""

from briefing.attribution.clause import lexis
from briefing.attribution.nounphrase import Phrase
from briefing.attribution.words import Token


def behind_roughly(tokens: list[Token], at: int, end: int) -> int | None:
    """Where the number of "about half", "at least six" stands; None where no such phrase begins."""
    if at + 1 >= end:
        return None
    low, following = tokens[at].low, tokens[at + 1].low
    if low == "at" and following in ("least", "most"):
        return at + 2
    number = following.split("-")[0]
    counts = number[:1].isdigit() or number in lexis("numbers") or number in ("one", "half", "a")
    return at + 1 if counts and low in lexis("roughly") else None


def counts(tokens: list[Token], phrase: Phrase) -> bool:
    """Whether a noun phrase tells how many or how much: "at least 20 victims", "no arrests"."""
    inside = tokens[phrase.first : phrase.last]
    counted = any(any(c.isdigit() for c in t.text) or t.low in lexis("numbers") for t in inside)
    return counted or tokens[phrase.first].low == "no"


def costs_in_doing(tokens: list[Token], at: int, end: int) -> bool:
    """Whether a deed with its figure begins: "[reported] spending more than 6 million"."""
    reach = Phrase(at + 1, min(end, at + _REACH))
    return tokens[at].low.endswith("ing") and reach.first < reach.last and counts(tokens, reach)


_REACH = 7
"""Tokens from a verb in -ing to the figure of its object."""
