"""Articles come in → their requests in a batch or a file; results come in → answers in the cache.

What is answered so is what `make` would ask first about each chunk. Its later asks, where a reply
is bad, and key points depend on answers and are not part of it.
"""

import asyncio
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from briefing.config import Settings
from briefing.endpoint import Endpoint, EndpointSettings, Request, default_cache_file
from briefing.endpoint.batch import (
    PRICE_SHARE,
    Looked,
    Sent,
    look_at_batches,
    settle_batches,
    submit_requests,
)
from briefing.endpoint.batch_file import BatchRequest, Result, in_parts, read_results
from briefing.endpoint.batch_records import BatchRecord, BatchRecords
from briefing.endpoint.batch_results import Taken, take_results
from briefing.endpoint.connect import endpoint_settings, open_endpoint
from briefing.endpoint.prices import find_price
from briefing.endpoint.purse import BYTES_PER_TOKEN
from briefing.errors import ConfigError, InputError
from briefing.files import write_file
from briefing.pipeline import Item
from briefing.workflows.plan import Plan, plan_run


class Batched(NamedTuple):
    """Requests that are to go into a batch."""

    plan: Plan
    """What `make` would send, without what a batch has already; `cost_usd` is the batch's."""
    requests: tuple[Request, ...]


def plan_batch(items: Iterable[Item], settings: Settings) -> Batched:
    """Find the requests that neither the cache nor a batch has; nothing is sent.

    Where a submission was cut off, `settle` comes first, or its requests count as under way.

    Raises:
        ConfigError: No model is named, or there is no cache that answers could go to.
        PromptError: No such prompt version.
    """
    if settings.is_builtin:
        raise ConfigError("model", "the built-in extractor asks nobody", hint="name a --model")
    requests: list[Request] = []
    with BatchRecords(cache_file(settings)) as records:
        under_way = records.under_way()
    plan = plan_run(items, settings, under_way=under_way, unsent=requests.append)
    cost = None if plan.cost_usd is None else plan.cost_usd * PRICE_SHARE
    return Batched(plan._replace(cost_usd=cost), tuple(requests))


def settle(settings: Settings, *, notice: Callable[[str], None]) -> None:
    """Find out what became of batches whose submission was cut off.

    Raises:
        ConfigError: The cache file cannot be used.
        EndpointUnavailable: The endpoint does not say.
    """
    asked = endpoint_settings(settings)
    asyncio.run(settle_batches(asked, cache_file(settings), notice=notice))


def submit_batch(batched: Batched, settings: Settings, *, notice: Callable[[str], None]) -> Sent:
    """Submit the requests, in as many batches as the endpoint's limits make necessary.

    Where it is not known how the endpoint wants its requests, the first is asked directly: a batch
    in a form that it refuses would fail as a whole, a day later.

    Raises:
        ConfigError: It could cost more than it may, or the cache file cannot be used.
        EndpointUnavailable: That first request failed.
    """
    asked = endpoint_settings(settings)
    return asyncio.run(_submit(batched.requests, settings, asked, notice))


async def _submit(
    requests: Sequence[Request],
    settings: Settings,
    asked: EndpointSettings,
    notice: Callable[[str], None],
) -> Sent:
    async with open_endpoint(settings, notice=notice) as endpoint:
        _check_cost([_in_batch(endpoint, request) for request in requests], asked)
        if requests and not endpoint.is_settled:
            await endpoint.ask(requests[0])
            notice("1 request was asked directly, to learn how the endpoint wants them")
        lines = [_in_batch(endpoint, r) for r in requests if not endpoint.holds(r)]
    return await submit_requests(lines, asked, cache_file(settings))


def export_batch(batched: Batched, settings: Settings, file: Path) -> list[Path]:
    """Write the requests for another tool, and remember them until `import_results`.

    Returns:
        The files: more than one where the limits of the Batch API make it necessary.

    Raises:
        InputError: A file cannot be written.
        ConfigError: The cache file cannot be used.
    """
    endpoint = open_endpoint(settings, notice=lambda _: None)
    with endpoint.looking():
        parts = list(in_parts(_in_batch(endpoint, request) for request in batched.requests))
    files = [file] + [file.with_stem(f"{file.stem}-{n}") for n in range(2, len(parts) + 1)]
    asked = endpoint.settings
    with BatchRecords(cache_file(settings)) as records:
        for part, name in zip(parts, files, strict=False):
            mark, mine = records.claim(
                part, endpoint=asked.url, model=asked.model, state="exported"
            )
            try:
                write_file(name, (request.line for request in mine))
            except InputError:
                records.forget(mark)
                raise
    return files[: len(parts)]


def import_results(files: Sequence[Path], settings: Settings) -> Taken:
    """Put the answers of files of results into the cache.

    Raises:
        InputError: A file cannot be read; what the files before it hold is in the cache.
        ConfigError: The cache file cannot be used.
    """
    cache = cache_file(settings)
    with BatchRecords(cache) as records:
        return take_results(_results_in(files), records, cache)


def _results_in(files: Iterable[Path]) -> Iterator[Result]:
    for file in files:
        try:
            with file.open("rb") as stream:
                yield from read_results(stream)
        except OSError as exc:
            problem = f"cannot be read ({exc.strerror})"
            raise InputError(str(file), problem, hint="check the path") from exc


def look(
    settings: Settings, *, collect: bool, wait: bool, notice: Callable[[str], None]
) -> list[Looked]:
    """How the batches of an endpoint stand; with `collect`, what has ended goes into the cache.

    Raises:
        ConfigError: The cache file cannot be used.
    """
    asked = endpoint_settings(settings, model=settings.model or "unnamed")
    return asyncio.run(
        look_at_batches(asked, cache_file(settings), collect=collect, wait=wait, notice=notice)
    )


def forget_batch(name: str, settings: Settings) -> BatchRecord:
    """Drop a batch unseen; its requests can be submitted anew.

    Raises:
        ConfigError: There is no such batch.
    """
    with BatchRecords(cache_file(settings)) as records:
        for record in records.all():
            if record.name == name:
                records.forget(record.mark)
                return record
    raise ConfigError(name, "no such batch", hint="see `briefing batch status`")


def cache_file(settings: Settings) -> Path:
    """Where answers are kept.

    Raises:
        ConfigError: They are not to be kept.
    """
    if settings.no_cache:
        hint = "leave --no-cache out: answers of a batch go into the cache, where make finds them"
        raise ConfigError("no_cache", "a batch needs the cache", hint=hint)
    return settings.cache or default_cache_file()


def _in_batch(endpoint: Endpoint, request: Request) -> BatchRequest:
    body = json.dumps(endpoint.body(request))
    return BatchRequest(endpoint.key(request), request.repeat, body)


def _check_cost(requests: Iterable[BatchRequest], asked: EndpointSettings) -> None:
    """A batch cannot be stopped half-way, so that the most it can cost has to fit."""
    price = find_price(asked) if asked.max_cost is not None else None
    if price is None or asked.max_cost is None:
        return
    worst = PRICE_SHARE * sum(
        price(len(request.body) // BYTES_PER_TOKEN, 0, asked.max_output_tokens)
        for request in requests
    )
    if worst > asked.max_cost:
        problem = f"the batch could cost up to {worst:.2f} dollars (limit {asked.max_cost:g})"
        raise ConfigError("max_cost", problem, hint="raise it, or submit fewer articles")
