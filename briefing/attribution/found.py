"""What a rule finds in one unit, in token numbers."""

from typing import NamedTuple

from briefing.attribution.nounphrase import Phrase
from briefing.schema.statement import Kind


class Found(NamedTuple):
    """An attribution in token numbers of its unit: half-open ranges."""

    content: tuple[Phrase, ...]
    source: Phrase | None
    cue: Phrase | None
    kind: Kind
    addressee: Phrase | None
    rule: str
    sure: bool


class Place(NamedTuple):
    """Code points start..end (exclusive) of one part of a content."""

    part: int
    start: int
    end: int


class Complement(NamedTuple):
    """The content begins at token `first`; `frame` is the frame of the cue that found it."""

    first: int
    frame: str
    addressee: Phrase | None
