"""A name and a colon: "BRANDT: We are close.", "Poll: three races are tight"."""

from briefing.attribution.clause import lexis
from briefing.attribution.ends import end_of_unit
from briefing.attribution.found import Found
from briefing.attribution.nounphrase import Phrase
from briefing.attribution.words import Token

_LONGEST_NAME = 7
_FEWEST_WORDS = 3


def find_label(tokens: list[Token]) -> list[Found]:
    """What stands behind a speaker's name and a colon at the beginning of a unit."""
    colon = next((i for i, t in enumerate(tokens[: _LONGEST_NAME + 1]) if t.text == ":"), None)
    end = end_of_unit(tokens)
    if not colon or sum(t.is_word for t in tokens[colon + 1 : end]) < _FEWEST_WORDS:
        return []
    name = tokens[:colon]
    capital = all(t.is_capital or not t.is_word or t.low in _SMALL for t in name)
    if not capital or any(t.low in lexis("labels") or t.text[0].isdigit() for t in name):
        return []
    content = (Phrase(colon + 1, end),)
    return [
        Found(content, Phrase(0, colon), Phrase(colon, colon + 1), "position", None, "label", False)
    ]


_SMALL = frozenset({"of", "de", "von", "van", "der", "del", "al", "the"})
