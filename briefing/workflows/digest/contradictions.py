"""What is said on a day, and what others have said → where two speakers cannot both be right."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from briefing.journal import Said
from briefing.matching import (
    Matter,
    Speakers,
    Verdict,
    compare_statements,
    name_key,
    share_nearly_all,
)
from briefing.schema.statement import UNATTRIBUTED, Kind
from briefing.workflows.digest.about import read_words
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
    found = _Clashes(history, [lead for lead in leads if _is_claim(lead)])
    best: dict[tuple[frozenset[str], tuple[str, ...]], Clash] = {}
    for clash in found.clashes():
        pair = frozenset({found.one(clash.one.told.said), found.one(clash.other)})
        key = (pair, clash.verdict.shared)
        known = best.get(key)
        if known is None or _rank(clash) > _rank(known):
            best[key] = clash
    return sorted(best.values(), key=lambda c: (c.one.told.said.number, c.other.number))


def _is_claim(lead: Lead) -> bool:
    return lead.told.kind in CLAIMS and lead.told.said.speaker != UNATTRIBUTED


def _rank(clash: Clash) -> tuple[float, str, int]:
    return clash.verdict.score, clash.other.day, -clash.other.number


class _Fresh(NamedTuple):
    """A claim that was made on the day, and not before."""

    lead: Lead
    claim: Matter
    near: list[tuple[Said, int]]
    """Claims in nearly the same words: a statement and the claim's place there; in order."""


class _Clashes:
    """Puts what others have claimed, now and lately, beside what is claimed on the day.

    Claims that contradict each other are of one matter: one of them has nearly all the words of the
    other, and so its two rarest.
    """

    def __init__(self, history: History, leads: Sequence[Lead]) -> None:
        """`leads`: claims of fact by somebody."""
        self._history = history
        fresh = [lead for lead in leads if lead.label != "repeated"]
        self._fresh = [_Fresh(lead, claim, []) for lead in fresh for claim in lead.claims]
        self._with: dict[str, set[int]] = {}
        """The day's claims that have a word."""
        self._rarest: dict[str, list[tuple[str, int]]] = {}
        """For a word, the day's claims whose rarest word it is, and the next rarest of each."""
        for number, one in enumerate(self._fresh):
            words = sorted(one.claim.words)
            for word in words:
                self._with.setdefault(word, set()).add(number)
            second, first = self._two_rarest(words)
            self._rarest.setdefault(first, []).append((second, number))
        self._known = frozenset(self._with)
        for said in history.journal.said_of(CLAIMS, history.recent_from, history.day):
            self._add(said)
        for lead in leads:
            self._add(lead.told.said)
        near = [one for one in self._fresh if one.near]
        heard = {said.speaker for one in near for said, _ in one.near}
        heard |= {one.lead.told.said.speaker for one in near}
        self._speakers = Speakers(history.names(map(name_key, sorted(heard))))

    def _add(self, said: Said) -> None:
        """Note a statement with the day's claims that it may contradict."""
        if said.speaker == UNATTRIBUTED:
            return
        for place, line in enumerate(said.words.split("\n")):
            words = line.split()
            common = self._known.intersection(words)
            if len(common) < 2:
                continue
            found = {
                number
                for word in common
                for other, number in self._rarest.get(word, ())
                if other in common
            }
            second, first = self._two_rarest(words)
            if first in common and second in common:
                found |= self._with[first] & self._with[second]
            for number in found:
                fresh = self._fresh[number]
                if share_nearly_all(fresh.claim.words, frozenset(words), self._history.rarity):
                    fresh.near.append((said, place))

    def _two_rarest(self, words: list[str]) -> tuple[str, str]:
        """`words` in alphabetical order, so that of equally rare ones the same are taken."""
        if len(words) < 2:
            return "", ""
        second, first = sorted(words, key=self._history.rarity.weight)[-2:]
        return second, first

    def one(self, said: Said) -> str:
        """Who speaks, under one name."""
        return self._speakers.one(said.speaker)

    def clashes(self) -> Iterator[Clash]:
        """All claims of others that contradict one of the day's."""
        history = self._history
        for fresh in self._fresh:
            here = fresh.lead.told.said
            for said, place in self._others(fresh):
                sides = [history.claims(said)[place], fresh.claim]
                if said.day == here.day and said.number > here.number:
                    sides.reverse()
                verdict = history.matcher.contradicts(*sides)
                if verdict.outcome == "changed" and self._stands(said):
                    yield Clash(fresh.lead, said, verdict)

    def _others(self, fresh: _Fresh) -> Iterator[tuple[Said, int]]:
        """What others have claimed in nearly the same words, the last first."""
        history, here = self._history, fresh.lead.told.said
        near = history.contexts.near(here.article)
        found = (
            (said, place)
            for said, place in reversed(fresh.near)
            if said.article in near and self.one(said) != self.one(here)
        )
        return islice(found, MOST_COMPARED)

    def _stands(self, other: Said) -> bool:
        """Whether its speaker has not taken it back since."""
        history, claims = self._history, self._history.claims(other)
        names = self._speakers.names(other.speaker)
        later = history.journal.said_by(names, day_after(other.day), day_after(history.day))
        return not any(
            compare_statements(history.matcher, history.claims(said), claims).outcome == "changed"
            for said in later
            if history.may_meet(claims, read_words(said))
        )
