"""How far a run has come, for whoever looks on."""

from collections.abc import Callable
from typing import NamedTuple


class Spent(NamedTuple):
    """What a model has used up."""

    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None
    """None: the price is not known."""


class Progress(NamedTuple):
    """A moment of a run."""

    articles: int
    """All of them, as far as can be told before they are read."""
    read: int = 0
    """Articles that the rules have been through, which comes first."""
    chunks: int = 0
    """Of the articles read so far; 0 where no model is asked."""
    answered: int = 0
    """Chunks that are done with, answered or not."""
    spent: Spent = Spent()


class Tally:
    """Counts, and tells after each step."""

    def __init__(self, articles: int, tell: Callable[[Progress], None]) -> None:
        """`tell` gets the first moment at once."""
        self._now = Progress(articles)
        self._tell = tell
        self._spent: Callable[[], Spent] = Spent
        tell(self._now)

    def article_read(self, *, chunks: int = 0, done: bool = False) -> None:
        """The rules have been through one more article; a model is asked about its chunks.

        Args:
            chunks: How many it has.
            done: All of them have been answered before.
        """
        now = self._now
        read = now.read + 1
        self._step(
            now._replace(
                articles=max(now.articles, read),
                read=read,
                chunks=now.chunks + chunks,
                answered=now.answered + (chunks if done else 0),
            )
        )

    def spending(self, spent: Callable[[], Spent]) -> None:
        """From now on a model is asked; `spent` tells what it has used up."""
        self._spent = spent

    def chunk_done(self) -> None:
        """One more chunk is done with."""
        self._step(self._now._replace(answered=self._now.answered + 1))

    def _step(self, progress: Progress) -> None:
        self._now = progress._replace(spent=self._spent())
        self._tell(self._now)
