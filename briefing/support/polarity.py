"""A text → what it affirms and what it denies, concept by concept."""

from typing import NamedTuple

from briefing.support.reading import terms_of
from briefing.support.scopes import apply_negation, find_operators


class Polarity(NamedTuple):
    """One thing that a text says. Offsets are code points, half-open."""

    concept: str
    """The stem that stands for a word and its synonyms; `±axis` for a word that has an opposite."""
    sign: int
    """1 affirmed, -1 denied or the opposite of the axis, 0 neither."""
    start: int
    end: int


def polarity(text: str) -> list[Polarity]:
    """What a text affirms and denies, in order: `will not reopen` and `stays closed` are one.

    >>> [(p.concept, p.sign) for p in polarity("It will not reopen.")]
    [('±open', -1)]
    """
    reading = terms_of(text)
    apply_negation(reading, find_operators(reading))
    return [Polarity(t.concept, t.sign, t.start, t.end) for t in reading.content]
