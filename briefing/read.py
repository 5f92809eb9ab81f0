"""One article comes in → what is kept of it: split, chunk, extract, ground, check, audit.

Nothing here waits for anybody: a model is asked between `prepare_article` and `finish_article`.
"""

from typing import NamedTuple

from briefing.attribution import find_attributions, find_names
from briefing.config import Settings
from briefing.extractors.builtin import extract_by_rules
from briefing.extractors.extraction import Extraction
from briefing.schema.article import Article, Chunk, Span
from briefing.schema.briefing import Finding
from briefing.schema.reading import Reading, Running
from briefing.schema.statement import Drop, Statement
from briefing.steps.audit import audit_article
from briefing.steps.check import Known, check_claim
from briefing.steps.chunk import chunk_article
from briefing.steps.ground import ground_reply
from briefing.steps.split import split_article


class Prepared(NamedTuple):
    """An article that an extractor can be put to, any number of times."""

    article: Article
    sentences: tuple[Span, ...]
    chunks: tuple[Chunk, ...]
    """What a model is asked about; the built-in extractor needs none."""
    known: Known


def prepare_article(article: Article, settings: Settings) -> Prepared:
    """Split and chunk an article, and find what is known of it without any model."""
    sentences = split_article(article)
    cast = find_names(article)
    attributions = find_attributions(article, cast=cast) if article.is_english else ()
    known = Known(attributions, cast)
    chunks: tuple[Chunk, ...] = ()
    if not settings.is_builtin:
        chunks = chunk_article(
            article,
            sentences,
            max_tokens=settings.chunk_tokens,
            encoding=settings.encoding,
            names=known.cast.introduced_before,
        )
    return Prepared(article, sentences, chunks, known)


def finish_article(prepared: Prepared, extraction: Extraction) -> Reading:
    """Ground what was extracted, check it, and count what it covers.

    What merging drops later lies within what it keeps, so that the count holds after it.
    """
    article = prepared.article
    claims = list(extraction.claims)
    drops: list[Drop] = []
    for answer in extraction.answers:
        grounded = ground_reply(answer.reply, article, answer.chunk)
        claims += grounded.claims
        drops += grounded.drops
    checked = [check_claim(claim, article, prepared.known) for claim in claims]
    statements = tuple(c for c in checked if isinstance(c, Statement))
    audit = audit_article(
        article,
        sentences=prepared.sentences,
        attributions=prepared.known.attributions,
        statements=statements,
    )
    return Reading(
        article=audit.article,
        running=Running(sentences=prepared.sentences),
        statements=statements,
        drops=(*drops, *(c for c in checked if isinstance(c, Drop))),
        uncovered=audit.uncovered,
        failures=extraction.failures,
        findings=_findings(article),
        chunks=len(prepared.chunks),
        answers=extraction.asked,
    )


def read_by_rules(article: Article, settings: Settings) -> Reading:
    """The whole way with the built-in extractor."""
    prepared = prepare_article(article, settings)
    return finish_article(prepared, extract_by_rules(article, prepared.known.attributions))


def _findings(article: Article) -> tuple[Finding, ...]:
    return tuple(
        Finding(article=article.id, start=r.start, end=r.end, rule="addresses a model")
        for r in article.regions
        if r.label == "injection"
    )
