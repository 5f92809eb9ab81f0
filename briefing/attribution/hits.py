"""Cues at work: which words of a sentence attribute, and who their subject is."""

from typing import Literal, NamedTuple

from briefing.attribution.ambiguous import can_be_verb
from briefing.attribution.clause import Group, is_adverb, is_verb, lexis, verb_group
from briefing.attribution.cues import Match, match_verb
from briefing.attribution.nounphrase import Phrase, main_subject, phrase_after, subject_before
from briefing.attribution.units import QUOTE
from briefing.attribution.words import Token

Mode = Literal["subject", "inverted", "relative", "shared", "participle", "infinitive", "passive"]


class Hit(NamedTuple):
    """A verb cue with its subject. `lead` is the first token of its clause, its "and" included."""

    match: Match
    group: Group
    mode: Mode
    subject: Phrase | None
    lead: int


def find_hits(tokens: list[Token]) -> list[Hit]:
    """The verb cues of a unit in order, without those that stand there as nouns or adjectives."""
    hits: list[Hit] = []
    at = 0
    titled = _is_title_case(tokens)
    while at < len(tokens):
        match = None if tokens[at].low == QUOTE else match_verb(tokens, at)
        hit = _hit(tokens, match, hits, titled) if match else None
        if hit is not None:
            hits.append(hit)
            at = hit.match.last
        else:
            at += 1
    return hits


def _is_title_case(tokens: list[Token]) -> bool:
    """Whether a unit is a headline with Every Word in Capitals."""
    long = [t for t in tokens if len(t.text) > 3 and t.is_word and t.low != QUOTE]
    return len(long) > 3 and sum(t.is_capital for t in long) >= 0.8 * len(long)


def _hit(tokens: list[Token], match: Match, earlier: list[Hit], titled: bool) -> Hit | None:
    token = tokens[match.verb]
    if token.is_capital and match.verb > 0 and tokens[match.verb - 1].is_word and not titled:
        return None
    group = verb_group(tokens, match.verb)
    forms = match.forms
    if "ing" in forms:
        return _participle(tokens, match, group, earlier)
    if group.be and "participle" in forms:
        subject = subject_before(tokens, group.first)
        if subject is None and group.first and tokens[group.first - 1].low in ("who", "which"):
            subject = Phrase(group.first - 1, group.first)
        return Hit(match, group, "passive", subject, group.first)
    if group.to:
        return _infinitive(tokens, match, group, earlier)
    return _finite(tokens, match, group, earlier)


def _finite(tokens: list[Token], match: Match, group: Group, earlier: list[Hit]) -> Hit | None:
    first = group.first
    before = tokens[first - 1] if first else None
    if before is not None and before.low in ("who", "which", "that") and first > 1:
        return _relative(tokens, match, group)
    if before is None or before.text in ",:;—–-" or before.low == QUOTE:
        inverted = _inverted(tokens, match, group)
        if inverted is not None and not _apposition_closes(tokens, inverted):
            return inverted
    if before is None:
        return None
    joins = before.low in ("and", "but", "or", "then", ",", "yet")
    if joins and not (before.low == "," and _closes_apposition(tokens, first)):
        return _shared(tokens, match, group, earlier)
    if not can_be_verb(tokens, match, group):
        return None
    subject = subject_before(tokens, first)
    if subject is None:
        return None
    return Hit(match, group, "subject", subject, _lead(tokens, subject.first))


def _goes_on_with_auxiliary(tokens: list[Token], comma: int) -> bool:
    """Whether a verb behind a comma belongs to a "had never, …," before an insertion."""
    opening = next((i for i in range(comma - 1, 0, -1) if tokens[i].text == ","), 0)
    at = opening
    while at > 0 and is_adverb(tokens[at - 1].low):
        at -= 1
    return opening > 0 and at > 0 and tokens[at - 1].low in lexis("auxiliaries")


def _apposition_closes(tokens: list[Token], hit: Hit) -> bool:
    """Whether the comma before a cue closes "Ann Roe, a nurse," and what follows is no subject."""
    first = hit.group.first
    if first < 2 or tokens[first - 1].low == QUOTE or tokens[first - 2].low == QUOTE:
        return False
    opening = next(
        (i for i in range(first - 2, -1, -1) if tokens[i].text == tokens[first - 1].text), None
    )
    if opening is None or subject_before(tokens, first) is None:
        return False
    if tokens[first - 1].text in "—–":
        return True
    after = hit.subject.last if hit.subject else first
    ends = after >= len(tokens) or not tokens[after].is_word
    return not ends or tokens[opening + 1].low in _APPOSED


_APPOSED = frozenset(
    {"who", "whose", "which", "a", "an", "the", "where", "now", "then", "formerly"}
)


def _closes_apposition(tokens: list[Token], first: int) -> bool:
    return subject_before(tokens, first) is not None


def _relative(tokens: list[Token], match: Match, group: Group) -> Hit | None:
    pronoun = group.first - 1
    if tokens[pronoun].low == "that" and not (tokens[pronoun - 1].is_word and match.cue.strong):
        return None
    return Hit(match, group, "relative", Phrase(pronoun, pronoun + 1), pronoun)


def _inverted(tokens: list[Token], match: Match, group: Group) -> Hit | None:
    """A cue before its subject: "said Ann Roe", "asks the mayor"."""
    if "inverted" not in match.cue.frames or not match.forms & {"past", "s"}:
        return None
    if group.first != match.verb and not is_adverb(tokens[match.verb - 1].low):
        return None
    subject = phrase_after(tokens, match.last, len(tokens))
    if subject is None or tokens[subject.first].low in _NO_SPEAKERS:
        return None
    if subject.last < len(tokens) and is_verb(tokens[subject.last]):
        return None
    return Hit(match, group, "inverted", subject, group.first)


_NO_SPEAKERS = frozenset({"that", "it", "this", "there", "any", "no", "every", "all"})
"""Words at the head of what is said, not of who says it: "…, denied any link"."""


def _shared(tokens: list[Token], match: Match, group: Group, earlier: list[Hit]) -> Hit | None:
    """A cue that shares the subject of the clause before: "… and warned that"."""
    if match.forms == {"base"} and not (
        group.modal or any(h.match.forms == {"base"} for h in earlier)
    ):
        return None
    if tokens[group.first - 1].text == "," and _goes_on_with_auxiliary(tokens, group.first - 1):
        return None
    first = group.first - 1
    while first > 0 and (
        tokens[first].low in ("and", "but", "then", "or", "yet") or tokens[first].text == ","
    ):
        first -= 1
    subject = _carried(tokens, group.first, earlier)
    if subject is None:
        return None
    return Hit(match, group, "shared", subject, first + 1)


def _carried(tokens: list[Token], before: int, earlier: list[Hit]) -> Phrase | None:
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


def _participle(tokens: list[Token], match: Match, group: Group, earlier: list[Hit]) -> Hit | None:
    first = group.first
    before = tokens[first - 1] if first else None
    if group.be:
        return _finite(tokens, match, group, earlier)
    if before is None:
        return Hit(match, group, "participle", None, first)
    if before.low in lexis("determiners") or before.text in ("'s", "’s"):
        return None
    if before.low == "as":
        subject = _quoted(tokens, first - 1)
        if subject is not None:
            return Hit(match, group, "subject", subject, _lead(tokens, subject.first))
    if before.text in ",—–" or before.low in lexis("before-participles"):
        return Hit(match, group, "participle", _carried(tokens, first, earlier), first - 1)
    subject = _own_subject(tokens, first, earlier)
    if subject is None:
        return None
    return Hit(match, group, "participle", subject, _lead(tokens, subject.first))


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


def _own_subject(tokens: list[Token], first: int, earlier: list[Hit]) -> Phrase | None:
    """Who stands right before a participle: "with Mr Roe saying"; of "a letter saying" its writer.

    A gerund behind a preposition has none: "talks on sharing the water".
    """
    subject = subject_before(tokens, first, _after_with(tokens, first))
    if subject is None or tokens[subject.last - 1].low in lexis("prepositions"):
        return None
    if tokens[subject.last - 1].low in lexis("messages"):
        return _carried(tokens, subject.first, earlier) or subject
    return subject


def _after_with(tokens: list[Token], verb: int) -> int:
    """The token after the "with" of "with Mr Roe saying", which no other mark separates from it."""
    for i in range(verb - 1, max(-1, verb - 12), -1):
        if tokens[i].low == "with":
            return i + 1
        if not tokens[i].is_word and tokens[i].low != "'s":
            return 0
    return 0


def _infinitive(tokens: list[Token], match: Match, group: Group, earlier: list[Hit]) -> Hit | None:
    if match.cue.lemma in lexis("perceptions"):
        return None
    subject = _carried(tokens, group.first, earlier)
    return Hit(match, group, "infinitive", subject, group.first)


def _lead(tokens: list[Token], first: int) -> int:
    """Where a clause begins whose subject begins at `first`: its conjunction and comma count."""
    at = first
    while at > 0 and (tokens[at - 1].low in lexis("leading") or is_adverb(tokens[at - 1].low)):
        at -= 1
    if at > 0 and tokens[at - 1].text in ",;—–":
        at -= 1
    return at
