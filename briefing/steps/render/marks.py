"""An article and what rests on it come in → its whole text in pieces, each with what covers it.

The pieces of an article, put together, are its text, code point for code point: a page may add
marks around them and nothing between them.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from briefing.schema.article import Span
from briefing.schema.statement import UNATTRIBUTED, Statement
from briefing.sentences import split_paragraphs
from briefing.steps.render.view import Missed, Reference, Source, View


class Cover(NamedTuple):
    """Words of an article that something rests on."""

    span: Span
    statement: Statement | None
    """None: a sentence that no statement covers."""
    who: str
    """Who said it: for a tooltip."""
    anchor: str | None
    """Where links go that lead to these words."""
    number: int | None
    """Number of the reference that ends here."""


class Piece(NamedTuple):
    """A stretch of text, covered by the same things from its first to its last code point."""

    text: str
    statements: tuple[Statement, ...]
    """Those that rest on it, the one with the fewest words first."""
    who: str
    anchors: tuple[str, ...]
    """Those of the covers that begin here."""
    numbers: tuple[int, ...]
    """Those of the references that end here."""
    is_start: bool
    """Whether a cover begins here."""
    is_missed: bool
    """Whether it belongs to a sentence that no statement covers."""


class Block(NamedTuple):
    """A paragraph, or the white space between two."""

    is_paragraph: bool
    is_headline: bool
    pieces: tuple[Piece, ...]


class MarkedArticle(NamedTuple):
    """An article with its marks; the texts of all pieces in order are its text."""

    source: Source
    blocks: tuple[Block, ...]

    @property
    def has_headline(self) -> bool:
        """Whether its title is a paragraph of its text."""
        return any(block.is_headline for block in self.blocks)


def mark_articles(view: View) -> list[MarkedArticle]:
    """Mark every article of a briefing, in the order of its sources."""
    covers: dict[int, list[Cover]] = {source.number: [] for source in view.sources}
    groups = (*view.demands, *view.consequences, *view.positions, *view.questions)
    for line in (line for group in groups for line in group.lines):
        for reference in line.references:
            covers[reference.passage.source] += _covers(line.statement, reference)
    for number, missed in enumerate(view.missed, 1):
        covers[missed.passage.source].append(_missed(number, missed))
    return [_marked(source, covers[source.number]) for source in view.sources]


def _covers(statement: Statement, reference: Reference) -> list[Cover]:
    speaker = "Nobody named" if statement.speaker == UNATTRIBUTED else statement.speaker
    spans = reference.passage.spans
    return [
        Cover(
            span,
            statement,
            speaker,
            f"ev-{reference.number}" if n == 0 else None,
            reference.number if n == len(spans) - 1 else None,
        )
        for n, span in enumerate(spans)
    ]


def _missed(number: int, missed: Missed) -> Cover:
    who = f"{missed.speaker} (not covered)"
    return Cover(missed.passage.spans[0], None, who, f"un-{number}", None)


def _marked(source: Source, covers: Sequence[Cover]) -> MarkedArticle:
    text = source.article.text
    # A longer cover first, so that the last of those that hold a piece is the innermost.
    ordered = sorted(covers, key=lambda c: (c.span.start, -c.span.end))
    paragraphs = split_paragraphs(text)
    blocks, at, first_cover = [], 0, 0
    for paragraph in [*paragraphs, Span(len(text), len(text))]:
        for block in (Span(at, paragraph.start), paragraph):
            if block.start == block.end:
                continue
            first_cover, here = _within(ordered, first_cover, block)
            is_headline = block.of(text).lstrip("# ") == source.article.title
            pieces = tuple(_pieces(text, block, here))
            blocks.append(Block(block is paragraph, is_headline, pieces))
        at = paragraph.end
    return MarkedArticle(source, tuple(blocks))


def _within(ordered: Sequence[Cover], first: int, block: Span) -> tuple[int, list[Cover]]:
    """The covers that reach into a block, and where to begin for the next one."""
    while first < len(ordered) and ordered[first].span.end <= block.start:
        first += 1
    here = []
    for cover in ordered[first:]:
        if cover.span.start >= block.end:
            break
        if cover.span.overlaps(block):
            here.append(cover)
    return first, here


def _pieces(text: str, block: Span, covers: Sequence[Cover]) -> list[Piece]:
    edges = {block.start, block.end}
    for cover in covers:
        edges |= {max(cover.span.start, block.start), min(cover.span.end, block.end)}
    ordered = sorted(edges)
    return [_piece(text, Span(start, end), covers) for start, end in pairwise(ordered)]


def _piece(text: str, span: Span, covers: Sequence[Cover]) -> Piece:
    holding = [cover for cover in covers if cover.span.overlaps(span)]
    inner_first = sorted(holding, key=lambda c: c.span.end - c.span.start)
    begin = [cover for cover in holding if cover.span.start == span.start]
    return Piece(
        text=span.of(text),
        statements=tuple(c.statement for c in inner_first if c.statement),
        who="; ".join(dict.fromkeys(cover.who for cover in inner_first)),
        anchors=tuple(cover.anchor for cover in begin if cover.anchor),
        numbers=tuple(c.number for c in holding if c.number and c.span.end == span.end),
        is_start=bool(begin),
        is_missed=any(cover.statement is None for cover in holding),
    )
