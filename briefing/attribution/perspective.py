"""In a poll, to her mind: sources that a prepositional phrase names beside a whole clause."""

from briefing.attribution.clause import is_verb, lexis
from briefing.attribution.cues import match_verb
from briefing.attribution.ends import content_end, end_of_unit
from briefing.attribution.found import Found
from briefing.attribution.nounphrase import Phrase, phrase_after
from briefing.attribution.units import QUOTE
from briefing.attribution.words import Token


def find_perspectives(tokens: list[Token], lows: set[str]) -> list[Found]:
    """The attributions by "in a poll" before or behind a clause, and by "to them," before it."""
    if lows.isdisjoint(("in", "to")):
        return []
    end = end_of_unit(tokens)
    if end < _SHORTEST:
        return []
    if tokens[0].low == "to":
        return _opening(tokens, end)
    ins = [i for i in range(end - 1) if tokens[i].low == "in"]
    found = _in_their_view(tokens, end, ins)
    for at in ins:
        source = phrase_after(tokens, at + 1, end)
        takes_part = at > 0 and tokens[at - 1].low in lexis("taking-part")
        if source is not None and _is_poll(tokens, source) and not takes_part:
            content = _behind(tokens, source, end) if at == 0 else _before(tokens, at)
            if content:
                cue = Phrase(at, at + 1)
                found.append(Found((content,), source, cue, "position", None, "in a poll", False))
    return found


_SHORTEST = 5
"""Tokens of the shortest clause with its perspective: "To them, it failed"."""


def _in_their_view(tokens: list[Token], end: int, ins: list[int]) -> list[Found]:
    """Of the form "In her view, it is late", "It is, in their opinion, late"."""
    for at in (i for i in ins if i < end - 3):
        owner, mind, comma = tokens[at + 1 : at + 4]
        is_mind = mind.low in lexis("minds") and comma.text == ","
        if not is_mind or owner.low not in lexis("possessives"):
            continue
        before = Phrase(0, at - 1) if at > 1 and tokens[at - 1].text == "," else None
        content = tuple(part for part in (before, Phrase(at + 4, end)) if part)
        if at == 0 or before:
            source, cue = Phrase(at + 1, at + 2), Phrase(at, at + 3)
            return [Found(content, source, cue, "position", None, "in a view", False)]
    return []


def _opening(tokens: list[Token], end: int) -> list[Found]:
    """Of the form "To many, the deal is a defeat": who it is must be a person or some people."""
    source = phrase_after(tokens, 1, end)
    if source is None or source.last >= end or tokens[source.last].text != ",":
        return []
    first = tokens[source.first]
    is_somebody = first.low in lexis("beholders") or (first.is_capital and source.last < 4)
    content = _behind(tokens, source, end)
    if not is_somebody or content is None or not _judges(tokens, content):
        return []
    return [Found((content,), source, Phrase(0, 1), "position", None, "to somebody", False)]


def _judges(tokens: list[Token], content: Phrase) -> bool:
    """Whether it says what something is: not "To Paris, he sent two envoys"."""
    subject = phrase_after(tokens, content.first, content.last)
    verb = tokens[subject.last].low if subject and subject.last < content.last else ""
    return verb in lexis("copulas") or verb in lexis("states") or verb in lexis("meaning")


def _is_poll(tokens: list[Token], source: Phrase) -> bool:
    inner = range(source.first + 1, source.last)
    head = next((i for i in inner if tokens[i].low in lexis("prepositions")), source.last)
    return tokens[head - 1].low in lexis("polls")


def _behind(tokens: list[Token], source: Phrase, end: int) -> Phrase | None:
    """The clause behind the comma that ends the phrase: "In a poll last month, most said no"."""
    comma = next((i for i in range(source.last, end) if tokens[i].text == ","), end)
    if comma + 1 >= end or any(tokens[i].low == QUOTE for i in range(source.last, comma)):
        return None
    stop = content_end(tokens, comma + 1, end, "clause", [])
    subject = phrase_after(tokens, comma + 1, stop)
    return Phrase(comma + 1, stop) if subject and _has_verb(tokens, subject.last, stop) else None


def _before(tokens: list[Token], at: int) -> Phrase | None:
    """The clause that ends at the phrase: "She leads by two points in most polls"."""
    begin = next((i + 1 for i in range(at - 1, 0, -1) if tokens[i].text in ";:—–"), 0)
    while begin < at and (tokens[begin].low in lexis("openers") or not tokens[begin].is_word):
        begin += 1
    stop = at - (tokens[at - 1].text == ",")
    subject = phrase_after(tokens, begin, stop)
    if subject is None or not _has_verb(tokens, subject.last, stop):
        return None
    counts = any(t.text[0].isdigit() or t.low in lexis("pronominal") for t in tokens[begin:stop])
    tells = any(_says(tokens, i) for i in range(begin, stop))
    return Phrase(begin, stop) if counts and not tells else None


def _has_verb(tokens: list[Token], at: int, end: int) -> bool:
    return any(is_verb(tokens[i]) for i in range(at, end))


def _says(tokens: list[Token], at: int) -> bool:
    match = match_verb(tokens, at)
    return match is not None and match.cue.strong
