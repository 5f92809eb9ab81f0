"""Whether a cue takes back what follows: "did not call on", "dropped its demand", "denied that"."""

from briefing.attribution.clause import lexis
from briefing.attribution.found import Found
from briefing.attribution.nounphrase import Phrase
from briefing.attribution.words import Token

_BEHIND_A_DENIER = 3
"""Words back from a cue to what takes it back: "withdrew its first demand"."""


def find_denying_cue(tokens: list[Token], found: Found) -> Phrase | None:
    """The cue with the words that deny it, where somebody does not say what the content holds.

    Such a content is no demand, promise or warning of theirs: "has not promised to pay" promises
    nothing. Negations count inside the cue and at the head of its source ("no minister", "nobody");
    verbs that take something back, and "no", count right before the cue, and are part of it.
    """
    cue = found.cue
    if cue is None:
        return None
    if any(token.low in lexis("negations") for token in tokens[cue.first : cue.last]):
        return cue
    source = found.source
    if source is not None and tokens[source.first].low in lexis("nobody"):
        return cue
    first = _negation_of(tokens, source) if source else None
    if first is None:
        first = _denier_before(tokens, cue.first)
    return None if first is None else cue._replace(first=first)


def _negation_of(tokens: list[Token], source: Phrase) -> int | None:
    """The negation before who speaks: "not everybody agrees", "nor has the mayor said"."""
    first = source.first
    if first > 0 and tokens[first - 1].low == "not" and tokens[first].low in lexis("everybody"):
        return first - 1
    return first - 2 if first > 1 and tokens[first - 2].low == "nor" else None


def with_negation_of(tokens: list[Token], source: Phrase) -> Phrase:
    """A source with its own "not": of "not everybody agrees" the speaker is not everybody."""
    first = _negation_of(tokens, source)
    return source if first != source.first - 1 else source._replace(first=first)


def _denier_before(tokens: list[Token], cue: int) -> int | None:
    """Where the words begin that take a cue back: "failed to", "no", "stopped short of"."""
    for at in range(cue - 1, max(-1, cue - 1 - _BEHIND_A_DENIER), -1):
        token = tokens[at]
        if not (token.is_word or token.low == "'s") or token.low in lexis("conjunctions"):
            return None
        if token.low in lexis("deniers"):
            return at
        if token.low == "short" and at > 0 and tokens[at + 1].low == "of":
            return at - 1
    return None


def find_denial(tokens: list[Token], found: Found, denying: Phrase | None) -> Phrase | None:
    """The words before a content that take it back: its denying cue, "denied", "no minister said".

    Without them a content that can stand alone would be the opposite of what is said.
    """
    cue, source = found.cue, found.source
    if denying is None:
        holds_untrue = cue is not None and tokens[cue.last - 1].low in lexis("denials")
        return cue if holds_untrue and found.rule.endswith((", that", ", clause")) else None
    if source is not None and tokens[source.first].low in lexis("nobody"):
        return Phrase(min(source.first, denying.first), denying.last)
    return denying
