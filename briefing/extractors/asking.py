"""A question and the form of its answer come in → the answer in that form, or why there is none."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from pydantic import BaseModel

from briefing.endpoint import Answer, Message, Request
from briefing.errors import EndpointUnavailable
from briefing.extractors.model import Asked, Rendered
from briefing.extractors.replies import Complaint, ask_again, read_as, schema_of

MAX_ASKS = 2
"""For what can be done without a model as well: one more try is enough."""
_Wanted = TypeVar("_Wanted", bound=BaseModel)


class LinesPrompt(Protocol):
    """A prompt version that asks about numbered lines."""

    def render_lines(self, lines: Sequence[str]) -> Rendered:
        """The messages for these lines."""
        ...


async def ask_for(
    wanted: type[_Wanted], rendered: Rendered, *, named: str, endpoint: Asked
) -> _Wanted | str:
    """Ask a model, and once more where its reply is not in order, saying what is wrong with it.

    Args:
        wanted: What the reply has to be.
        rendered: The question.
        named: Name of the JSON schema.
        endpoint: Where to ask.

    Returns:
        A valid reply, of which nothing has been checked; or, in one line, why there is none.

    Raises:
        EndpointUnavailable: The endpoint failed for good before it answered anything.
    """
    messages = [Message("system", rendered.system), Message("user", rendered.user)]
    spent: list[Answer] = []
    problem = ""
    while len(spent) < MAX_ASKS:
        request = Request(messages=tuple(messages), schema_name=named, schema=schema_of(wanted))
        try:
            answer = await endpoint.ask(request)
        except EndpointUnavailable as exc:
            if endpoint.given_up:
                raise
            return str(exc)
        spent.append(answer)
        verdict = read_as(answer, wanted)
        if not isinstance(verdict, Complaint):
            return verdict
        problem = f"the reply is {verdict} after {len(spent)} asks"
        messages = [*messages[:2], *ask_again(answer, verdict, asked=len(spent))]
    endpoint.forget(spent)
    return problem
