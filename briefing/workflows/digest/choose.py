"""Labelled statements of a day → their order, which of them are shown, and the key points.

The most consequential come first: what has changed, what contradicts, new demands and consequences,
then new positions and questions; what is repeated comes last.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from briefing.schema.statement import Kind
from briefing.workflows.digest.day import Lead
from briefing.workflows.digest.stories import Told

KEY_POINTS = 5
REPEATED_PART = 3
"""Of the statements that are shown, at most one in so many is a repeated one."""
_KIND_ORDER: Mapping[Kind, int] = {"demand": 0, "consequence": 1, "position": 2, "question": 3}


class Ranked(NamedTuple):
    """A statement with its place."""

    rank: tuple[int, int, int, int]
    lead: Lead


def rank_leads(leads: Sequence[Lead], clashing: Collection[int]) -> list[Ranked]:
    """Sort by consequence, then by how many articles say it, then as they came in.

    Args:
        leads: In the order of their articles.
        clashing: Numbers of the statements that contradict another speaker's.
    """
    ranked = [
        Ranked((_class_of(lead, clashing), _KIND_ORDER[lead.told.kind], -len(lead.also), i), lead)
        for i, lead in enumerate(leads)
    ]
    return sorted(ranked, key=lambda r: r.rank)


def _class_of(lead: Lead, clashing: Collection[int]) -> int:
    if lead.label == "changed":
        return 0
    if lead.label == "repeated":
        return 4
    if lead.told.said.number in clashing:
        return 1
    return 2 if lead.told.kind in ("demand", "consequence") else 3


def order_stories(stories: Sequence[Told], ranked: Sequence[Ranked]) -> list[Told]:
    """By the most consequential statement in each, then by how much each has to tell."""
    story_of = {article: story.thread for story in stories for article in story.articles}
    firsts: dict[str, tuple[int, int]] = {}
    weight: dict[str, int] = {}
    for place, (rank, lead) in enumerate(ranked):
        thread = story_of[lead.told.said.article]
        firsts.setdefault(thread, (rank[0], place))
        if rank[0] < 3:
            weight[thread] = weight.get(thread, 0) + 1 + len(lead.also)
    last = (9, len(ranked))

    def key(story: Told) -> tuple[int, int, int]:
        rank, place = firsts.get(story.thread, last)
        return rank, -weight.get(story.thread, 0), place

    return sorted(stories, key=key)


def choose_shown(ranked: Sequence[Ranked], *, most: int) -> set[int]:
    """Numbers of the statements that are shown: at most `most`, the most consequential.

    No story takes more than half of the places of a class, if others have something of it to tell.
    """
    fresh = [r.lead.told.said.number for r in ranked if r.lead.label != "repeated"]
    known = [r.lead.told.said.number for r in ranked if r.lead.label == "repeated"]
    n_known = min(len(known), max(most // REPEATED_PART, most - len(fresh)))
    return {*fresh[: most - n_known], *known[:n_known]}


def choose_key_points(
    ranked: Sequence[Ranked], story_of: Mapping[str, str], *, among: Collection[int]
) -> list[Lead]:
    """Up to five: the most consequential of each story, then the next of those that have more."""
    fresh = [
        r.lead
        for r in ranked
        if r.lead.label != "repeated" and r.rank[0] < 3 and r.lead.told.said.number in among
    ]
    taken: dict[str, int] = {}
    rounds: list[tuple[int, int, Lead]] = []
    for place, lead in enumerate(fresh):
        thread = story_of[lead.told.said.article]
        taken[thread] = taken.get(thread, 0) + 1
        rounds.append((taken[thread], place, lead))
    first = sorted(rounds, key=lambda r: r[:2])[:KEY_POINTS]
    return [lead for _, _, lead in sorted(first, key=lambda r: r[1])]
