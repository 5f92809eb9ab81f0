"""Cues at work: which words of a sentence attribute, and who their subject is."""

from functools import cache
from itertools import takewhile

from briefing.attribution.ambiguous import can_be_verb, is_act, is_plural, takes_content
from briefing.attribution.clause import Group, is_adverb, is_verb, lexis, verb_group
from briefing.attribution.cues import Match, cue_verbs, match_verb
from briefing.attribution.hit import Hit, lead_of
from briefing.attribution.lexicon import words
from briefing.attribution.nounphrase import Phrase, phrase_after
from briefing.attribution.participles import find_participle
from briefing.attribution.shared import carried_subject
from briefing.attribution.subject import subject_before
from briefing.attribution.units import QUOTE
from briefing.attribution.words import Token


def find_hits(tokens: list[Token], lows: set[str]) -> list[Hit]:
    """The verb cues of a unit in order, without those that stand there as nouns or adjectives."""
    hits: list[Hit] = []
    verbs = lows & cue_verbs().keys()
    if not verbs:
        return []
    behind = 0
    for at in (i for i, t in enumerate(tokens) if t.low in verbs):
        match = match_verb(tokens, at) if at >= behind else None
        hit = _hit(tokens, match, hits) if match else None
        if hit is not None:
            hits.append(hit)
            behind = hit.match.last
    return hits


def is_title_case(tokens: list[Token]) -> bool:
    """Whether a unit is a headline with Every Word in Capitals."""
    long = [t for t in tokens if len(t.text) > 3 and t.is_word and t.low != QUOTE]
    return len(long) > 3 and sum(t.is_capital for t in long) >= 0.8 * len(long)


def _hit(tokens: list[Token], match: Match, earlier: list[Hit]) -> Hit | None:
    inside = match.verb > 0 and tokens[match.verb - 1].is_word
    if inside and tokens[match.verb].is_capital and not is_title_case(tokens):
        return None
    group = verb_group(tokens, match.verb)
    forms = match.forms
    if "ing" in forms:
        find = _finite if group.be else find_participle
        return find(tokens, match, group, earlier)
    if group.be and "participle" in forms:
        subject = subject_before(tokens, group.first)
        if subject is None and group.first and tokens[group.first - 1].low in ("and", "but"):
            subject = carried_subject(tokens, group.first, earlier)
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
    return _with_subject(tokens, match, group, earlier)


def _with_subject(
    tokens: list[Token], match: Match, group: Group, earlier: list[Hit]
) -> Hit | None:
    """A cue right behind its subject, or behind the "but on Tuesday" of an earlier one."""
    if not can_be_verb(tokens, match, group):
        return None
    subject = subject_before(tokens, group.first)
    if subject is not None and (_is_time(tokens, subject) or _names(tokens, match, subject)):
        return None  # had last month charged; a firm called Acme
    if subject is not None and _is_object(tokens, match, subject):
        return None
    if subject is not None and _is_reduced(tokens, match, subject):
        return Hit(match, group, "passive", subject, group.first)
    joint = _joint_before_time(tokens, group.first)
    if joint is not None:
        group = group._replace(first=joint + 1)
        subject = carried_subject(tokens, group.first, earlier) or subject
    if subject is None:
        return None
    return Hit(match, group, "subject", subject, lead_of(tokens, subject.first))


def _is_time(tokens: list[Token], subject: Phrase) -> bool:
    words_of_time = _words_of_time()
    return all(t.low in words_of_time for t in tokens[subject.first : subject.last])


@cache
def _words_of_time() -> frozenset[str]:
    return lexis("time") - lexis("surnames") | {"last", "this", "next", "the"}


def _is_object(tokens: list[Token], match: Match, subject: Phrase) -> bool:
    """Whether a noun closes the object of another verb: "slashed its full-year profit forecast"."""
    is_noun = match.cue.lemma in words("forms", "ambiguous") and {"base", "past"} <= match.forms
    return is_noun and subject.first > 0 and is_verb(tokens[subject.first - 1])


def _names(tokens: list[Token], match: Match, subject: Phrase) -> bool:
    """Whether it only tells a name: "a firm called Acme"."""
    is_naming = match.cue.lemma in lexis("naming") and not match.cue.particle
    if not is_naming or match.last >= len(tokens) or tokens[match.verb - 1].is_capital:
        return False
    return tokens[subject.first].low in ("a", "an") and tokens[match.last].is_capital


def _is_reduced(tokens: list[Token], match: Match, subject: Phrase) -> bool:
    """Whether "is" is left out: "a house believed to be hers", "with Ms Roe expected to win"."""
    if match.cue.lemma not in lexis("passive-to") or "participle" not in match.forms:
        return False
    after = [t.low for t in tokens[match.last : match.last + 2]]
    if after[:1] != ["to"]:
        return False
    before = subject.first - 1
    while before > 0 and (tokens[before].low == "and" or tokens[before].is_capital):
        before -= 1
    behind_with = before >= 0 and tokens[before].low in lexis("prepositions")
    return behind_with if match.cue.lemma == "expect" else after[1:] in (["be"], ["have"])


def _joint_before_time(tokens: list[Token], first: int) -> int | None:
    """The "but" of "but on Tuesday wrote", whose subject is that of the verb before."""
    at = first
    while at > 0 and tokens[at - 1].low in lexis("time"):
        at -= 1
    if at == first:
        return None
    at -= at > 0 and tokens[at - 1].low in ("on", "in", "last", "this")
    joined = at > 0 and tokens[at - 1].low in ("and", "but")
    return at - 1 if joined else None


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
    ends = ends or tokens[after].low in ("and", "who", "whose")
    opens = tokens[opening + 1].low
    own = takewhile(lambda t: t.low not in lexis("relatives"), tokens[opening + 1 : first - 1])
    has_own = opens in lexis("determiners") and any(map(is_verb, own))
    return not ends or (opens in _APPOSED and not has_own)


_APPOSED = frozenset(
    {"who", "whose", "which", "a", "an", "the", "where", "now", "then", "formerly"}
)


def _closes_apposition(tokens: list[Token], first: int) -> bool:
    return subject_before(tokens, first) is not None


def _relative(tokens: list[Token], match: Match, group: Group) -> Hit | None:
    pronoun = group.first - 1
    noun = tokens[pronoun - 1]
    attributes = match.cue.strong or noun.low in lexis("studies")
    if tokens[pronoun].low == "that" and not (noun.is_word and attributes):
        return None
    if is_act(tokens, match):
        return None
    return Hit(match, group, "relative", Phrase(pronoun, pronoun + 1), pronoun)


def _inverted(tokens: list[Token], match: Match, group: Group) -> Hit | None:
    """A cue before its subject: "said Ann Roe", "asks the mayor"."""
    if "inverted" not in match.cue.frames or not match.forms & {"past", "s", "base"}:
        return None
    if match.forms == {"base"} and not _may_invert(tokens, match):
        return None
    if group.first != match.verb and not is_adverb(tokens[match.verb - 1].low):
        return None
    subject = phrase_after(tokens, match.last, len(tokens))
    if subject is None or tokens[subject.first].low in _NO_SPEAKERS:
        return None
    subject = _with_role(tokens, subject)
    if subject.last < len(tokens) and is_verb(tokens[subject.last]):
        return None
    return Hit(match, group, "inverted", subject, group.first)


def _with_role(tokens: list[Token], subject: Phrase) -> Phrase:
    """With the second role and the name of "lobbyist and strategist Ada Roe"."""
    at = subject.last
    if at >= len(tokens) or tokens[at].low != "and":
        return subject
    name = phrase_after(tokens, at + 1, len(tokens))
    is_name = name is not None and tokens[name.last - 1].is_capital
    return Phrase(subject.first, name.last) if name and is_name else subject


def _may_invert(tokens: list[Token], match: Match) -> bool:
    """Whether "experts like Ada Roe" follows "say", and what stands before it is no subject."""
    at = match.last
    subject = phrase_after(tokens, at, len(tokens))
    is_noun = match.cue.lemma in words("forms", "ambiguous")
    if subject is None or is_noun or match.verb < 2 or subject_before(tokens, match.verb):
        return False
    ends = (i for i in range(at + 1, subject.last) if tokens[i].low in lexis("prepositions"))
    return is_plural(tokens[next(ends, subject.last) - 1])


_NO_SPEAKERS = frozenset({"that", "it", "this", "there", "any", "no", "every", "all"})
"""Words at the head of what is said, not of who says it: "…, denied any link"."""


def _shared(tokens: list[Token], match: Match, group: Group, earlier: list[Hit]) -> Hit | None:
    """A cue that shares the subject of the clause before: "… and warned that"."""
    if match.forms == {"base"} and not (
        group.modal
        or any(h.match.forms == {"base"} for h in earlier)
        or _plural_wants(tokens, match, group)
    ):
        return None
    if tokens[group.first - 1].text == "," and _goes_on_with_auxiliary(tokens, group.first - 1):
        return None
    is_noun = match.forms == {"s"} and match.cue.lemma in words("forms", "ambiguous")
    goes_on = match.last < len(tokens) and tokens[match.last].low in match.cue.frames
    if is_noun and not goes_on and not takes_content(tokens, match.last):
        return None
    first = group.first - 1
    while first > 0 and (
        tokens[first].low in ("and", "but", "then", "or", "yet") or tokens[first].text == ","
    ):
        first -= 1
    subject = carried_subject(tokens, group.first, earlier)
    if subject is None:
        return None
    return Hit(match, group, "shared", subject, first + 1)


def _plural_wants(tokens: list[Token], match: Match, group: Group) -> bool:
    """Whether a base form goes with a plural far before it: "workers are angry and want"."""
    if match.cue.lemma in words("forms", "ambiguous") or tokens[group.first - 1].text == ",":
        return False
    subject = carried_subject(tokens, group.first, [])
    are = range(subject.last, group.first) if subject else ()
    return any(tokens[i].low in ("are", "'re", "were", "have", "'ve") for i in are)


def _infinitive(tokens: list[Token], match: Match, group: Group, earlier: list[Hit]) -> Hit | None:
    if match.cue.lemma in lexis("perceptions") or is_act(tokens, match):
        return None
    if match.cue.lemma in lexis("feats") and not _opens_content(tokens, match.last):
        return None
    subject = carried_subject(tokens, group.first, earlier)
    return Hit(match, group, "infinitive", subject, group.first)


def _opens_content(tokens: list[Token], at: int) -> bool:
    """Whether what is said begins at a token: "to show that", "to claim he won"."""
    low = tokens[at].low if at < len(tokens) else ""
    is_clause = low == "that" or low in lexis("wh") or low in lexis("subject-pronouns")
    return is_clause or low == QUOTE
