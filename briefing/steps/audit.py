"""An article and what is listed of it come in → which of its attributed sentences are covered."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefing.schema.article import Article, Span
from briefing.schema.attribution import Attribution
from briefing.schema.briefing import BriefedArticle, Uncovered
from briefing.schema.statement import Statement


class Audit(NamedTuple):
    """The article as the briefing carries it, and what the briefing leaves out of it."""

    article: BriefedArticle
    uncovered: tuple[Uncovered, ...]


def audit_article(
    article: Article,
    *,
    sentences: Sequence[Span],
    attributions: Sequence[Attribution],
    statements: Iterable[Statement],
) -> Audit:
    """Count the sentences in which the engine finds an attribution, and those that are covered.

    Args:
        article: The article.
        sentences: Its citable sentences, in order.
        attributions: What the engine finds in it.
        statements: Listed statements of any articles; a sentence is covered when the evidence of
            one of them overlaps it.
    """
    speakers: dict[int, str] = {}
    for attribution in attributions:
        for content in attribution.content:
            for n in _overlapped(content, sentences):
                speakers.setdefault(n, attribution.speaker)
    covered = {
        n
        for statement in statements
        for evidence in statement.evidence
        if evidence.article == article.id
        for n in _overlapped(evidence.span, sentences)
    }
    return Audit(
        BriefedArticle(
            id=article.id,
            title=article.title,
            source=article.source,
            published=article.published,
            publisher=article.publisher,
            text_sha256=article.text_sha256,
            text=article.text,
            sentences=len(sentences),
            attributed_sentences=len(speakers),
            covered_sentences=len(covered & speakers.keys()),
            also_at=article.also_at,
            author=article.author,
            language=article.language,
            file_sha256=article.file_sha256,
            extractor=article.extractor,
            pages=article.pages,
        ),
        tuple(
            Uncovered(
                article=article.id,
                start=sentences[n].start,
                end=sentences[n].end,
                speaker=speakers[n],
            )
            for n in sorted(speakers.keys() - covered)
        ),
    )


def _overlapped(span: Span, sentences: Sequence[Span]) -> range:
    """Numbers of the sentences that share a character with the span."""
    first = max(0, bisect_right(sentences, (span.start,)) - 1)
    if first < len(sentences) and sentences[first].end <= span.start:
        first += 1
    last = first
    while last < len(sentences) and sentences[last].start < span.end:
        last += 1
    return range(first, last)
