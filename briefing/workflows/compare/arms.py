"""Prepared articles and arms come in → what every arm made of every article, repeat by repeat."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, nullcontext
from typing import NamedTuple

from briefing.comparison.outcomes import Effort, Made
from briefing.config import BUILTIN, Settings
from briefing.endpoint import Endpoint, Usage
from briefing.endpoint.connect import open_endpoints
from briefing.endpoint.interrupts import Interrupts
from briefing.extractors.builtin import extract_by_rules
from briefing.extractors.model import ModelExtractor
from briefing.extractors.together import together
from briefing.prompts import Prompt
from briefing.read import Prepared, finish_article
from briefing.schema.briefing import Failure, StructuredOutput
from briefing.schema.reading import Reading
from briefing.steps.merge import merge_statements
from briefing.workflows.compare.meter import Meter


class Way(NamedTuple):
    """One arm, before it is run."""

    id: str
    model: str
    prompt: Prompt | None
    """None for the built-in extractor."""


class Take(NamedTuple):
    """What one arm made of one article, once."""

    arm: str
    article: str
    repeat: int
    made: Made
    failures: tuple[Failure, ...]


class Ran(NamedTuple):
    """All that was made, and what the endpoints were asked."""

    takes: tuple[Take, ...]
    usage: Usage
    endpoint: str | None
    temperature: float | None
    structured_output: dict[str, StructuredOutput]
    """By model."""


def run_arms(
    ways: Sequence[Way],
    prepared: Sequence[Prepared],
    settings: Settings,
    *,
    repeats: int,
    notice: Callable[[str], None],
    progress: Callable[[str], None],
    interrupts: Interrupts | None,
) -> Ran:
    """Put every arm to every article, article by article, each repeat a sample of its own.

    Raises:
        EndpointUnavailable: An endpoint failed for good before it answered anything.
        KeyboardInterrupt: Interrupted; what was answered is in the cache.
    """
    tell = _teller(len(ways) * len(prepared) * repeats, progress)
    ran = asyncio.run(_run(ways, prepared, settings, repeats, notice, tell, interrupts))
    if interrupts is not None and interrupts.happened:
        raise KeyboardInterrupt
    return ran


async def _run(
    ways: Sequence[Way],
    prepared: Sequence[Prepared],
    settings: Settings,
    repeats: int,
    notice: Callable[[str], None],
    tell: "_Tell",
    interrupts: Interrupts | None,
) -> Ran:
    models = list(dict.fromkeys(way.model for way in ways if way.prompt))
    async with AsyncExitStack() as stack:
        opened = [
            await stack.enter_async_context(endpoint)
            for endpoint in open_endpoints(settings, models, notice=notice)
        ]
        endpoints = dict(zip(models, opened, strict=True))
        with interrupts.stopping(*opened) if interrupts else nullcontext():
            takes = await together(
                tell(_take(way, article, repeat, endpoints.get(way.model), settings.max_asks))
                for article in prepared
                for repeat in range(repeats)
                for way in ways
            )
        return _ran(takes, endpoints)


_Tell = Callable[[Awaitable[Take]], Coroutine[None, None, Take]]


def _teller(total: int, progress: Callable[[str], None]) -> _Tell:
    """Wraps what makes a sample, so that it is told when it is there."""
    n_done = 0

    async def tell(making: Awaitable[Take]) -> Take:
        nonlocal n_done
        take = await making
        n_done += 1
        progress(f"{n_done} of {total}: {take.arm}, {take.made.audited.source}")
        return take

    return tell


async def _take(
    way: Way,
    prepared: Prepared,
    repeat: int,
    endpoint: Endpoint | None,
    max_asks: int,
) -> Take:
    article = prepared.article
    if way.prompt is None or endpoint is None:
        extraction = extract_by_rules(article, prepared.known.attributions)
        effort = Effort()
    else:
        meter = Meter(endpoint)
        extractor = ModelExtractor(meter, way.prompt, max_asks=max_asks, repeat=repeat)
        extraction = await extractor.extract(article, prepared.chunks)
        effort = meter.effort
    reading = finish_article(prepared, extraction)
    return Take(way.id, article.id, repeat, _listed(reading, effort), reading.failures)


def _listed(reading: Reading, effort: Effort) -> Made:
    """What a briefing of this article alone would list."""
    merged = merge_statements(reading.statements)
    return Made(
        audited=reading.article,
        statements=merged.statements,
        drops=(*reading.drops, *merged.drops),
        n_failures=len(reading.failures),
        effort=effort,
    )


def _ran(takes: Sequence[Take], endpoints: dict[str, Endpoint]) -> Ran:
    total = Usage()
    for endpoint in endpoints.values():
        total.requests += endpoint.usage.requests
        total.retries += endpoint.usage.retries
        total.cache_hits += endpoint.usage.cache_hits
    first = next(iter(endpoints.values()), None)
    return Ran(
        takes=tuple(takes),
        usage=total,
        endpoint=first.host if first else None,
        temperature=first.settings.temperature if first else None,
        structured_output={
            BUILTIN: "none",
            **{model: endpoint.structured_output for model, endpoint in endpoints.items()},
        },
    )


def failures_of(takes: Sequence[Take]) -> list[Failure]:
    """Each says under which arm it happened and, where there are several, in which repeat."""
    several = any(take.repeat for take in takes)
    return [
        failure.model_copy(
            update={
                "error": f"{take.arm}, repeat {take.repeat + 1}: {failure.error}"
                if several
                else f"{take.arm}: {failure.error}"
            }
        )
        for take in takes
        for failure in take.failures
    ]
