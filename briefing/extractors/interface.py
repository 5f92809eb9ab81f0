"""What every extractor does: an article and its chunks in, claims or replies to be grounded out."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from briefing.schema.article import Article, Chunk
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


class Extractor(Protocol):
    """Finds what is said in an article."""

    async def extract(self, article: Article, chunks: Sequence[Chunk]) -> Extraction:
        """Read one article; may be called for many at once.

        Args:
            article: The article.
            chunks: Its chunks, in order; an extractor that reads the whole article needs none.

        Raises:
            EndpointUnavailable: The endpoint failed for good before it answered anything.
        """
        ...
