"""A briefing comes in → the same facts in the order and grouping in which a reader wants them.

Templates get these and nothing else, so that they need no logic beyond loops and ifs. All texts are
still raw: the form that prints them escapes them.
"""

import re
from typing import NamedTuple

from briefing.locate import locate_quote
from briefing.schema.article import Span
from briefing.schema.briefing import BriefedArticle, Briefing
from briefing.schema.statement import UNATTRIBUTED, Kind, Statement
from briefing.steps.render.page import Page, Passage


class Reference(NamedTuple):
    """One passage that a statement rests on: a footnote."""

    number: int
    passage: Passage


class Line(NamedTuple):
    """One statement as a reader sees it."""

    statement: Statement
    references: tuple[Reference, ...]
    condition: str | None
    """What a consequence depends on."""
    then: str | None
    """What follows, where it can be told from the condition."""


class Group(NamedTuple):
    """Lines under one heading: a speaker, or who → whom."""

    speaker: str
    addressee: str | None
    lines: tuple[Line, ...]


class Source(NamedTuple):
    """An article with its number in the list of sources."""

    number: int
    article: BriefedArticle


class Point(NamedTuple):
    """A key point and the numbers of the references that it rests on."""

    text: str
    numbers: tuple[int, ...]


class Missed(NamedTuple):
    """A sentence that cites somebody and that no statement covers."""

    speaker: str
    passage: Passage


class Order(NamedTuple):
    """A passage that gives orders to a model."""

    passage: Passage


class View:
    """Everything that a template may show of a briefing."""

    def __init__(self, briefing: Briefing) -> None:
        """Number the sources, and the references in the order in which they are printed."""
        self.briefing = briefing
        self.sources = [Source(n, a) for n, a in enumerate(briefing.articles, 1)]
        self._order = {s.article.id: s.number for s in self.sources}
        self._pages = {s.article.id: Page(s.article, number=s.number) for s in self.sources}
        self.references: list[Reference] = []
        self._first_number: dict[str, int] = {}
        self.demands = self._groups("demand", by_addressee=True)
        self.consequences = self._groups("consequence")
        self.positions = self._groups("position")
        self.questions = self._groups("question")
        self.key_points = [
            Point(point.text, tuple(self._first_number[s] for s in point.statements))
            for point in briefing.key_points
        ]
        self.missed = [
            Missed(u.speaker, self._pages[u.article].passages([Span(u.start, u.end)])[0])
            for u in briefing.uncovered
        ]
        self.orders = [
            Order(self._pages[f.article].passages([Span(f.start, f.end)])[0])
            for f in briefing.findings
        ]
        self.has_summaries = any(s.summary for s in briefing.statements)
        self.n_speakers = len({s.speaker for s in briefing.statements} - {UNATTRIBUTED})
        self.n_attributed = sum(a.attributed_sentences for a in briefing.articles)
        self.n_covered = sum(a.covered_sentences for a in briefing.articles)

    def _groups(self, kind: Kind, *, by_addressee: bool = False) -> list[Group]:
        """Statements of one kind by speaker: who is cited most often first, else as they come."""
        found: dict[tuple[str, str | None], list[Statement]] = {}
        chosen = [s for s in self.briefing.statements if s.kind == kind]
        for statement in sorted(chosen, key=self._place):
            key = (statement.speaker, statement.addressee if by_addressee else None)
            found.setdefault(key, []).append(statement)
        weight: dict[str, int] = {}
        for (speaker, _), statements in found.items():
            weight[speaker] = weight.get(speaker, 0) + len(statements)
        first = {speaker: n for n, (speaker, _) in reversed([*enumerate(found)])}
        keys = sorted(found, key=lambda k: (k[0] == UNATTRIBUTED, -weight[k[0]], first[k[0]]))
        return [Group(*key, tuple(self._line(s) for s in found[key])) for key in keys]

    def _place(self, statement: Statement) -> tuple[int, int]:
        return self._order[statement.evidence[0].article], statement.evidence[0].start

    def _line(self, statement: Statement) -> Line:
        by_article: dict[str, list[Span]] = {}
        for evidence in statement.evidence:
            by_article.setdefault(evidence.article, []).append(evidence.span)
        first = len(self.references)
        self._first_number[statement.id] = first + 1
        for article, spans in by_article.items():
            for passage in self._pages[article].passages(spans):
                self.references.append(Reference(len(self.references) + 1, passage))
        return Line(statement, tuple(self.references[first:]), *_if_then(statement))


_EDGE = ' ,;:—–-.“”"'


def _if_then(statement: Statement) -> tuple[str | None, str | None]:
    """The condition and what follows, both in the article's words.

    What follows can be told where the condition begins or ends the evidence, or stands outside it.
    """
    condition = statement.condition
    if statement.kind != "consequence" or condition is None or len(statement.evidence) != 1:
        return condition, None
    quote = statement.evidence[0].quote
    span = locate_quote(condition, quote)
    if span is None:
        return condition, quote.strip(_EDGE)
    before, after = quote[: span.start].strip(_EDGE), quote[span.end :].strip(_EDGE)
    if (before and after) or _COORDINATE.search(before):
        return condition, None
    return condition, before or after or None


# Of "the measure was illegal and the group would sue unless", only the second clause hangs on it.
_COORDINATE = re.compile(
    r"\b(?:and|but|or) (?:that|will|would|could|may|might|it|he|she|they|we|the|its|his|her)\b"
)
