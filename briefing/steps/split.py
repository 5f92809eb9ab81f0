"""An article in, the sentences of its running text out."""

from collections.abc import Iterator

from briefing.schema.article import Article, Region, Span
from briefing.sentences import split_sentences


def split_article(article: Article) -> tuple[Span, ...]:
    """Split an article into sentences, without its headline, captions and other regions.

    Returns:
        Sentences in order, not overlapping each other or a region. They are those of
        `split_sentences(article.text)`; one that a region cuts loses what lies in the region.
    """
    sentences = split_sentences(article.text)
    return tuple(
        part
        for sentence in _with_regions(sentences, article.regions)
        for part in _outside(article.text, *sentence)
    )


def _with_regions(
    sentences: list[Span], regions: tuple[Region, ...]
) -> Iterator[tuple[Span, list[Region]]]:
    """Each sentence with the regions that overlap it; both lists are walked once."""
    first = 0
    for sentence in sentences:
        while first < len(regions) and regions[first].end <= sentence.start:
            first += 1
        last = first
        while last < len(regions) and regions[last].start < sentence.end:
            last += 1
        yield sentence, list(regions[first:last])


def _outside(text: str, sentence: Span, regions: list[Region]) -> Iterator[Span]:
    if not regions:
        yield sentence
        return
    edges = [sentence.start, *(e for r in regions for e in (r.start, r.end)), sentence.end]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        words = text[start:end]
        if words.strip():
            yield Span(end - len(words.lstrip()), start + len(words.rstrip()))
