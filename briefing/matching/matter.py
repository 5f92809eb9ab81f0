"""A statement and its article → what it is about, in a form that can be kept and compared.

The words are those of what is said; what turns them round ("denied that") may stand before them in
the sentence, so the whole sentence is read. All of it is read once, when a statement comes in.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from briefing.locate import fold
from briefing.schema.article import Region, Span
from briefing.schema.statement import Kind, Statement
from briefing.sentences import split_sentences
from briefing.support.dates import Moment
from briefing.support.lexicon import table
from briefing.support.modality import apply_modality
from briefing.support.numbers import Number
from briefing.support.reading import Reading, Term, terms_of
from briefing.support.scopes import apply_negation, find_operators
from briefing.support.words import stem_of, words_of

EDITION = 2
"""Of what is read off a statement; a journal of another edition is read anew."""

_NO_FIGURE = frozenset({"ordinal", "times", "vague"})
_NO_WORDS = frozenset({"mr", "mrs", "ms", "dr", "bound", "least", "be", "have", "do", "±order"})
# "said that the barrier would cost 480 million and that it would protect the town": two claims.
_NEXT_CLAIM = re.compile(r",? and that (?=\w)")
_FIRM, _OPEN = frozenset({"future", "must"}), frozenset({"possible"})


class Figure(NamedTuple):
    """A number as it can be compared."""

    value: float
    unit: str
    """Unit or currency, else the stem of the noun that is counted, else empty."""
    bound: str
    """over, under, almost, about, or empty for the number itself."""
    text: str
    """As written."""


class When(NamedTuple):
    """A date as it can be compared."""

    parts: tuple[tuple[str, int | str], ...]
    text: str


class Matter(NamedTuple):
    """What one claim of a statement is about; most statements make one claim."""

    kind: Kind
    said: str
    """Its words, without case and punctuation."""
    words: frozenset[str]
    names: frozenset[str]
    """Those of the words that are written with a capital inside a sentence."""
    signs: tuple[tuple[str, int], ...]
    """+1 or -1 for each word that a negation is about, or that has an opposite."""
    figures: tuple[Figure, ...]
    dates: tuple[When, ...]
    commitments: tuple[tuple[str, str], ...]
    """`firm` or `open` for each verb that a modal stands before."""
    day: str
    """Day of the article, ISO."""

    def to_json(self) -> str:
        """For keeping."""
        listed = [
            self.kind, self.said, sorted(self.words), sorted(self.names), self.signs,
            self.figures, self.dates, self.commitments, self.day,
        ]  # fmt: skip
        return json.dumps(listed, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Matter":
        """The reverse of `to_json`."""
        kind, said, words, names, signs, figures, dates, commitments, day = json.loads(text)
        return cls(
            kind,
            said,
            frozenset(words),
            frozenset(names),
            tuple(map(tuple, signs)),
            tuple(map(Figure._make, figures)),
            tuple(When(tuple(map(tuple, parts)), written) for parts, written in dates),
            tuple(map(tuple, commitments)),
            day,
        )


class MatterReader:
    """One article, split into sentences once."""

    def __init__(self, text: str, *, title: str, regions: Sequence[Region] = ()) -> None:
        """`regions`: what of the text is not running text."""
        self._text = text
        self._title = title
        self._regions = regions
        self._sentences = split_sentences(text)
        self._starts = [sentence.start for sentence in self._sentences]

    def read(self, statement: Statement, *, day: str) -> tuple[Matter, ...]:
        """What each claim of a statement is about; all its evidence is in this article."""
        spans = [e.span for e in statement.evidence]
        claims = [spans] if len(spans) > 1 else [[claim] for claim in self._claims(spans[0])]
        return tuple(self._read_claim(claim, statement.kind, day) for claim in claims)

    def _claims(self, span: Span) -> list[Span]:
        gaps = [m.span() for m in _NEXT_CLAIM.finditer(span.of(self._text))]
        edges = [span.start, *(span.start + at for gap in gaps for at in gap), span.end]
        return [Span(*edges[i : i + 2]) for i in range(0, len(edges), 2)]

    def _read_claim(self, spans: Sequence[Span], kind: Kind, day: str) -> Matter:
        parts = [part for span in spans for part in self._parts(span)]
        terms = [term for reading, span in parts for term in _said(reading, span)]
        words = {t.concept for t in terms if t.is_content and t.concept not in _NO_WORDS}
        found = [_figures_and_dates(reading, span) for reading, span in parts]
        return Matter(
            kind,
            plain_words(" ".join(span.of(self._text) for span in spans)),
            frozenset(words),
            frozenset(t.concept for t in terms if t.is_name and t.concept in words),
            _signs(parts),
            tuple(sorted({figure for figures, _ in found for figure in figures})),
            tuple(sorted({date for _, dates in found for date in dates}, key=str)),
            _commitments(terms),
            day,
        )

    def topics(self) -> frozenset[str]:
        """The names in the running text and the words of the headline, as stems."""
        found = {term.concept for term in _read(self._title).content}
        for sentence in self._sentences:
            if not any(sentence.overlaps(Span(r.start, r.end)) for r in self._regions):
                words = words_of(sentence.of(self._text))
                found |= {w.stem for w in words if w.is_capitalised and not w.starts_sentence}
        return frozenset(w for w in found - _calendar() if w not in _NO_WORDS and w.isalpha())

    def around(self, span: Span) -> Span:
        """The whole sentences that a span touches."""
        first, last = self._touched(span)
        sentences = self._sentences[first:last]
        start = min([span.start, *(s.start for s in sentences)])
        return Span(start, max([span.end, *(s.end for s in sentences)]))

    def _touched(self, span: Span) -> tuple[int, int]:
        first = max(0, bisect_right(self._starts, span.start) - 1)
        return first, max(first + 1, bisect_right(self._starts, span.end - 1))

    def _parts(self, span: Span) -> list[tuple[Reading, Span]]:
        """Each sentence that a span touches, and where in it the span lies."""
        first, last = self._touched(span)
        parts = []
        for sentence in self._sentences[first:last]:
            start, end = max(span.start, sentence.start), min(span.end, sentence.end)
            if start < end:
                inside = Span(start - sentence.start, end - sentence.start)
                parts.append((_read(sentence.of(self._text)), inside))
        return parts


@cache
def _calendar() -> frozenset[str]:
    """Names of months and days: they tell no story."""
    dates = table("dates")
    return frozenset(stem_of(name) for name in (*dates["months"], *dates["weekdays"]))


def plain_words(text: str) -> str:
    """The words of a text, one space between them, without case, marks and typography."""
    return " ".join(re.findall(r"\w+", fold(text).text.casefold()))


def _read(text: str) -> Reading:
    reading = terms_of(text)
    apply_negation(reading, find_operators(reading))
    apply_modality(reading)
    reading.content = [term for term in reading.content if not term.is_figure]
    return reading


def _said(reading: Reading, span: Span) -> list[Term]:
    return [t for t in reading.content if span.start <= t.start and t.end <= span.end]


def _signs(parts: Sequence[tuple[Reading, Span]]) -> tuple[tuple[str, int], ...]:
    """A word that is there both ways has no sign."""
    found: dict[str, set[int]] = {}
    for reading, span in parts:
        focus = {id(term) for op in reading.operators for term in op.focus}
        for term in _said(reading, span):
            if term.sign and (term.meaning.is_axis or term.is_negated or id(term) in focus):
                found.setdefault(term.concept, set()).add(term.sign)
    return tuple(sorted((word, min(signs)) for word, signs in found.items() if len(signs) == 1))


def _commitments(terms: Sequence[Term]) -> tuple[tuple[str, str], ...]:
    found = {t.concept: "firm" for t in terms if t.is_mode_focus and t.mode in _FIRM}
    found |= {t.concept: "open" for t in terms if t.is_mode_focus and t.mode in _OPEN}
    return tuple(sorted(found.items()))


def _figures_and_dates(reading: Reading, span: Span) -> tuple[list[Figure], list[When]]:
    figures = [
        Figure(n.value, n.unit or _counted(reading, n), n.bound, reading.text[n.start : n.end])
        for n in reading.numbers
        if n.unit not in _NO_FIGURE and span.start <= n.start and n.end <= span.end
    ]
    moments = [m for m in reading.moments if span.start <= m.start < span.end]
    return figures, [_when(reading, moment) for moment in moments]


def _when(reading: Reading, moment: Moment) -> When:
    parts = moment.parts()
    if {"month", "day"} <= parts.keys():
        parts.pop("weekday", None)
    return When(tuple(sorted(parts.items())), reading.text[moment.start : moment.end])


def _counted(reading: Reading, number: Number) -> str:
    """The noun after a number: `480 million crowns`."""
    for word in reading.words[number.last : number.last + 1]:
        if word.is_word and word.text.islower():
            return word.stem
    return ""
