"""Where a content ends: before another voice, or before what the narrator adds."""

from briefing.attribution.clause import is_verb, lexis
from briefing.attribution.units import QUOTE
from briefing.attribution.words import Token

_FINAL = frozenset([".", "!", "?", ";", ":", ",", "—", "–", "-"])
_ADDED = frozenset({"which", "who", "whose", "whom", "according", "adding", "citing", "saying", "noting"})
_AFTER_OBJECT = frozenset(
    {"but", "while", "although", "though", "because", "when", "after", "before"}
)


def end_of_unit(tokens: list[Token]) -> int:
    """The number of tokens without the marks that close the sentence."""
    end = len(tokens)
    while end > 0 and tokens[end - 1].text in _FINAL:
        end -= 1
    return end


def content_end(tokens: list[Token], first: int, limit: int, frame: str, leads: list[int]) -> int:
    """The end of a content that begins at token `first`.

    Args:
        tokens: The unit.
        first: First token of the content.
        limit: No content goes beyond this token.
        frame: The frame of the cue: a noun phrase ends sooner than a clause.
        leads: Tokens where the clauses of later cues begin.
    """
    end = min([limit, *(lead for lead in leads if lead > first)])
    for i in range(first + 1, end):
        text = tokens[i].text
        if text == ";" or (text in "—–" and _is_aside(tokens, i, end)):
            end = i
        elif text == "," and _ends_at_comma(tokens, first, i, end, frame):
            end = i
        elif frame in _PHRASAL and tokens[i].low in _AFTER_OBJECT and tokens[i - 1].text != ",":
            if _clause_follows(tokens, i, end):
                end = i
        else:
            continue
        break
    while end > first + 1 and tokens[end - 1].text in _FINAL:
        end -= 1
    return end


_PHRASAL = frozenset({"object", "of", "about", "against", "for", "on", "over", "with", "at", "by"})


def _is_aside(tokens: list[Token], at: int, end: int) -> bool:
    return False


def _ends_at_comma(tokens: list[Token], first: int, comma: int, end: int, frame: str) -> bool:
    if comma + 1 >= end:
        return True
    low = tokens[comma + 1].low
    if low in _ADDED:
        return True
    if frame not in _PHRASAL:
        return False
    return low in _AFTER_OBJECT or low.endswith("ing") or low in ("and", "or") and _verb_soon(tokens, comma + 2, end)


def _verb_soon(tokens: list[Token], at: int, end: int) -> bool:
    return at < end and (is_verb(tokens[at]) or tokens[at].low in lexis("subject-pronouns"))


def _clause_follows(tokens: list[Token], at: int, end: int) -> bool:
    return any(is_verb(tokens[i]) for i in range(at + 1, min(end, at + 10)))
