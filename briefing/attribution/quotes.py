"""Quotations without a cue of their own: they go on with the speaker of the words around them."""

from briefing.attribution.ends import end_of_unit
from briefing.attribution.found import Found
from briefing.attribution.nounphrase import Phrase
from briefing.attribution.units import QUOTE, Unit, ends_sentence
from briefing.attribution.words import Token

_FEWEST_WORDS = 4
"""Words of a quotation inside a sentence: fewer are a title, a term or a sneer."""


def loose_quotes(unit: Unit, founds: list[Found]) -> list[Phrase]:
    """The quotations of a unit that no attribution contains and that somebody must have said."""
    tokens = unit.tokens
    loose: list[Phrase] = []
    for i in [i for i, t in enumerate(tokens) if t.low == QUOTE]:
        token = tokens[i]
        if any(p.first <= i < p.last for f in founds for p in f.content):
            continue
        alone = i == 0 and end_of_unit(tokens) <= 1
        long = len(token.text.split()) >= _FEWEST_WORDS and ends_sentence(token)
        if alone or (long and not _is_title(token)):
            loose.append(Phrase(i, i + 1))
    return loose


def _is_title(token: Token) -> bool:
    """Whether a quotation inside a sentence is The Name of a Film or a Book."""
    words = [w.strip("\"”“’'»`,.?!") for w in token.text.split()]
    long = [w for w in words if len(w) > 3]
    return len(words) <= _LONGEST_TITLE and bool(long) and all(w[0].isupper() for w in long)


_LONGEST_TITLE = 10
