"""Prepared articles come in → what a model found in them; one asker a node, each with its share."""

import os
import pickle
import platform
from collections.abc import Sequence

from pydantic import SecretStr

from briefing.config import Settings
from briefing.endpoint import Endpoint
from briefing.endpoint.connect import open_endpoint
from briefing.errors import EndpointUnavailable
from briefing.extractors.model import ModelExtractor
from briefing.extractors.together import together
from briefing.prompts import Prompt
from briefing.read import Prepared
from briefing.workflows.cluster.account import Accounting

KEY = "OPENAI_API_KEY"


def count_askers(settings: Settings, nodes: int) -> int:
    """As many as there are nodes, but none whose share of a limit would be nothing."""
    limits = [settings.max_concurrency, settings.rpm, settings.tpm]
    return min([nodes, *(limit for limit in limits if limit is not None)])


def share_of(settings: Settings, askers: int) -> Settings:
    """What each asker may do, so that all of them together stay within the limits.

    Fixed shares hold without a word between the nodes, also when one is lost and its asker begins
    anew elsewhere. What one of them does not use, no other can.
    """
    return settings.model_copy(
        update={
            "max_concurrency": settings.max_concurrency // askers,
            "rpm": settings.rpm and settings.rpm // askers,
            "tpm": settings.tpm and settings.tpm // askers,
            "max_cost": settings.max_cost and settings.max_cost / askers,
        }
    )


class Asker:
    """Asks about many blocks of articles at once, in one event loop."""

    def __init__(self, settings: Settings, prompt: Prompt, *, needs_key: bool) -> None:
        """Open nothing yet.

        Args:
            settings: The asker's share, without the key: what is handed to a cluster, it keeps.
            prompt: What to ask with.
            needs_key: Whether the run has one; it is taken from this node's environment.
        """
        self._settings = settings
        self._prompt = prompt
        self._needs_key = needs_key
        self._notices: list[str] = []
        self._endpoint: Endpoint | None = None

    async def ask(self, blocks: Sequence[bytes]) -> tuple[list[bytes], str]:
        """What was found in each article of a block, and JSON of what asking took.

        Raises:
            EndpointUnavailable: The endpoint failed for good before it answered anything, or this
                node has no key.
        """
        if self._endpoint is None:
            self._endpoint = await self._open()
        extractor = ModelExtractor(self._endpoint, self._prompt, max_asks=self._settings.max_asks)
        prepared: list[Prepared] = [pickle.loads(block) for block in blocks]
        found = await together(extractor.extract(p.article, p.chunks) for p in prepared)
        account = self._accounting.tell(self._notices)
        self._notices.clear()
        return [pickle.dumps(extraction) for extraction in found], account.model_dump_json()

    async def close(self) -> None:
        """Let go of connections and cache, where the process is not about to end."""
        if self._endpoint is not None:
            await self._endpoint.__aexit__()

    async def _open(self) -> Endpoint:
        key = os.environ.get(KEY) if self._needs_key else None
        if self._needs_key and not key:
            problem = f"{KEY} is not set on node {platform.node()}"
            hint = f"set {KEY} where `ray start` is run, on every node; a key is never handed on"
            raise EndpointUnavailable("cluster", problem, hint=hint)
        settings = self._settings.model_copy(update={"api_key": SecretStr(key) if key else None})
        endpoint = open_endpoint(settings, notice=self._notices.append)
        self._accounting = Accounting(endpoint)
        return await endpoint.__aenter__()
