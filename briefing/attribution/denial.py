"""Whether a cue says that something was not said: "did not call on", "dropped its demand"."""

from briefing.attribution.clause import lexis
from briefing.attribution.found import Found
from briefing.attribution.words import Token

_BEHIND_A_DENIER = 3
"""Words back from a cue to what takes it back: "withdrew its first demand"."""


def is_denied(tokens: list[Token], found: Found) -> bool:
    """Whether somebody does not demand, promise or warn what the content holds.

    Such a content is no demand, promise or warning of theirs: "has not promised to pay" promises
    nothing. Negations count inside the cue and at the head of its source ("no minister", "nobody");
    verbs that take something back, and "no", count right before the cue.
    """
    cue = found.cue
    if cue is None:
        return False
    if any(token.low in lexis("negations") for token in tokens[cue.first : cue.last]):
        return True
    if found.source is not None and tokens[found.source.first].low in lexis("nobody"):
        return True
    for at in range(cue.first - 1, max(-1, cue.first - 1 - _BEHIND_A_DENIER), -1):
        token = tokens[at]
        if not (token.is_word or token.low == "'s") or token.low in lexis("conjunctions"):
            return False
        if token.low in lexis("deniers"):
            return True
    return False
