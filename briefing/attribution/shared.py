"""The subject that a verb without one shares with an earlier verb: "Roe denied it and said"."""

from collections.abc import Sequence

from briefing.attribution.clause import lexis
from briefing.attribution.hit import Hit
from briefing.attribution.nounphrase import Phrase
from briefing.attribution.subject import main_subject
from briefing.attribution.words import Token


def carried_subject(tokens: list[Token], before: int, earlier: Sequence[Hit]) -> Phrase | None:
    """The subject that a verb without one shares with an earlier verb of the sentence."""
    for hit in reversed(earlier):
        if hit.mode in ("subject", "shared", "relative") and hit.subject is not None:
            return hit.subject
        if hit.mode == "inverted":
            return hit.subject
    own = main_subject(tokens, before, _clause_start(tokens, before))
    return own or main_subject(tokens, before)


def _clause_start(tokens: list[Token], before: int) -> int:
    """Where the clause begins that holds a token: behind ", but", or "Asked if it hurt,"."""
    for i in range(before - 1, 0, -1):
        if tokens[i].text == "," and tokens[i + 1].low in ("and", "but"):
            return i + 2
    low = tokens[0].low
    if low in lexis("subordinate") or low in lexis("saying-participles") or low.endswith("ing"):
        return next((i + 1 for i in range(before - 1) if tokens[i].text == ","), 0)
    return 0
