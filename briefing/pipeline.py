"""Articles come in → a briefing: the whole story, step by step.

load → split → chunk → extract → ground → check → merge → render. Each step is a function of its own
in `steps/`; the extractor is the built-in rules or a model. What a step cannot use becomes a drop
or a failure, which the briefing lists; nothing is passed over in silence.

Articles pass through one by one (`read.py`); of each only its reading is kept, on disk.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence, Sized
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

from briefing import __version__
from briefing.collected import Collected
from briefing.config import BUILTIN, Settings
from briefing.endpoint import Endpoint
from briefing.endpoint.connect import open_endpoint
from briefing.endpoint.interrupts import Interrupts
from briefing.extractors.model import ModelExtractor
from briefing.extractors.summarise import summarise
from briefing.extractors.together import in_turn
from briefing.progress import Progress, Spent, Tally
from briefing.prompts import Prompt, load_prompt
from briefing.recall import Recall
from briefing.schema.article import Article, Copy
from briefing.schema.briefing import (
    BriefedArticle,
    Briefing,
    Failure,
    Finding,
    PromptUsed,
    Run,
    Uncovered,
)
from briefing.schema.reading import Reading
from briefing.schema.statement import Drop, Statement
from briefing.steps.merge import Merged, merge_statements
from briefing.steps.points import Points, check_points, outline_statements
from briefing.steps.select import select_key_points
from briefing.workers import Workers

Item = Article | Copy | Failure
"""What loading gives: an article, another place of one, or why there is none."""

_Read = Callable[[int, Article], Awaitable[Reading]]


class _Making(NamedTuple):
    """What all parts of a run need."""

    settings: Settings
    notice: Callable[[str], None]
    tally: Tally
    workers: Workers
    collected: Collected


@dataclass(frozen=True, repr=False)
class _Made:
    """Has no words: asyncio puts a task's result in words when it takes its signal handler off."""

    merged: Merged
    summed: Points
    run: Run


def make_briefing(
    items: Iterable[Item],
    settings: Settings | None = None,
    *,
    expected: int = 0,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    notice: Callable[[str], None] = lambda _: None,
    progress: Callable[[Progress], None] = lambda _: None,
    interrupts: Interrupts | None = None,
) -> Briefing:
    """Make a briefing of articles.

    Args:
        items: Articles, each text once, with what else loading found; taken one by one, while those
            before are being read.
        settings: None: the built-in extractor with the defaults.
        expected: About how many articles there are, for the progress, where `items` has no length.
        now: The clock.
        notice: Is told, a line each, what the user should know while the run goes on.
        progress: Is told after each article and chunk how far the run has come.
        interrupts: Of a command that handles Ctrl-C: what is not asked then is a failure.

    Returns:
        The briefing; texts and all else that grows with the articles, but for the statements, are
        read from disk when they are asked for.

    Raises:
        EndpointUnavailable: The endpoint failed for good before it answered anything.
        PromptError, ConfigError: A setting cannot be used.
    """
    settings = settings or Settings(model=BUILTIN)
    started = time.perf_counter()
    expected = len(items) if isinstance(items, Sized) else expected
    tally = Tally(expected, progress)
    collected = Collected()
    with Workers(settings, expected=expected, notice=notice) as workers:
        making = _Making(settings, notice, tally, workers, collected)
        made = asyncio.run(_read_all(items, making, interrupts))
    statements = made.merged.statements
    points = made.summed.points or select_key_points(statements, collected.texts)
    collected.add_drops([*made.merged.drops, *made.summed.drops])
    return Briefing(
        title=collected.title,
        created=now().astimezone(UTC).isoformat(timespec="seconds"),
        articles=collected.all(BriefedArticle),
        statements=statements,
        key_points=points,
        drops=collected.all(Drop),
        uncovered=collected.all(Uncovered),
        failures=collected.all(Failure),
        findings=collected.all(Finding),
        run=made.run.model_copy(
            update={
                "chunks": collected.chunks,
                "chunks_answered": collected.chunks_answered,
                "seconds": round(time.perf_counter() - started, 3),
            }
        ),
    )


async def _read_all(items: Iterable[Item], making: _Making, interrupts: Interrupts | None) -> _Made:
    settings = making.settings
    if settings.is_builtin:
        await _each(
            items, partial(_read_by_rules, making), making, at_once=4 * making.workers.count
        )
        run = Run(briefing=__version__, model=BUILTIN)
        return _Made(merge_statements(making.collected.statements()), Points(), run)
    prompts = [load_extract_prompt(settings)]
    if settings.summarise is not None:
        prompts += [load_prompt("summarise", settings.summarise, prompts_dir=settings.prompts_dir)]
    async with open_endpoint(settings, notice=making.notice) as endpoint:
        making.tally.spending(lambda: _spent(endpoint))
        with interrupts.stopping(endpoint) if interrupts else nullcontext():
            return await _ask_all(endpoint, prompts, items, making)


def load_extract_prompt(settings: Settings) -> Prompt:
    """The prompt version that a run asks with, for summaries in the language that it wants.

    Raises:
        PromptError: There is no such version.
    """
    prompt = load_prompt("extract", settings.prompt, prompts_dir=settings.prompts_dir)
    return prompt.in_language(settings.language)


async def _each(items: Iterable[Item], read: _Read, making: _Making, *, at_once: int) -> None:
    """Read the articles; what else there is among the items is noted."""
    collected = making.collected

    async def keep(place: int, article: Article) -> None:
        collected.add(place, await read(place, article))

    def jobs() -> Iterator[Callable[[], Awaitable[None]]]:
        for place, item in enumerate(items):
            if isinstance(item, Article):
                yield partial(keep, place, item)
            else:
                collected.note(place, item)

    await in_turn(jobs(), at_once=at_once)


async def _read_by_rules(making: _Making, place: int, article: Article) -> Reading:
    reading = await making.workers.read(place, article)
    making.tally.article_read()
    return reading


async def _ask_all(
    endpoint: Endpoint, prompts: Sequence[Prompt], items: Iterable[Item], making: _Making
) -> _Made:
    settings, tally, workers = making.settings, making.tally, making.workers
    extractor = ModelExtractor(
        endpoint, prompts[0], max_asks=settings.max_asks, done=tally.chunk_done
    )
    recall = Recall(endpoint, prompts[0], settings)

    async def read(place: int, article: Article) -> Reading:
        known = recall.find(article)
        if known is not None:
            tally.article_read(chunks=known.chunks, done=True)
            return known
        chunks = await workers.prepare(place, article)
        tally.article_read(chunks=len(chunks))
        extraction = await extractor.extract(article, chunks)
        reading = await workers.finish(place, article, extraction)
        recall.keep(article, reading)
        return reading

    # Twice as many as can be asked about at one time: the others are prepared, or being checked.
    await _each(items, read, making, at_once=2 * settings.max_concurrency)
    merged = merge_statements(making.collected.statements())
    summed = Points()
    if merged.statements and prompts[1:]:
        summed = await _sum_up(endpoint, prompts[1], merged.statements, making)
    asked = prompts if merged.statements else prompts[:1]
    run = _run_record(endpoint, asked, settings, is_summed=bool(summed.points))
    return _Made(merged, summed, run)


def _spent(endpoint: Endpoint) -> Spent:
    usage = endpoint.usage
    return Spent(usage.input_tokens, usage.output_tokens, endpoint.cost_usd)


async def _sum_up(
    endpoint: Endpoint, prompt: Prompt, statements: Sequence[Statement], making: _Making
) -> Points:
    """Key points of the model's that hold; none where it gave none, and the rule's are taken."""
    outlined = outline_statements(statements, making.collected.running)
    reply = await summarise(endpoint, prompt, [o.line for o in outlined])
    if isinstance(reply, str):
        making.notice(f"key points: chosen by rule, since the model gave none ({reply})")
        return Points()
    return check_points(reply, outlined)


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
