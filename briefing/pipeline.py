"""Articles come in → a briefing: the whole story, step by step.

load → split → chunk → extract → ground → check → merge → render. Each step is a function of its own
in `steps/`; the extractor is the built-in rules or a model. What a step cannot use becomes a drop
or a failure, which the briefing lists; nothing is passed over in silence.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from briefing import __version__
from briefing.attribution import find_attributions, find_names
from briefing.config import BUILTIN, Settings
from briefing.endpoint import Endpoint
from briefing.endpoint.connect import open_endpoint
from briefing.extractors.builtin import BuiltinExtractor
from briefing.extractors.model import ModelExtractor
from briefing.prompts import Prompt, load_prompt
from briefing.schema.article import Article, Chunk, Span
from briefing.schema.attribution import Attribution
from briefing.schema.briefing import Briefing, Failure, PromptUsed, Run
from briefing.schema.statement import Drop, Statement
from briefing.steps.audit import audit_article
from briefing.steps.check import Known, check_claim
from briefing.steps.chunk import chunk_article
from briefing.steps.ground import ground_reply
from briefing.steps.merge import merge_statements
from briefing.steps.select import select_key_points
from briefing.steps.split import split_article


class _Read(NamedTuple):
    """What became of one article."""

    article: Article
    sentences: tuple[Span, ...]
    attributions: Sequence[Attribution]
    statements: tuple[Statement, ...]
    drops: tuple[Drop, ...]
    failures: tuple[Failure, ...]
    n_chunks: int


def make_briefing(
    articles: Sequence[Article],
    settings: Settings | None = None,
    *,
    failures: Sequence[Failure] = (),
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    notice: Callable[[str], None] = lambda _: None,
) -> Briefing:
    """Make a briefing of articles.

    Args:
        articles: As `load_articles` gives them; each text once.
        settings: None: the built-in extractor with the defaults.
        failures: What could not be read; the briefing lists it.
        now: The clock.
        notice: Is told, a line each, what the user should know while the run goes on.

    Raises:
        EndpointUnavailable: The endpoint failed for good before it answered anything.
        PromptError, ConfigError: A setting cannot be used.
    """
    settings = settings or Settings(model=BUILTIN)
    started = time.perf_counter()
    read, run = asyncio.run(_read_all(articles, settings, notice))
    merged = merge_statements([s for r in read for s in r.statements])
    by_article: dict[str, list[Statement]] = {}
    for statement in merged.statements:
        for article in {evidence.article for evidence in statement.evidence}:
            by_article.setdefault(article, []).append(statement)
    audits = [
        audit_article(
            r.article,
            sentences=r.sentences,
            attributions=r.attributions,
            statements=by_article.get(r.article.id, ()),
        )
        for r in read
    ]
    return Briefing(
        title=_title(articles),
        created=now().astimezone(UTC).isoformat(timespec="seconds"),
        articles=tuple(audit.article for audit in audits),
        statements=merged.statements,
        key_points=select_key_points(merged.statements, [audit.article for audit in audits]),
        drops=tuple(d for r in read for d in r.drops) + merged.drops,
        uncovered=tuple(u for audit in audits for u in audit.uncovered),
        failures=(*failures, *(f for r in read for f in r.failures)),
        run=run.model_copy(
            update={
                "chunks": sum(r.n_chunks for r in read),
                "chunks_answered": sum(r.n_chunks - len(r.failures) for r in read),
                "seconds": round(time.perf_counter() - started, 3),
            }
        ),
    )


async def _read_all(
    articles: Sequence[Article], settings: Settings, notice: Callable[[str], None]
) -> tuple[list[_Read], Run]:
    if settings.is_builtin:
        read = [await _read_article(article, settings, None) for article in articles]
        return read, Run(briefing=__version__, model=BUILTIN)
    prompt = load_prompt("extract", settings.prompt, prompts_dir=settings.prompts_dir)
    async with open_endpoint(settings, notice=notice) as endpoint:
        extractor = ModelExtractor(endpoint, prompt, max_asks=settings.max_asks)
        tasks = [_read_article(article, settings, extractor) for article in articles]
        read = list(await asyncio.gather(*tasks))
        return read, _run_record(endpoint, prompt, settings)


async def _read_article(
    article: Article, settings: Settings, model: ModelExtractor | None
) -> _Read:
    """Take one article from split to check."""
    sentences = split_article(article)
    known = Known(find_attributions(article), find_names(article))
    if model is None:
        chunks: tuple[Chunk, ...] = ()
        extraction = await BuiltinExtractor(known.attributions).extract(article, chunks)
    else:
        chunks = chunk_article(
            article,
            sentences,
            max_tokens=settings.chunk_tokens,
            encoding=settings.encoding,
            names=known.cast.introduced_before,
        )
        extraction = await model.extract(article, chunks)
    claims = list(extraction.claims)
    drops: list[Drop] = []
    for answer in extraction.answers:
        grounded = ground_reply(answer.reply, article, answer.chunk)
        claims += grounded.claims
        drops += grounded.drops
    checked = [check_claim(claim, article, known) for claim in claims]
    return _Read(
        article=article,
        sentences=sentences,
        attributions=known.attributions,
        statements=tuple(c for c in checked if isinstance(c, Statement)),
        drops=(*drops, *(c for c in checked if isinstance(c, Drop))),
        failures=extraction.failures,
        n_chunks=len(chunks),
    )


def _run_record(endpoint: Endpoint, prompt: Prompt, settings: Settings) -> Run:
    usage = endpoint.usage
    return Run(
        briefing=__version__,
        model=endpoint.settings.model,
        endpoint=endpoint.host,
        structured_output=endpoint.structured_output,
        prompts=(PromptUsed(name=prompt.name, version=prompt.version, sha256=prompt.sha256),),
        parameters={
            "temperature": endpoint.settings.temperature,
            "max_output_tokens": endpoint.settings.max_output_tokens,
            "chunk_tokens": settings.chunk_tokens,
            "encoding": settings.encoding,
            "max_asks": settings.max_asks,
        },
        requests=usage.requests,
        cache_hits=usage.cache_hits,
        retries=usage.retries,
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
    )


def _title(articles: Sequence[Article]) -> str:
    return f"Briefing: {articles[0].title}" if len(articles) == 1 else "Briefing"
