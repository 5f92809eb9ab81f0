"""Where persons and bodies are named: by sentence, outside what is said, for the first time."""

from collections.abc import Sequence

from briefing.attribution.entity import Mention
from briefing.attribution.names import Cast
from briefing.attribution.units import Unit
from briefing.schema.article import Span

_OPENING = 30
"""Code points before a sentence's subject: "Former opposition leader"."""


def mentions_by_unit(units: Sequence[Unit], cast: Cast) -> list[list[Mention]]:
    """The mentions of each unit, in order."""
    grouped: list[list[Mention]] = [[] for _ in units]
    at = 0
    for mention in cast.mentions:
        while at < len(units) and units[at].span.end <= mention.span.start:
            at += 1
        if at < len(units) and units[at].span.start <= mention.span.start:
            grouped[at].append(mention)
    return grouped


def outside(mentions: Sequence[Mention], contents: Sequence[Span]) -> list[Mention]:
    """Mentions in the narrator's words: a name inside a quotation is not its speaker's."""
    return [m for m in mentions if not any(m.span.overlaps(c) for c in contents)]


def is_questioner(mention: Mention, text: str) -> bool:
    """Whether somebody is named as who asks: "Under questioning by Ms Roe, he said"."""
    before = text[: mention.span.start].rstrip().rpartition(" ")[2].casefold()
    return before in ("by", "from")


def introduces(mention: Mention, cast: Cast, before: str) -> bool:
    """Whether a person is named here first, as the subject: "Ada Roe was for it, she said".

    Args:
        mention: The first of its sentence.
        cast: Of the article.
        before: The words of the sentence before it.
    """
    entity = cast.entities[mention.entity]
    is_new = bool(entity.given) and entity.mentions[0] == mention
    return is_new and len(before) <= _OPENING and not set(before) & set("“\"'‘«")
