"""Cues with somebody between them and what is said: told reporters that, urged them to."""

from briefing.attribution.clause import is_adverb, is_verb, lexis, skip_adjuncts
from briefing.attribution.cues import Cue
from briefing.attribution.found import Complement
from briefing.attribution.nounphrase import Phrase, phrase_after
from briefing.attribution.units import QUOTE
from briefing.attribution.words import Token

PREPOSITIONS = frozenset({"of", "about", "against", "for", "on", "over", "with", "at", "by"})
_TELLING = frozenset({"tell", "remind", "inform"})
"""Their addressee stands outside the content: told her to go; but: urged her to go."""


def names_whom(tokens: list[Token], at: int, end: int) -> bool:
    """Whether a "that", an "against" or a "to" follows a noun phrase: warned the company that."""
    whom = phrase_after(tokens, at, end)
    return (
        whom is not None and whom.last < end and tokens[whom.last].low in ("that", "against", "to")
    )


def after_addressee(tokens: list[Token], at: int, end: int, cue: Cue) -> Complement | None:
    """What a cue introduces behind whom it is told: "urged Ms Roe | to act", or None."""
    start = at
    while start < end and is_adverb(tokens[start].low):
        start += 1
    whom = phrase_after(tokens, start, end)
    if whom is None:
        return None
    whom = _without_matter(tokens, whom, cue)
    if tokens[whom.last - 1].low == "'s" and whom.last < end and tokens[whom.last].low == QUOTE:
        whom = whom._replace(last=whom.last + 1)  # told the BBC's "Today" that
    for past in sorted({whom.last, skip_adjuncts(tokens, whom.last, end)}, reverse=True):
        told = _told(tokens, whom, past, end, cue) if past < end else None
        if told is not None:
            return told
    return None


def _told(tokens: list[Token], whom: Phrase, past: int, end: int, cue: Cue) -> Complement | None:
    """What token `past` opens behind an addressee."""
    low = tokens[past].low
    if low == "to" and "whom-to" in cue.frames and past + 1 < end:
        inside = "quote" not in cue.frames or cue.lemma not in _TELLING
        return Complement(whom.first if inside else past, "whom-to", whom)
    if "whom" not in cue.frames:
        return None
    if low == "that":
        return Complement(past + 1, "whom", whom)
    quoted = tokens[past].text in ",:" and quote_soon(tokens, past, end)
    if low == QUOTE or quoted:
        return Complement(past + quoted, "whom", whom)
    if low in lexis("wh") and tokens[past].is_word:
        return Complement(past, "wh", whom)
    if low in PREPOSITIONS and low in cue.frames:
        return Complement(behind_preposition(low, past, cue), low, whom)
    if _clause_begins(tokens, past, end):
        return Complement(past, "whom", whom)
    return _that_behind_place(tokens, whom, past, end)


def _that_behind_place(tokens: list[Token], whom: Phrase, past: int, end: int) -> Complement | None:
    """The "that" of "told a crowd in Windham, New Hampshire, on the last day that"."""
    for i in range(past, min(end - 1, past + _LONGEST_PLACE)):
        if tokens[i].low == "that" and tokens[i - 1].low not in lexis("prepositions"):
            return Complement(i + 1, "whom", whom)
        if tokens[i].low == QUOTE or tokens[i].text in ":;" or is_verb(tokens[i]):
            return None
    return None


_LONGEST_PLACE = 16
"""Tokens that tell where and when somebody is told something."""


def behind_preposition(low: str, at: int, cue: Cue) -> int:
    """Where a content begins that a preposition opens: with it in "against", "asked about"."""
    stays = low == "against" or (low == "about" and cue.lemma == "ask")
    return at if stays else at + 1


def _without_matter(tokens: list[Token], whom: Phrase, cue: Cue) -> Phrase:
    """An addressee up to the preposition of the matter: asked the court | for help."""
    for i in range(whom.first + 1, whom.last):
        if tokens[i - 1].low in lexis("hearers") and tokens[i].low not in lexis("prepositions"):
            return Phrase(whom.first, i)  # told reporters | prices would rise
        if tokens[i].low in PREPOSITIONS and tokens[i].low in cue.frames and tokens[i].low != "of":
            return Phrase(whom.first, i)
    return whom


def _clause_begins(tokens: list[Token], at: int, end: int) -> bool:
    low = tokens[at].low
    opens = low in lexis("subject-pronouns") or low in lexis("determiners")
    behind_hearers = tokens[at - 1].low in lexis("hearers") and skip_adjuncts(tokens, at, end) == at
    behind_hearers = behind_hearers and low not in lexis("prepositions")
    return (opens or tokens[at].is_capital or behind_hearers) and has_verb(tokens, at, end)


def promised(tokens: list[Token], whom: Phrase, end: int, cue: Cue) -> Complement | None:
    """The "that" behind a name or pronoun: "promised Mr Roe that", "warned them that"."""
    if whom.last + 1 >= end or tokens[whom.last].low != "that" or "clause" not in cue.frames:
        return None
    is_person = tokens[whom.last - 1].is_capital or tokens[whom.first].low in ("him", "them", "her")
    return Complement(whom.last + 1, "that", whom) if is_person else None


def quote_soon(tokens: list[Token], comma: int, end: int) -> bool:
    """Whether a quotation stands right behind a comma."""
    return comma + 1 < end and tokens[comma + 1].low == QUOTE


def has_verb(tokens: list[Token], at: int, end: int) -> bool:
    """Whether a verb, or a quotation that may hold one, stands in tokens at..end."""
    return any(is_verb(tokens[i]) or tokens[i].low == QUOTE for i in range(at, end))
