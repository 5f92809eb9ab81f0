"""Puts questions to an `Endpoint`, all at once, and gathers what came of it."""

import asyncio
import gc
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefing.endpoint import Answer, Endpoint, EndpointSettings, Message, Request
from briefing.errors import EndpointUnavailable

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"capital": {"type": "string"}},
    "required": ["capital"],
    "additionalProperties": False,
}


def question(text: str = "Which city?", repeat: int = 0) -> Request:
    """A question for `SCHEMA`."""
    messages = (Message("system", "Answer in JSON."), Message("user", text))
    return Request(messages, "answer", SCHEMA, repeat)


class Asked:
    """What a run of questions gave."""

    def __init__(self) -> None:
        self.notices: list[str] = []
        self.answers: list[Answer | BaseException] = []
        self.usage: dict[str, int] = {}
        self.structured_output = ""
        self.given_up = False
        self.cost_usd: float | None = None
        self.parameters: dict[str, int | float | None] = {}


def ask(
    url: str | None, questions: Sequence[Request], *, cache: Path | None = None, **settings: Any
) -> Asked:
    """Put all questions at once."""
    run = Asked()

    async def main() -> None:
        made = EndpointSettings(**{"model": "double", "base_url": url, **settings})
        async with Endpoint(made, cache=cache, notice=run.notices.append) as endpoint:
            asked = (endpoint.ask(one) for one in questions)
            run.answers = await asyncio.gather(*asked, return_exceptions=True)
            run.structured_output = endpoint.structured_output
            run.given_up = endpoint.given_up
            run.parameters = endpoint.parameters
            run.cost_usd = endpoint.cost_usd
            usage = endpoint.usage
            run.usage = {name: getattr(usage, name) for name in usage.__dataclass_fields__}

    asyncio.run(main())
    # A connection that was left open warns when it is collected, and warnings are errors.
    gc.collect()
    return run


def many(count: int) -> list[Request]:
    """Different questions, numbered from 0."""
    return [question(f"Question {number}?") for number in range(count)]


def first_error(run: Asked) -> EndpointUnavailable:
    """What the first question got, which must be an error."""
    error = run.answers[0]
    assert isinstance(error, EndpointUnavailable)
    return error
