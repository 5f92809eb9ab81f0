"""What has been read so far: statements in memory, for they are merged; all else on disk."""

from collections.abc import Mapping, Sequence

from briefing.schema.article import Copy, Span
from briefing.schema.briefing import BriefedArticle, Failure, Finding, Uncovered
from briefing.schema.reading import Reading, Running
from briefing.schema.statement import Drop, Statement
from briefing.spool import Record, Spool, Spooled, Texts


class Collected:
    """The readings of a run in the order of the articles, in whichever they come."""

    def __init__(self) -> None:
        self._spool = Spool()
        self._statements: dict[int, tuple[Statement, ...]] = {}
        self._places: dict[str, int] = {}
        self._also_at: dict[str, list[str]] = {}
        self._last = 0
        self.chunks = 0
        """That a model was asked about."""
        self.chunks_answered = 0
        """Those of them that it answered wholly."""

    def add(self, place: int, reading: Reading) -> None:
        """Keep a reading; `place` numbers the articles."""
        self._last = max(self._last, place)
        self._statements[place] = tuple(map(_lean, reading.statements))
        article = self._with_places(reading.article)
        self._spool.put(BriefedArticle, place, [article], key=article.id)
        self._places[article.id] = place
        self._spool.put(Running, place, [reading.running], key=article.id)
        self._spool.put(Drop, place, reading.drops)
        self._spool.put(Uncovered, place, reading.uncovered)
        self._spool.put(Failure, place, reading.failures)
        self._spool.put(Finding, place, reading.findings)
        self.chunks += reading.chunks
        self.chunks_answered += reading.chunks - sum(f.chunk is not None for f in reading.failures)

    def note(self, place: int, item: Copy | Failure) -> None:
        """Keep what is no article."""
        self._last = max(self._last, place)
        if isinstance(item, Failure):
            self._spool.put(Failure, place, [item])
            return
        self._also_at.setdefault(item.article, []).append(item.source)
        if item.article in self._places:
            article = self._with_places(self.all(BriefedArticle).find(item.article))
            self._spool.put(BriefedArticle, self._places[article.id], [article], key=article.id)

    def add_drops(self, drops: Sequence[Drop]) -> None:
        """Keep what was dropped after all articles were read."""
        self._spool.put(Drop, self._last + 1, drops)

    def _with_places(self, article: BriefedArticle) -> BriefedArticle:
        found = self._also_at.pop(article.id, [])
        if not found:
            return article
        return article.model_copy(update={"also_at": (*article.also_at, *found)})

    def statements(self) -> list[Statement]:
        """All of them, in the order of the articles."""
        return [s for place in sorted(self._statements) for s in self._statements[place]]

    @property
    def title(self) -> str:
        """Of the briefing: that of its article where there is only one."""
        if len(self._places) != 1:
            return "Briefing"
        return f"Briefing: {self.all(BriefedArticle)[0].title}"

    @property
    def texts(self) -> Mapping[str, str]:
        """The articles' texts by their ids."""
        return Texts(self.all(BriefedArticle))

    def running(self, article: str) -> tuple[str, Sequence[Span]]:
        """An article's text, and the sentences of its running text."""
        return self.texts[article], self._spool.of(Running).find(article).sentences

    def all(self, kind: type[Record]) -> Spooled[Record]:
        """Everything of a kind, in the order of the articles."""
        return self._spool.of(kind)


def _lean(statement: Statement) -> Statement:
    """The same, without a list of its own of the fields that were given when it was made.

    Of the 3 kB that a statement and its evidence take in memory, these were half; nobody asks for
    them.
    """
    for model in (statement, *statement.evidence):
        object.__setattr__(model, "__pydantic_fields_set__", _GIVEN)
    return statement


_GIVEN: set[str] = set()
