"""Spans of an article come in → the whole sentences around them, with what is said marked in them.

A line is always shown in its sentence: the words alone would turn "denied Russia was planning an
invasion" into its opposite.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from briefing.schema.article import Article, Span
from briefing.schema.briefing import BriefedArticle
from briefing.sentences import split_paragraphs, split_sentences

if TYPE_CHECKING:
    from briefing.schema.comparison import ComparedArticle

_KEPT_AT_EDGE = frozenset("£€$¥₹%‰°")


class Segment(NamedTuple):
    """A stretch of a passage."""

    text: str
    is_marked: bool
    """Whether it is what is said; the rest tells who says it, and how."""


class Passage(NamedTuple):
    """Whole sentences of one article, and where the marked words stand in it."""

    source: int
    """Number of the article in the list of sources."""
    sentences: str
    """`sentence 4` or `sentences 4–6`, counted over the article's text; of a PDF
    `p. 3, sentence 4`, of a web page `paragraph 2, sentence 4`."""
    spans: tuple[Span, ...]
    segments: tuple[Segment, ...]


class _Place:
    """Where a passage is found by somebody who has the file before them."""

    def __init__(self, article: "Article | BriefedArticle | ComparedArticle") -> None:
        self._starts: tuple[int, ...] = ()
        self._word = "p."
        if not isinstance(article, Article | BriefedArticle):
            return
        self._starts = article.pages
        if (article.extractor or "").startswith("trafilatura"):
            self._word = "paragraph"
            self._starts = tuple(paragraph.start for paragraph in split_paragraphs(article.text))

    def at(self, offset: int) -> str:
        """`p. 3, `, or nothing where the file has neither pages nor paragraphs to count."""
        number = bisect_right(self._starts, offset)
        return f"{self._word} {number}, " if number else ""


class Page:
    """One article, split into sentences once."""

    def __init__(
        self, article: "Article | BriefedArticle | ComparedArticle", *, number: int
    ) -> None:
        """`number` is the article's place in the list of sources."""
        self._text = article.text
        self._number = number
        self._sentences = split_sentences(article.text) or [Span(0, len(article.text))]
        self._starts = [sentence.start for sentence in self._sentences]
        self._place = _Place(article)

    def passages(self, spans: Sequence[Span]) -> list[Passage]:
        """The sentences around each span; spans that share a sentence or follow on are one passage.

        Args:
            spans: Spans of the article's text that are not empty, in any order.
        """
        groups: list[tuple[int, int, list[Span]]] = []
        for span in sorted(spans):
            first, last = self._sentence_at(span.start), self._sentence_at(span.end - 1)
            if groups and first <= groups[-1][1] + 1:
                before = groups[-1]
                groups[-1] = (before[0], max(before[1], last), [*before[2], span])
            else:
                groups.append((first, last, [span]))
        return [self._passage(*group) for group in groups]

    def _sentence_at(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _passage(self, first: int, last: int, spans: list[Span]) -> Passage:
        start = min(self._sentences[first].start, spans[0].start)
        end = max(self._sentences[last].end, spans[-1].end)
        return Passage(
            source=self._number,
            sentences=self._place.at(start)
            + (f"sentence {first + 1}" if first == last else f"sentences {first + 1}–{last + 1}"),
            spans=tuple(spans),
            segments=mark(self._text, spans, Span(start, end)),
        )


def mark(text: str, spans: Sequence[Span], within: Span) -> tuple[Segment, ...]:
    """A stretch of a text, cut at the edges of spans that lie in it, in order.

    Quotation marks and stops stay outside: `**“so` would not be read as emphasis by all.
    """
    segments: list[Segment] = []
    at = within.start
    for span in spans:
        marked = _without_marks_at_its_edges(text, span)
        segments.append(Segment(text[at : marked.start], is_marked=False))
        segments.append(Segment(marked.of(text), is_marked=True))
        at = marked.end
    segments.append(Segment(text[at : within.end], is_marked=False))
    return tuple(segment for segment in segments if segment.text)


def _without_marks_at_its_edges(text: str, span: Span) -> Span:
    start, end = span
    while start < end and not _stays(text[start]):
        start += 1
    while end > start and not _stays(text[end - 1]):
        end -= 1
    return Span(start, end) if start < end else span


def _stays(letter: str) -> bool:
    return letter.isalnum() or letter in _KEPT_AT_EDGE
