"""Statements of any day come in → their words in the sentences of their articles."""

from collections.abc import Mapping, Sequence

from briefing.journal import Journal, Kept
from briefing.journal.records import Told
from briefing.schema.article import Span
from briefing.schema.statement import Statement
from briefing.steps.render.page import Page
from briefing.workflows.digest.day import Lead
from briefing.workflows.digest.form import Piece, Quotation


class Quotations:
    """Quotes statements out of the articles that the journal holds."""

    def __init__(
        self, journal: Journal, articles: Mapping[str, Kept], leads: Sequence[Lead]
    ) -> None:
        """`articles` and `leads` of the day; the journal has those of the others."""
        self._journal = journal
        self._articles = dict(articles)
        self.statements = {lead.told.said.number: joined(lead) for lead in leads}
        """What is listed on the day, by number."""

    def by_number(self, number: int) -> Quotation:
        """A statement of another day."""
        return self.quote(self._journal.told(number))

    def quote(self, told: Told) -> Quotation:
        """The words in their sentences; of a statement at several places, the first."""
        evidence = told.statement.evidence[0]
        id_ = evidence.article
        if id_ not in self._articles:
            self._articles[id_] = self._journal.article(id_)
        kept = self._articles[id_]
        return Quotation(
            statement=self.statements.get(told.said.number, told.statement).id,
            speaker=told.statement.speaker,
            day=told.said.day,
            article=id_,
            title=kept.article.title,
            publisher=kept.article.publisher,
            source=kept.article.source,
            start=evidence.start,
            end=evidence.end,
            quote=evidence.quote,
            pieces=_pieces(kept, evidence.span, told.around[0]),
        )

    def pieces(self, told: Told) -> tuple[Piece, ...]:
        """All that a statement rests on, in its sentences."""
        found: list[Piece] = []
        shown: Span | None = None
        kept = self._articles[told.said.article]
        for around in told.around:
            if around == shown:  # A second piece of a sentence: the whole of it is there.
                continue
            found += [Piece(text=" … ", is_marked=False)] if found else []
            here = [e.span for e in told.statement.evidence if e.span.overlaps(around)]
            found += _marked(kept, here, around)
            shown = around
        return tuple(found)


def _pieces(kept: Kept, span: Span, around: Span) -> tuple[Piece, ...]:
    return tuple(_marked(kept, [span], around))


def _marked(kept: Kept, spans: Sequence[Span], around: Span) -> list[Piece]:
    """Some sentences of an article, with spans marked in them as a briefing marks them."""
    sentences = kept.article.model_copy(update={"text": around.of(kept.article.text)})
    inside = [
        Span(max(s.start, around.start) - around.start, min(s.end, around.end) - around.start)
        for s in spans
    ]
    passages = Page(sentences, number=0).passages(inside)
    return [Piece(text=s.text, is_marked=s.is_marked) for p in passages for s in p.segments]


def joined(lead: Lead) -> Statement:
    """One statement with the evidence of all that say it."""
    told = (lead.told, *lead.also)
    return lead.told.statement.model_copy(
        update={"evidence": tuple(e for t in told for e in t.statement.evidence)}
    )
