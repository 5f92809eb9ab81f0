"""The plain way to ask a model: AsyncOpenAI `create` and pydantic, no chunking, checks or cache.

What the other benchmarks are measured against; printed by benchmarks/load.py.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

import openai
from pydantic import ValidationError

from briefing.schema.reply import QuotesReply


async def ask_bare(url: str, bodies: Sequence[dict[str, Any]], *, concurrency: int) -> int:
    """Send every body, `concurrency` at a time; how many of the replies were valid."""
    places = asyncio.Semaphore(concurrency)
    async with openai.AsyncOpenAI(base_url=url, api_key="none") as client:

        async def ask(body: dict[str, Any]) -> bool:
            async with places:
                completion = await client.chat.completions.create(**body)
            try:
                QuotesReply.model_validate_json(completion.choices[0].message.content or "")
            except ValidationError:
                return False
            return True

        return sum(await asyncio.gather(*(ask(body) for body in bodies)))
