"""The OpenAI Batch API: files of requests go up, files of results come down."""

from collections.abc import AsyncIterator
from typing import Any, NamedTuple

from briefing.endpoint.batch_file import URL
from briefing.endpoint.client import Client
from briefing.endpoint.exchange import Usage
from briefing.endpoint.faults import Fault, Said, unavailable
from briefing.endpoint.limiter import Limiter
from briefing.endpoint.purse import free_purse
from briefing.endpoint.retry import delay_before, is_passing
from briefing.endpoint.settings import EndpointSettings
from briefing.errors import EndpointUnavailable

ENDED = ("completed", "failed", "expired", "cancelled")
"""Statuses that stay (OpenAI API reference, the batch object); any other may change."""
PAGE, PAGES = 100, 100
"""Batches that are listed at once, and pages that are looked at."""
MARK = "briefing"
"""Key of the metadata in which a batch carries our own name for it."""


class Batch(NamedTuple):
    """A batch as the endpoint tells of it."""

    id: str
    status: str
    total: int
    done: int
    failed: int
    files: tuple[str, ...]
    """Ids of the files of results and of errors, as far as there are such."""
    problem: str
    """Why the whole of it failed, where the endpoint says so."""

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.status in ENDED


class BatchApi:
    """One endpoint's batches: an async context manager. What fails raises a `Fault`."""

    def __init__(self, settings: EndpointSettings) -> None:
        """Open nothing yet."""
        self._settings = settings

    async def __aenter__(self) -> "BatchApi":
        self._limiter = Limiter(1)
        self._client = Client(
            self._settings,
            usage=Usage(),
            limiter=self._limiter,
            purse=free_purse(),
            check=lambda: None,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()

    async def upload(self, lines: bytes, *, name: str) -> str:
        """Give the endpoint a file of requests; its id. One that nobody uses does no harm."""
        file = (f"{name}.jsonl", lines, "application/jsonl")
        data = await self._client.call(
            lambda api: api.files.with_raw_response.create(file=file, purpose="batch")
        )
        return _id(data)

    async def create(self, file: str, *, mark: str) -> Batch:
        """Have the requests of a file answered.

        A request whose answer was lost may have made the batch: before it is repeated, the endpoint
        is asked whether it has, for a second one would be paid for as well.
        """
        n_tries = 0
        while True:
            try:
                return _batch(
                    await self._client.call(
                        lambda api: api.batches.with_raw_response.create(
                            completion_window="24h",
                            endpoint=URL,
                            input_file_id=file,
                            metadata={MARK: mark},
                        ),
                        tries=1,
                    )
                )
            except Fault as fault:
                if n_tries >= self._settings.max_retries or not is_passing(fault):
                    raise
                n_tries += 1
                await self._limiter.sleep(delay_before(n_tries, fault))
                made = None if refuses(fault) else await self.find(mark=mark, file=file)
                if made is not None:
                    return made

    async def find(self, *, mark: str, file: str | None) -> Batch | None:
        """The batch that carries our mark, or was made of this file."""
        async for data in self._listed():
            metadata = data.get("metadata")
            marked = isinstance(metadata, dict) and metadata.get(MARK) == mark
            if marked or (file is not None and data.get("input_file_id") == file):
                return _batch(data)
        return None

    async def get(self, id_: str) -> Batch:
        """How far a batch is."""
        return _batch(
            await self._client.call(lambda api: api.batches.with_raw_response.retrieve(id_))
        )

    async def content(self, file: str) -> bytes:
        """All of a file."""
        return await self._client.content(file)

    async def _listed(self) -> AsyncIterator[dict[str, Any]]:
        after: str | None = None
        for _ in range(PAGES):
            data = await self._page(after)
            listed = data.get("data")
            batches = [b for b in listed if isinstance(b, dict)] if isinstance(listed, list) else []
            for batch in batches:
                yield batch
            if not batches or not data.get("has_more"):
                return
            after = _id(batches[-1])

    async def _page(self, after: str | None) -> dict[str, Any]:
        query = {"limit": PAGE} if after is None else {"limit": PAGE, "after": after}
        return await self._client.call(
            lambda api: api.batches.with_raw_response.list(extra_query=query)
        )

    def unavailable(self, fault: Fault) -> EndpointUnavailable:
        """The fault in the user's terms."""
        settings = self._settings
        error = unavailable(fault, host=settings.host, model=settings.model, models=())
        if fault.status in (404, 405):
            error.hint = (
                "it has no such batch for this key, or no Batch API: see --base-url; `briefing "
                "batch export` makes a file for other tools, `forget` drops a batch that is gone"
            )
        return error


def refuses(fault: Fault) -> bool:
    """Whether a request was surely not carried out."""
    refused = fault.kind == "status" and (fault.status or 0) < 500
    return refused or fault.kind == "refused connection"


def _batch(data: dict[str, Any]) -> Batch:
    counts = data.get("request_counts")
    counts = counts if isinstance(counts, dict) else {}
    files = (data.get("output_file_id"), data.get("error_file_id"))
    errors = data.get("errors")
    listed = errors.get("data") if isinstance(errors, dict) else None
    first = listed[0] if isinstance(listed, list) and listed else None
    return Batch(
        id=_id(data),
        status=str(data.get("status")),
        total=_count(counts.get("total")),
        done=_count(counts.get("completed")),
        failed=_count(counts.get("failed")),
        files=tuple(file for file in files if isinstance(file, str) and file),
        problem=" ".join(str(first.get("message") or "").split())[:200]
        if isinstance(first, dict)
        else "",
    )


def _id(data: dict[str, Any]) -> str:
    found = data.get("id")
    if not isinstance(found, str) or not found:
        raise Fault("no reply", Said("the response names no id"))
    return found


def _count(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0
