"""Prepared articles and arms come in → what every arm made of every article, repeat by repeat."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from typing import NamedTuple

from briefing.comparison.outcomes import Effort, Made
from briefing.config import BUILTIN, Settings
from briefing.endpoint import Endpoint, Usage
from briefing.endpoint.connect import open_endpoint
from briefing.extractors.builtin import BuiltinExtractor
from briefing.extractors.model import ModelExtractor
from briefing.pipeline import Prepared, Reading, read_article
from briefing.prompts import Prompt
from briefing.schema.briefing import Failure, StructuredOutput
from briefing.steps.audit import audit_article
from briefing.steps.merge import merge_statements
from briefing.workflows.compare.meter import Gate, Meter


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
) -> Ran:
    """Put every arm to every article, article by article, each repeat a sample of its own.

    Raises:
        EndpointUnavailable: An endpoint failed for good before it answered anything.
        KeyboardInterrupt: Interrupted; what was answered is in the cache.
    """
    try:
        return asyncio.run(_run(ways, prepared, settings, repeats, notice, progress))
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


async def _run(
    ways: Sequence[Way],
    prepared: Sequence[Prepared],
    settings: Settings,
    repeats: int,
    notice: Callable[[str], None],
    progress: Callable[[str], None],
) -> Ran:
    tell = _teller(len(ways) * len(prepared) * repeats, progress)
    gate = Gate(settings.max_concurrency, notice=notice)
    _stop_on_interrupt(gate)
    models = dict.fromkeys(way.model for way in ways if way.prompt)
    async with AsyncExitStack() as stack:
        endpoints = {
            model: await stack.enter_async_context(
                open_endpoint(settings.model_copy(update={"model": model}), notice=notice)
            )
            for model in models
        }
        takes = await asyncio.gather(
            *(
                tell(_take(way, article, repeat, endpoints.get(way.model), gate, settings.max_asks))
                for article in prepared
                for repeat in range(repeats)
                for way in ways
            )
        )
        return _ran(takes, endpoints)


def _teller(
    total: int, progress: Callable[[str], None]
) -> Callable[[Awaitable[Take]], Coroutine[None, None, Take]]:
    """Wraps what makes a sample, so that it is told when it is there."""
    n_done = 0

    async def tell(making: Awaitable[Take]) -> Take:
        nonlocal n_done
        take = await making
        n_done += 1
        progress(f"{n_done} of {total}: {take.arm}, {take.made.audited.source}")
        return take

    return tell


def _stop_on_interrupt(gate: Gate) -> None:
    """Where the platform and the thread allow it; elsewhere an interrupt stops at once."""
    try:
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, gate.stop)
    except (NotImplementedError, RuntimeError, ValueError):
        return


async def _take(
    way: Way,
    prepared: Prepared,
    repeat: int,
    endpoint: Endpoint | None,
    gate: Gate,
    max_asks: int,
) -> Take:
    if way.prompt is None or endpoint is None:
        reading = await read_article(prepared, BuiltinExtractor(prepared.known.attributions))
        effort = Effort()
    else:
        meter = Meter(endpoint, gate)
        extractor = ModelExtractor(meter, way.prompt, max_asks=max_asks, repeat=repeat)
        reading = await read_article(prepared, extractor)
        effort = meter.effort
    made = _listed(reading, effort)
    return Take(way.id, prepared.article.id, repeat, made, reading.failures)


def _listed(reading: Reading, effort: Effort) -> Made:
    """What a briefing of this article alone would list."""
    merged = merge_statements(reading.statements)
    audit = audit_article(
        reading.prepared.article,
        sentences=reading.prepared.sentences,
        attributions=reading.prepared.known.attributions,
        statements=merged.statements,
    )
    return Made(
        audited=audit.article,
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
