"""Articles come in → a briefing: the whole story, step by step.

load → split → chunk → extract → ground → check → merge → render. Each step is a function of its own
in `steps/`; the extractor is the built-in rules or a model. What a step cannot use becomes a drop
or a failure, which the briefing lists; nothing is passed over in silence.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import NamedTuple

from briefing import __version__
from briefing.attribution import find_attributions, find_names
from briefing.config import BUILTIN, Settings
from briefing.endpoint import Endpoint
from briefing.endpoint.connect import open_endpoint
from briefing.endpoint.interrupts import Interrupts
from briefing.extractors.builtin import BuiltinExtractor
from briefing.extractors.interface import Extractor
from briefing.extractors.model import ModelExtractor
from briefing.extractors.summarise import summarise
from briefing.extractors.together import together
from briefing.progress import Progress, Spent, Tally
from briefing.prompts import Prompt, load_prompt
from briefing.schema.article import Article, Chunk, Span
from briefing.schema.briefing import Briefing, Failure, Finding, PromptUsed, Run
from briefing.schema.statement import Drop, Statement
from briefing.steps.audit import audit_article
from briefing.steps.check import Known, check_claim
from briefing.steps.chunk import chunk_article
from briefing.steps.ground import ground_reply
from briefing.steps.merge import Merged, merge_statements
from briefing.steps.points import Points, check_points, outline_statements
from briefing.steps.select import select_key_points
from briefing.steps.split import split_article


class Prepared(NamedTuple):
    """An article that an extractor can be put to, any number of times."""

    article: Article
    sentences: tuple[Span, ...]
    chunks: tuple[Chunk, ...]
    """What a model is asked about; the built-in extractor needs none."""
    known: Known


class Reading(NamedTuple):
    """What an extractor and the checks made of one article."""

    prepared: Prepared
    statements: tuple[Statement, ...]
    drops: tuple[Drop, ...]
    failures: tuple[Failure, ...]


def make_briefing(
    articles: Sequence[Article],
    settings: Settings | None = None,
    *,
    failures: Sequence[Failure] = (),
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    notice: Callable[[str], None] = lambda _: None,
    progress: Callable[[Progress], None] = lambda _: None,
    interrupts: Interrupts | None = None,
) -> Briefing:
    """Make a briefing of articles.

    Args:
        articles: As `load_articles` gives them; each text once.
        settings: None: the built-in extractor with the defaults.
        failures: What could not be read; the briefing lists it.
        now: The clock.
        notice: Is told, a line each, what the user should know while the run goes on.
        progress: Is told after each article and chunk how far the run has come.
        interrupts: Of a command that handles Ctrl-C: what is not asked then is a failure.

    Raises:
        EndpointUnavailable: The endpoint failed for good before it answered anything.
        PromptError, ConfigError: A setting cannot be used.
    """
    settings = settings or Settings(model=BUILTIN)
    started = time.perf_counter()
    tally = Tally(len(articles), progress)
    read, merged, summed, run = asyncio.run(
        _read_all(articles, settings, notice, tally, interrupts)
    )
    by_article: dict[str, list[Statement]] = {}
    for statement in merged.statements:
        for article in {evidence.article for evidence in statement.evidence}:
            by_article.setdefault(article, []).append(statement)
    audits = [
        audit_article(
            r.prepared.article,
            sentences=r.prepared.sentences,
            attributions=r.prepared.known.attributions,
            statements=by_article.get(r.prepared.article.id, ()),
        )
        for r in read
    ]
    briefed = [audit.article for audit in audits]
    return Briefing(
        title=_title(articles),
        created=now().astimezone(UTC).isoformat(timespec="seconds"),
        articles=tuple(briefed),
        statements=merged.statements,
        key_points=summed.points or select_key_points(merged.statements, briefed),
        drops=tuple(d for r in read for d in r.drops) + merged.drops + summed.drops,
        uncovered=tuple(u for audit in audits for u in audit.uncovered),
        failures=(*failures, *(f for r in read for f in r.failures)),
        findings=tuple(f for article in articles for f in _findings(article)),
        run=run.model_copy(
            update={
                "chunks": sum(len(r.prepared.chunks) for r in read),
                "chunks_answered": sum(_n_answered(r) for r in read),
                "seconds": round(time.perf_counter() - started, 3),
            }
        ),
    )


def _n_answered(reading: Reading) -> int:
    return len(reading.prepared.chunks) - sum(f.chunk is not None for f in reading.failures)


def _findings(article: Article) -> list[Finding]:
    return [
        Finding(article=article.id, start=r.start, end=r.end, rule="addresses a model")
        for r in article.regions
        if r.label == "injection"
    ]


async def _read_all(
    articles: Sequence[Article],
    settings: Settings,
    notice: Callable[[str], None],
    tally: Tally,
    interrupts: Interrupts | None,
) -> tuple[list[Reading], Merged, Points, Run]:
    if settings.is_builtin:
        prepared = list(_prepared(articles, settings, tally))
        read = [await read_article(p, BuiltinExtractor(p.known.attributions)) for p in prepared]
        return read, _merge(read), Points(), Run(briefing=__version__, model=BUILTIN)
    prompts = [load_extract_prompt(settings)]
    if settings.summarise is not None:
        prompts += [load_prompt("summarise", settings.summarise, prompts_dir=settings.prompts_dir)]
    async with open_endpoint(settings, notice=notice) as endpoint:
        tally.spending(lambda: _spent(endpoint))
        with interrupts.stopping(endpoint) if interrupts else nullcontext():
            return await _ask_all(endpoint, prompts, articles, settings, notice, tally)


def load_extract_prompt(settings: Settings) -> Prompt:
    """The prompt version that a run asks with, for summaries in the language that it wants.

    Raises:
        PromptError: There is no such version.
    """
    prompt = load_prompt("extract", settings.prompt, prompts_dir=settings.prompts_dir)
    return prompt.in_language(settings.language)


async def _ask_all(
    endpoint: Endpoint,
    prompts: Sequence[Prompt],
    articles: Sequence[Article],
    settings: Settings,
    notice: Callable[[str], None],
    tally: Tally,
) -> tuple[list[Reading], Merged, Points, Run]:
    extractor = ModelExtractor(
        endpoint, prompts[0], max_asks=settings.max_asks, done=tally.chunk_done
    )
    # Articles are prepared one by one, while the requests about those before are under way.
    prepared = _prepared(articles, settings, tally)
    read = await together((read_article(p, extractor) for p in prepared), lazily=True)
    merged = _merge(read)
    summed = Points()
    if merged.statements and prompts[1:]:
        summed = await _sum_up(endpoint, prompts[1], merged.statements, read, notice)
    asked = prompts if merged.statements else prompts[:1]
    run = _run_record(endpoint, asked, settings, is_summed=bool(summed.points))
    return read, merged, summed, run


def _prepared(articles: Sequence[Article], settings: Settings, tally: Tally) -> Iterator[Prepared]:
    for article in articles:
        prepared = prepare_article(article, settings)
        tally.article_read(chunks=len(prepared.chunks))
        yield prepared


def _spent(endpoint: Endpoint) -> Spent:
    usage = endpoint.usage
    return Spent(usage.input_tokens, usage.output_tokens, endpoint.cost_usd)


def _merge(read: Sequence[Reading]) -> Merged:
    return merge_statements([s for r in read for s in r.statements])


async def _sum_up(
    endpoint: Endpoint,
    prompt: Prompt,
    statements: Sequence[Statement],
    read: Sequence[Reading],
    notice: Callable[[str], None],
) -> Points:
    """Key points of the model's that hold; none where it gave none, and the rule's are taken."""
    articles = {r.prepared.article.id: (r.prepared.article, r.prepared.sentences) for r in read}
    outlined = outline_statements(statements, articles)
    reply = await summarise(endpoint, prompt, [o.line for o in outlined])
    if isinstance(reply, str):
        notice(f"key points: chosen by rule, since the model gave none ({reply})")
        return Points()
    return check_points(reply, outlined)


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


async def read_article(prepared: Prepared, extractor: Extractor) -> Reading:
    """Take one article from extract to check.

    Raises:
        EndpointUnavailable: The endpoint failed for good before it answered anything.
    """
    article = prepared.article
    extraction = await extractor.extract(article, prepared.chunks)
    claims = list(extraction.claims)
    drops: list[Drop] = []
    for answer in extraction.answers:
        grounded = ground_reply(answer.reply, article, answer.chunk)
        claims += grounded.claims
        drops += grounded.drops
    checked = [check_claim(claim, article, prepared.known) for claim in claims]
    return Reading(
        prepared,
        statements=tuple(c for c in checked if isinstance(c, Statement)),
        drops=(*drops, *(c for c in checked if isinstance(c, Drop))),
        failures=extraction.failures,
    )


def _run_record(
    endpoint: Endpoint, prompts: Sequence[Prompt], settings: Settings, *, is_summed: bool
) -> Run:
    usage = endpoint.usage
    used = [part for p in prompts for part in (p, p.addition) if part]
    return Run(
        briefing=__version__,
        model=endpoint.settings.model,
        endpoint=endpoint.host,
        structured_output=endpoint.structured_output,
        prompts=tuple(PromptUsed(name=p.name, version=p.version, sha256=p.sha256) for p in used),
        parameters={
            **endpoint.parameters,
            "chunk_tokens": settings.chunk_tokens,
            "encoding": settings.encoding,
            "max_asks": settings.max_asks,
            "key_points": prompts[-1].label if is_summed else "rule",
        },
        requests=usage.requests,
        cache_hits=usage.cache_hits,
        retries=usage.retries,
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cached_tokens=usage.cached_tokens,
        cost_usd=None if endpoint.cost_usd is None else round(endpoint.cost_usd, 6),
    )


def _title(articles: Sequence[Article]) -> str:
    return f"Briefing: {articles[0].title}" if len(articles) == 1 else "Briefing"
