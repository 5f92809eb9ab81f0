"""A source named first in a clause with "as": "As the report notes, costs have doubled"."""

from briefing.attribution.ends import end_of_unit
from briefing.attribution.found import Found
from briefing.attribution.hit import Hit, cue_end
from briefing.attribution.nounphrase import Phrase, phrase_after
from briefing.attribution.words import Token


def find_opening_as(tokens: list[Token], hits: list[Hit]) -> list[Found]:
    """Of the form "As the report notes, costs have doubled"; "as Ms Roe put it: …"."""
    end, opens = end_of_unit(tokens), _opening(tokens)
    if opens is None:
        return []
    hit = next((h for h in hits if h.match.verb > opens), None)
    if hit is None or hit.subject is None or hit.mode not in ("subject", "inverted"):
        return []
    after = _behind_place(tokens, cue_end(tokens, hit), end)
    is_near = opens < hit.subject.first <= opens + _LATEST_SUBJECT
    if not is_near or after + 1 >= end or tokens[after].text not in ",:":
        return []
    cue, content = Phrase(hit.group.first, hit.match.last), (Phrase(after + 1, end),)
    return [Found(content, hit.subject, cue, "position", None, "as source cue", False)]


_LATEST_SUBJECT = 2


def _opening(tokens: list[Token]) -> int | None:
    """The "as" that opens a unit, "(But as Ms Roe noted", or its second clause: ", and as"."""
    at = 0
    while at + 1 < len(tokens) and (tokens[at].text in "([" or tokens[at].low in ("but", "and")):
        at += 1
    if tokens[at].low == "as":
        return at
    for i in range(2, len(tokens) - 1):
        joint = tokens[i - 2].text == "," and tokens[i - 1].low in ("and", "but")
        if joint and tokens[i].low == "as":
            return i
    return None


def _behind_place(tokens: list[Token], at: int, end: int) -> int:
    """Past the "in a column on the site" of "As Ms Roe points out in a column on the site,"."""
    place = at < end and tokens[at].low in ("in", "on") and phrase_after(tokens, at + 1, end)
    return place.last if place else at
