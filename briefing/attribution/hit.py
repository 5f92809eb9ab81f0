"""A cue at work in a sentence, and who its subject is."""

from typing import Literal, NamedTuple

from briefing.attribution.clause import Group, is_adverb, lexis, skip_adjuncts
from briefing.attribution.cues import Match
from briefing.attribution.nounphrase import Phrase, phrase_after
from briefing.attribution.words import Token

Mode = Literal["subject", "inverted", "relative", "shared", "participle", "infinitive", "passive"]


class Hit(NamedTuple):
    """A verb cue with its subject. `lead` is the first token of its clause, its "and" included."""

    match: Match
    group: Group
    mode: Mode
    subject: Phrase | None
    lead: int


def cue_end(tokens: list[Token], hit: Hit) -> int:
    """The token behind a cue, its subject or addressee, and when or where it was said."""
    at = hit.match.last
    if hit.mode == "inverted" and hit.subject is not None:
        at = hit.subject.last
    elif "whom" in hit.match.cue.frames:
        whom = phrase_after(tokens, at, len(tokens))
        at = whom.last if whom else at
    return skip_adjuncts(tokens, at, len(tokens))


def lead_of(tokens: list[Token], first: int) -> int:
    """Where a clause begins whose subject begins at `first`: its conjunction and comma count."""
    at = first
    while at > 0 and (tokens[at - 1].low in lexis("leading") or is_adverb(tokens[at - 1].low)):
        at -= 1
    if at > 0 and tokens[at - 1].text in ",;—–":
        at -= 1
    return at
