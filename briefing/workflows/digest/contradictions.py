"""What is said on a day, and what others have said → where two speakers cannot both be right."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from briefing.journal import Said
from briefing.matching import (
    Matter,
    Speakers,
    Verdict,
    compare_statements,
    find_contradiction,
    name_key,
)
from briefing.schema.statement import UNATTRIBUTED
from briefing.workflows.digest.day import History, Lead

LEAST_SHARED = 2
"""Words that statements must share to be compared."""
MOST_COMPARED = 60
"""Statements that one is compared with: those that share most words with it."""


class Clash(NamedTuple):
    """Two statements that cannot both hold; `one` is of the day, `other` of it or before."""

    one: Lead
    other: Said
    verdict: Verdict


def find_clashes(history: History, leads: Sequence[Lead]) -> list[Clash]:
    """The contradictions that are new on the day, one for each two speakers and matter.

    One side says on this day what it has not said before; the other says it on this day, or is not
    known to have said otherwise since.
    """
    pool = [said for said in history.recent if said.speaker != UNATTRIBUTED]
    pool += [lead.told.said for lead in leads if lead.told.said.speaker != UNATTRIBUTED]
    index = _Index(history, pool)
    best: dict[tuple[frozenset[str], tuple[str, ...]], Clash] = {}
    for lead in leads:
        if lead.label == "repeated" or lead.told.said.speaker == UNATTRIBUTED:
            continue
        for clash in index.clashes(lead):
            pair = frozenset({index.one(clash.one.told.said), index.one(clash.other)})
            key = (pair, clash.verdict.shared)
            known = best.get(key)
            if known is None or _rank(clash) > _rank(known):
                best[key] = clash
    return sorted(best.values(), key=lambda c: (c.one.told.said.number, c.other.number))


def _rank(clash: Clash) -> tuple[float, str, int]:
    return clash.verdict.score, clash.other.day, -clash.other.number


class _Index:
    """Statements by the words they use, and by who makes them."""

    def __init__(self, history: History, pool: Sequence[Said]) -> None:
        self._history = history
        self._pool = pool
        speakers = Speakers(history.names({name_key(said.speaker) for said in pool}))
        self._speaker = {said.number: speakers.one(said.speaker) for said in pool}
        self._by_speaker: dict[str, list[Said]] = {}
        self._by_word: dict[str, list[int]] = {}
        for i, said in enumerate(pool):
            self._by_speaker.setdefault(self.one(said), []).append(said)
            for word in {word for claim in history.claims(said) for word in claim.words}:
                self._by_word.setdefault(word, []).append(i)

    def one(self, said: Said) -> str:
        """Who speaks, under one name."""
        return self._speaker[said.number]

    def clashes(self, lead: Lead) -> list[Clash]:
        """The statements of others that contradict this one."""
        history, here = self._history, lead.told.said
        found = []
        for i in self._sharing(lead.claims):
            other = self._pool[i]
            if self.one(other) == self.one(here) or not history.is_one_context(
                here.article, other.article
            ):
                continue
            sides = [history.claims(other), lead.claims]
            if other.day == here.day and other.number > here.number:
                sides.reverse()
            verdict = find_contradiction(history.matcher, sides[0], sides[1])
            if verdict.outcome == "changed" and self._stands(other):
                found.append(Clash(lead, other, verdict))
        return found

    def _sharing(self, claims: Sequence[Matter]) -> list[int]:
        shared: Counter[int] = Counter()
        for word in sorted({word for claim in claims for word in claim.words}):
            shared.update(self._by_word.get(word, ()))
        near = [(-n, i) for i, n in shared.items() if n >= LEAST_SHARED]
        return [i for _, i in sorted(near)[:MOST_COMPARED]]

    def _stands(self, other: Said) -> bool:
        """Whether its speaker has not taken it back since."""
        history = self._history
        claims = history.claims(other)
        later = [said for said in self._by_speaker[self.one(other)] if said.day > other.day]
        return not any(
            compare_statements(history.matcher, history.claims(said), claims).outcome == "changed"
            for said in later
        )
