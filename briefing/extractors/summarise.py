"""Statements come in, a line each → a model's sentences for the top of the briefing."""

from collections.abc import Sequence

from briefing.extractors.asking import LinesPrompt, ask_for
from briefing.extractors.model import Asked
from briefing.schema.reply import KeyPointsReply


async def summarise(
    endpoint: Asked, prompt: LinesPrompt, lines: Sequence[str]
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
    return await ask_for(KeyPointsReply, rendered, named="key_points", endpoint=endpoint)
