"""Statements of any day come in → their words in the sentences of their articles."""

from collections.abc import Mapping, Sequence

from briefing.journal import Journal, Kept
from briefing.journal.records import Told
from briefing.schema.article import Span
from briefing.schema.statement import Statement
from briefing.steps.render.page import mark
from briefing.workflows.digest.day import Lead
from briefing.workflows.digest.form import Piece, Quotation


class Quotations:
    """Quotes statements out of the articles that the journal holds, each once."""

    def __init__(
        self, journal: Journal, articles: Mapping[str, Kept], leads: Sequence[Lead]
    ) -> None:
        """`articles` and `leads` of the day; the journal has those of the others."""
        self._journal = journal
        self._articles = dict(articles)
        self._quoted: dict[int, Quotation] = {}
        self.statements = {lead.told.said.number: joined(lead) for lead in leads}
        """What is listed on the day, by number."""

    def by_number(self, number: int) -> Quotation:
        """A statement of another day."""
        return self._quoted.get(number) or self.quote(self._journal.told(number))

    def quote(self, told: Told) -> Quotation:
        """The words in their sentences; of a statement at several places, the first."""
        number = told.said.number
        if number not in self._quoted:
            self._quoted[number] = self._quote(told)
        return self._quoted[number]

    def _quote(self, told: Told) -> Quotation:
        evidence = told.statement.evidence[0]
        id_ = evidence.article
        if id_ not in self._articles:
            self._articles[id_] = self._journal.article(id_)
        article = self._articles[id_].article
        return Quotation(
            statement=self.statements.get(told.said.number, told.statement).id,
            speaker=told.statement.speaker,
            day=told.said.day,
            article=id_,
            title=article.title,
            publisher=article.publisher,
            source=article.source,
            start=evidence.start,
            end=evidence.end,
            quote=evidence.quote,
            pieces=tuple(_marked(article.text, [evidence.span], told.around[0])),
        )

    def pieces(self, told: Told) -> tuple[Piece, ...]:
        """All that a statement rests on, in its sentences."""
        found: list[Piece] = []
        shown: Span | None = None
        text = self._articles[told.said.article].article.text
        for around in told.around:
            if around == shown:  # A second piece of a sentence: the whole of it is there.
                continue
            found += [Piece(text=" … ", is_marked=False)] if found else []
            here = [e.span for e in told.statement.evidence if e.span.overlaps(around)]
            found += _marked(text, here, around)
            shown = around
        return tuple(found)


def _marked(text: str, spans: Sequence[Span], around: Span) -> list[Piece]:
    """Some sentences of an article, with spans marked in them as a briefing marks them."""
    inside = [Span(max(s.start, around.start), min(s.end, around.end)) for s in sorted(spans)]
    return [Piece(text=s.text, is_marked=s.is_marked) for s in mark(text, inside, around)]


def joined(lead: Lead) -> Statement:
    """One statement with the evidence of all that say it."""
    told = (lead.told, *lead.also)
    return lead.told.statement.model_copy(
        update={"evidence": tuple(e for t in told for e in t.statement.evidence)}
    )
