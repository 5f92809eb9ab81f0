"""What is told without anybody to tell it: reportedly, allegedly; a deal expected to follow."""

from briefing.attribution.clause import is_adverb, is_verb, lexis, verb_group
from briefing.attribution.ends import content_end, end_of_unit
from briefing.attribution.found import Found
from briefing.attribution.nounphrase import Phrase
from briefing.attribution.subject import subject_before
from briefing.attribution.words import Token


def find_hearsay(tokens: list[Token], lows: set[str]) -> list[Found]:
    """The attributions of a unit whose cue is an adverb of hearsay; none has a source."""
    adverbs = lexis("hearsay")
    if adverbs.isdisjoint(lows):
        return []
    end = end_of_unit(tokens)
    found: list[Found] = []
    for at in (i for i in range(end - 1) if tokens[i].low in adverbs):
        content = _content(tokens, at, end)
        if content:
            cue = Phrase(at, at + 1)
            found.append(Found(content, None, cue, "position", None, "hearsay", False))
    return found


def _content(tokens: list[Token], at: int, end: int) -> tuple[Phrase, ...]:
    """The clause around the adverb, or behind it where it opens the sentence."""
    first = at + 1 + (tokens[at + 1].text == ",")
    if at == 0:
        return (Phrase(first, content_end(tokens, first, end, "clause", [])),)
    verb = next((i for i in range(first, end) if not is_adverb(tokens[i].low)), end)
    if verb >= end or not (is_verb(tokens[verb]) or tokens[verb].low.endswith("ing")):
        return ()
    subject = subject_before(tokens, verb_group(tokens, verb).first)
    if subject is None:
        return ()
    rest = Phrase(first, content_end(tokens, first, end, "clause", []))
    return (Phrase(subject.first, at), rest)
