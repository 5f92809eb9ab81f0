"""What is said on a day, and what others have said → where two speakers cannot both be right."""

from collections.abc import Sequence
from itertools import combinations, islice
from typing import NamedTuple

from briefing.journal import Said
from briefing.matching import (
    Matter,
    Speakers,
    Verdict,
    compare_statements,
    name_key,
)
from briefing.schema.statement import UNATTRIBUTED, Kind
from briefing.workflows.digest.day import History, Lead
from briefing.workflows.digest.options import day_after

CLAIMS: tuple[Kind, ...] = ("position", "consequence")
"""Kinds that say what is so or will be: two of them may exclude each other."""
MOST_COMPARED = 60
"""Claims that one is compared with, the last first."""


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
    index = _Index(history, leads)
    best: dict[tuple[frozenset[str], tuple[str, ...]], Clash] = {}
    for lead in leads:
        is_claim = lead.told.kind in CLAIMS and lead.told.said.speaker != UNATTRIBUTED
        if lead.label == "repeated" or not is_claim:
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
    """The recent claims of fact, by the words they use and by their two rarest ones.

    Claims that contradict each other are of one matter: one of them has nearly all the words of the
    other, and so its two rarest.
    """

    def __init__(self, history: History, leads: Sequence[Lead]) -> None:
        self._history = history
        said = history.journal.said_of(CLAIMS, history.recent_from, history.day)
        said += [lead.told.said for lead in leads if lead.told.kind in CLAIMS]
        near = {id_ for article in history.articles for id_ in history.contexts.near(article)}
        pool = [one for one in said if one.speaker != UNATTRIBUTED and one.article in near]
        self._speakers = Speakers(history.names({name_key(one.speaker) for one in pool}))
        self._claims: list[tuple[Said, int]] = []
        self._with: dict[str, list[int]] = {}
        self._rarest: dict[tuple[str, ...], list[int]] = {}
        for one in pool:
            for place, line in enumerate(one.words.split("\n")):
                self._add(line.split(), len(self._claims))
                self._claims.append((one, place))

    def _add(self, words: list[str], number: int) -> None:
        for word in words:
            self._with.setdefault(word, []).append(number)
        self._rarest.setdefault(self._two_rarest(words), []).append(number)

    def _two_rarest(self, words: list[str]) -> tuple[str, ...]:
        """`words` in alphabetical order, so that of equally rare ones the same are taken."""
        return tuple(sorted(sorted(words, key=self._history.rarity.weight)[-2:]))

    def one(self, said: Said) -> str:
        """Who speaks, under one name."""
        return self._speakers.one(said.speaker)

    def clashes(self, lead: Lead) -> list[Clash]:
        """The claims of others that contradict one of this statement."""
        history, here = self._history, lead.told.said
        found = []
        for claim in lead.claims:
            for said, place in self._like(claim, here):
                sides = [history.claims(said)[place], claim]
                if said.day == here.day and said.number > here.number:
                    sides.reverse()
                verdict = history.matcher.contradicts(*sides)
                if verdict.outcome == "changed" and self._stands(said):
                    found.append(Clash(lead, said, verdict))
        return found

    def _like(self, claim: Matter, here: Said) -> list[tuple[Said, int]]:
        """What others have claimed in nearly the same words, the last first."""
        words = sorted(claim.words)
        rarest = self._two_rarest(words)
        found = set.intersection(*(set(self._with.get(word, ())) for word in rarest or ("",)))
        for pair in combinations(words, 2):
            found.update(self._rarest.get(pair, ()))
        near = self._history.contexts.near(here.article)
        claims = (self._claims[i] for i in sorted(found, reverse=True))
        others = (
            (said, place)
            for said, place in claims
            if said.article in near
            and self._history.may_meet([claim], said)
            and self.one(said) != self.one(here)
        )
        return list(islice(others, MOST_COMPARED))

    def _stands(self, other: Said) -> bool:
        """Whether its speaker has not taken it back since."""
        history, claims = self._history, self._history.claims(other)
        names = self._speakers.names(other.speaker)
        later = history.journal.said_by(names, day_after(other.day), day_after(history.day))
        return not any(
            compare_statements(history.matcher, history.claims(said), claims).outcome == "changed"
            for said in later
            if history.may_meet(claims, said)
        )
