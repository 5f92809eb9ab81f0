"""A cue at work in a sentence, and who its subject is."""

from typing import Literal, NamedTuple

from briefing.attribution.clause import Group, is_adverb, lexis
from briefing.attribution.cues import Match
from briefing.attribution.nounphrase import Phrase
from briefing.attribution.words import Token

Mode = Literal["subject", "inverted", "relative", "shared", "participle", "infinitive", "passive"]


class Hit(NamedTuple):
    """A verb cue with its subject. `lead` is the first token of its clause, its "and" included."""

    match: Match
    group: Group
    mode: Mode
    subject: Phrase | None
    lead: int


def lead_of(tokens: list[Token], first: int) -> int:
    """Where a clause begins whose subject begins at `first`: its conjunction and comma count."""
    at = first
    while at > 0 and (tokens[at - 1].low in lexis("leading") or is_adverb(tokens[at - 1].low)):
        at -= 1
    if at > 0 and tokens[at - 1].text in ",;—–":
        at -= 1
    return at
