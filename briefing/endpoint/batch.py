"""Requests go to an endpoint as a batch, and its answers into the reply cache."""

import asyncio
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from briefing.endpoint.batch_api import Batch, BatchApi, refuses
from briefing.endpoint.batch_file import BatchRequest, in_parts, read_results
from briefing.endpoint.batch_records import BatchRecord, BatchRecords, only_one
from briefing.endpoint.batch_results import Taken, take_results
from briefing.endpoint.faults import Fault
from briefing.endpoint.settings import EndpointSettings
from briefing.errors import ConfigError, EndpointUnavailable

PRICE_SHARE = 0.5
"""What a request costs in a batch, of what it costs directly (OpenAI's guide to the Batch API)."""
POLL_S = 30.0
"""Seconds between looks at a batch that is waited for; it may take a day."""


class Sent(NamedTuple):
    """What became of requests that were to be submitted."""

    batches: tuple[BatchRecord, ...]
    error: EndpointUnavailable | None
    """Why there are no more."""


class Looked(NamedTuple):
    """How a batch stands."""

    record: BatchRecord
    batch: Batch | None
    """None: the endpoint does not have it, or was not asked."""
    taken: Taken | None = None
    """What came of it, where it was collected."""
    error: EndpointUnavailable | None = None


async def submit_requests(
    requests: Sequence[BatchRequest],
    settings: EndpointSettings,
    cache: Path,
) -> Sent:
    """Submit requests in as many batches as it takes.

    Each is on disk before its file goes up, and is named by our own mark until the endpoint has
    named it, so that a batch is not lost when this is killed: `settle_batches` finds it by that.

    Raises:
        ConfigError: The cache file cannot be used, or another run is submitting.
    """
    with only_one(cache), BatchRecords(cache) as records:
        async with BatchApi(settings) as api:
            made: list[str] = []
            error: EndpointUnavailable | None = None
            for part in in_parts(requests):
                mark, mine = records.claim(
                    part, endpoint=settings.url, model=settings.model, state="submitting"
                )
                try:
                    if mine:
                        await _submit(mark, mine, records, api)
                        made.append(mark)
                except Fault as fault:
                    error = api.unavailable(fault)
                    break
        return Sent(tuple(r for r in records.all() if r.mark in made), error)


async def _submit(
    mark: str, requests: Iterable[BatchRequest], records: BatchRecords, api: BatchApi
) -> None:
    try:
        lines = "".join(request.line for request in requests).encode("ascii")
        file = await api.upload(lines, name=f"briefing-{mark}")
    except Fault:
        records.forget(mark)
        raise
    records.uploaded(mark, file)
    try:
        batch = await api.create(file, mark=mark)
    except Fault as fault:
        if refuses(fault):
            records.forget(mark)
        raise
    records.submitted(mark, batch.id)


async def settle_batches(
    settings: EndpointSettings, cache: Path, *, notice: Callable[[str], None]
) -> None:
    """Find out what became of batches whose submission was cut off.

    Raises:
        ConfigError: The cache file cannot be used.
        EndpointUnavailable: The endpoint does not say.
    """
    with BatchRecords(cache) as records:
        if not _cut_off(records):
            return
        async with BatchApi(settings) as api:
            error = await _settle_unless_busy(records, api, settings, cache, notice)
    if error is not None:
        raise error


def _cut_off(records: BatchRecords) -> list[BatchRecord]:
    return [record for record in records.all() if record.state == "submitting"]


async def _settle(
    records: BatchRecords,
    api: BatchApi,
    settings: EndpointSettings,
    notice: Callable[[str], None],
) -> EndpointUnavailable | None:
    for record in _cut_off(records):
        if record.endpoint != settings.url:
            continue
        try:
            # Without a file there is no batch.
            found = await api.find(mark=record.mark, file=record.file) if record.file else None
        except Fault as fault:
            return api.unavailable(fault)
        if found is None:
            records.forget(record.mark)
            notice(f"{record.name}: was cut off before it was submitted")
        else:
            records.submitted(record.mark, found.id)
            notice(f"{found.id}: is the batch whose submission was cut off")
    return None


async def look_at_batches(
    settings: EndpointSettings,
    cache: Path,
    *,
    collect: bool,
    wait: bool,
    notice: Callable[[str], None],
) -> list[Looked]:
    """Ask the endpoint how its batches stand, and put what has ended into the cache.

    Args:
        settings: Of the endpoint; batches of another one are not asked about, lest it be told a key
            that is not meant for it. The model plays no part.
        cache: The cache file.
        collect: Fetch what has ended; such a batch is then done with, whatever failed in it.
        wait: Until all have ended.
        notice: Is told of what was cut off, and of waiting.

    Raises:
        ConfigError: The cache file cannot be used.
    """
    ended: list[Looked] = []
    with BatchRecords(cache) as records:
        if not records.all():
            return []
        async with BatchApi(settings) as api:
            error = await _settle_unless_busy(records, api, settings, cache, notice)
            while True:
                looked = [await _look(record, api, settings) for record in records.all()]
                if collect:
                    looked = [await _collect(one, records, api, cache) for one in looked]
                    ended += [one for one in looked if one.taken is not None]
                running = [one for one in looked if one.batch and not one.batch.ended]
                if not (wait and running):
                    break
                notice(f"waiting for {len(running)} batches")
                await asyncio.sleep(POLL_S)
    others = [one for one in looked if one.taken is None]
    return ended + [
        one._replace(error=error) if error and one.record.state == "submitting" else one
        for one in others
    ]


async def _settle_unless_busy(
    records: BatchRecords,
    api: BatchApi,
    settings: EndpointSettings,
    cache: Path,
    notice: Callable[[str], None],
) -> EndpointUnavailable | None:
    if not _cut_off(records):
        return None
    try:
        with only_one(cache):
            return await _settle(records, api, settings, notice)
    except ConfigError:
        # It is being submitted at this moment.
        return None


async def _look(record: BatchRecord, api: BatchApi, settings: EndpointSettings) -> Looked:
    if record.id is None or record.endpoint != settings.url:
        return Looked(record, None)
    try:
        return Looked(record, await api.get(record.id))
    except Fault as fault:
        return Looked(record, None, error=api.unavailable(fault))


async def _collect(looked: Looked, records: BatchRecords, api: BatchApi, cache: Path) -> Looked:
    record, batch = looked.record, looked.batch
    if batch is None or not batch.ended:
        return looked
    try:
        files = [await api.content(file) for file in batch.files]
    except Fault as fault:
        return looked._replace(error=api.unavailable(fault))
    lines = (result for file in files for result in read_results(io.BytesIO(file)))
    taken = take_results(lines, records, cache)
    taken.left = max(0, records.left(record.mark) - len(taken.failed))
    records.forget(record.mark)
    return looked._replace(taken=taken)
