"""A statement and earlier ones of its speaker come in → what a model says it is to each of them."""

from collections.abc import Sequence

from briefing.extractors.asking import LinesPrompt, ask_for
from briefing.extractors.model import Asked
from briefing.schema.reply import MAX_EARLIER, MatchesReply, Relation


async def match(
    endpoint: Asked, prompt: LinesPrompt, now: str, earlier: Sequence[str]
) -> tuple[Relation, ...] | str:
    """Ask a model about one statement.

    Args:
        endpoint: Where to ask.
        prompt: Version of the prompt.
        now: The statement, in a line.
        earlier: At most `MAX_EARLIER` others, a line each.

    Returns:
        What the statement is to each of the earlier ones; of one that the reply does not name, or
        of which it says two things, `other`. Or, in one line, why there is no reply.

    Raises:
        EndpointUnavailable: The endpoint failed for good before it answered anything.
        ValueError: There are more than `MAX_EARLIER`.
    """
    if len(earlier) > MAX_EARLIER:
        raise ValueError(f"{len(earlier)} earlier statements, at most {MAX_EARLIER}")
    rendered = prompt.render_lines([now, *earlier])
    reply = await ask_for(MatchesReply, rendered, named="matches", endpoint=endpoint)
    if isinstance(reply, str):
        return reply
    said: dict[str, set[Relation]] = {}
    for item in reply.matches:
        said.setdefault(item.earlier, set()).add(item.relation)
    return tuple(_only(said.get(f"e{n}", set())) for n in range(1, len(earlier) + 1))


def _only(relations: set[Relation]) -> Relation:
    return next(iter(relations)) if len(relations) == 1 else "other"
