"""What comes out of an extractor: claims with exact spans, or replies that are grounded next."""

from typing import NamedTuple

from briefing.schema.article import Chunk
from briefing.schema.briefing import Failure
from briefing.schema.reply import Reply
from briefing.schema.statement import Claim


class ChunkAnswer(NamedTuple):
    """A model's reply in order, and the chunk whose sentence numbers it refers to.

    The chunk may be a half of one that was sent before (`c2.1` of `c2`).
    """

    chunk: Chunk
    reply: Reply


class Extraction(NamedTuple):
    """What was found in one article, and which of its chunks were not wholly answered."""

    claims: tuple[Claim, ...] = ()
    """From an extractor that knows the exact spans."""
    answers: tuple[ChunkAnswer, ...] = ()
    """From one that gives words or sentence numbers, which are grounded next; in article order."""
    failures: tuple[Failure, ...] = ()
    """At most one for each chunk that was given, under that chunk's id."""
    asked: int = 0
    """Answers of a model that were had, bad ones included."""
