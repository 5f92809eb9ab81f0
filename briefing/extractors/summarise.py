"""Statements come in, a line each → a model's sentences for the top of the briefing."""

from collections.abc import Sequence
from typing import Protocol

from briefing.endpoint import Answer, Message, Request
from briefing.errors import EndpointUnavailable
from briefing.extractors.model import Asked, Rendered
from briefing.extractors.replies import Complaint, ask_again, key_points_schema, read_key_points
from briefing.schema.reply import KeyPointsReply

MAX_ASKS = 2
"""A briefing has key points without a model as well: one more try is enough."""


class SummarisePrompt(Protocol):
    """A prompt version that asks for key points."""

    def render_lines(self, lines: Sequence[str]) -> Rendered:
        """The messages for these statements."""
        ...


async def summarise(
    endpoint: Asked, prompt: SummarisePrompt, lines: Sequence[str]
) -> KeyPointsReply | str:
    """Ask a model for key points.

    Args:
        endpoint: Where to ask.
        prompt: Version of the prompt.
        lines: At most 64 statements, a line each, in the order of their numbers.

    Returns:
        A valid reply, of which nothing has been checked; or, in one line, why there is none.

    Raises:
        EndpointUnavailable: The endpoint failed for good before it answered anything.
    """
    rendered = prompt.render_lines(lines)
    messages = [Message("system", rendered.system), Message("user", rendered.user)]
    spent: list[Answer] = []
    problem = ""
    while len(spent) < MAX_ASKS:
        request = Request(
            messages=tuple(messages), schema_name="key_points", schema=key_points_schema()
        )
        try:
            answer = await endpoint.ask(request)
        except EndpointUnavailable as exc:
            if endpoint.given_up:
                raise
            return str(exc)
        spent.append(answer)
        verdict = read_key_points(answer)
        if not isinstance(verdict, Complaint):
            return verdict
        problem = f"the reply is {verdict} after {len(spent)} asks"
        messages = [*messages[:2], *ask_again(answer, verdict, asked=len(spent))]
    endpoint.forget(spent)
    return problem
