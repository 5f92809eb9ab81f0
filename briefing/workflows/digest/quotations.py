"""Statements of any day come in → their words in the sentences of their articles."""

from collections.abc import Mapping, Sequence

from briefing.journal import Journal, Kept
from briefing.journal.records import Told
from briefing.schema.statement import Statement
from briefing.steps.render.page import Page
from briefing.workflows.digest.day import Lead
from briefing.workflows.digest.form import Piece, Quotation


class Quotations:
    """Quotes statements; each article is split into sentences once."""

    def __init__(
        self, journal: Journal, articles: Mapping[str, Kept], leads: Sequence[Lead]
    ) -> None:
        """`articles` and `leads` of the day; the journal has those of the others."""
        self._journal = journal
        self._articles = articles
        self._pages: dict[str, Page] = {}
        self.statements = {lead.told.said.number: joined(lead) for lead in leads}
        """What is listed on the day, by number."""

    def by_number(self, number: int) -> Quotation:
        """A statement of another day."""
        return self.quote(self._journal.told(number))

    def quote(self, told: Told) -> Quotation:
        """The words in their sentences; of a statement at several places, the first."""
        evidence = told.statement.evidence[0]
        id_ = evidence.article
        kept = self._articles.get(id_) or self._journal.article(id_)
        if id_ not in self._pages:
            self._pages[id_] = Page(kept.article, number=0)
        passage = self._pages[id_].passages([evidence.span])[0]
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
            sentences=passage.sentences,
            pieces=tuple(Piece(text=s.text, is_marked=s.is_marked) for s in passage.segments),
        )


def joined(lead: Lead) -> Statement:
    """One statement with the evidence of all that say it."""
    told = (lead.told, *lead.also)
    return lead.told.statement.model_copy(
        update={"evidence": tuple(e for t in told for e in t.statement.evidence)}
    )
