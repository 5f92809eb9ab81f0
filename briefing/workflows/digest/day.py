"""The journal and a day come in → each statement of the day, and what it is to those before it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from briefing.journal import Journal, Judgement, Kept, Said
from briefing.journal.records import Told
from briefing.matching import (
    CONTAINED,
    JudgedMatcher,
    Matcher,
    Matter,
    Rarity,
    RuleMatcher,
    Speakers,
    Usage,
    Verdict,
    WordIndex,
    compare_statements,
    count_words,
    is_named,
    name_key,
)
from briefing.schema.statement import UNATTRIBUTED
from briefing.workflows.digest.about import read_claims, read_words
from briefing.workflows.digest.contexts import Contexts
from briefing.workflows.digest.form import Label
from briefing.workflows.digest.options import RECENT_DAYS, Options, days_before


class Earlier(NamedTuple):
    """The statement that another repeats or changes."""

    said: Said
    verdict: Verdict
    first_said: str


class Lead(NamedTuple):
    """What is said on a day, once, with all the statements that say it."""

    told: Told
    also: tuple[Told, ...]
    claims: tuple[Matter, ...]
    earlier: Earlier | None

    @property
    def label(self) -> Label:
        """What it is to the days before."""
        if self.earlier is None:
            return "new"
        return "repeated" if self.earlier.verdict.outcome == "same" else "changed"


class History:
    """What the journal holds of a day and before it, as far as that day is compared with it."""

    def __init__(self, journal: Journal, day: str, options: Options) -> None:
        """Reads the day itself at once, the rest when it is asked for."""
        self.journal = journal
        self.day = day
        self.first_day = options.first_day(day)
        self.articles: Mapping[str, Kept] = {a.article.id: a for a in journal.articles(day)}
        self.told = journal.statements(day)
        self.recent_topics = journal.topics(self.recent_from, day)
        """Id, topics and thread of each recent article."""
        self._claims: dict[int, tuple[Matter, ...]] = {}

    @property
    def recent_from(self) -> str:
        """The first day whose speakers are compared with one another."""
        return max(self.first_day, days_before(self.day, RECENT_DAYS))

    def claims(self, said: Said) -> tuple[Matter, ...]:
        """What a statement is about."""
        if said.number not in self._claims:
            self._claims[said.number] = read_claims(self.journal.matter(said.number))
        return self._claims[said.number]

    def may_meet(self, claims: Iterable[Matter], words: Sequence[frozenset[str]]) -> bool:
        """Whether a claim has so many words of one of another statement that it is compared.

        That is a great part of the weight of the lighter of the two. It is asked of what the
        index finds, and answered from the words alone, as `read_words` gives them.
        """
        total = self.rarity.total
        for claim in claims:
            ours = claim.words
            for theirs in words:
                shared = ours & theirs
                if shared and total(shared) >= CONTAINED * min(total(ours), total(theirs)):
                    return True
            if not ours:
                return True
        return False

    @cached_property
    def contexts(self) -> Contexts:
        """Which articles may be compared with those of the day."""
        today = {id_: kept.topics for id_, kept in self.articles.items()}
        recent = {id_: topics for id_, topics, _ in self.recent_topics}
        return Contexts(self.journal, today, recent)

    @cached_property
    def usage(self) -> Usage:
        """The words of this day's claims."""
        return self._count(told.said for told in self.told)

    @cached_property
    def rarity(self) -> Rarity:
        """How rare words are in the statements of the recent days and this one."""
        kept = self.journal.words(self.recent_from, self.day)
        earlier = [
            self._count(self.journal.said_on(day)) if words is None else Usage.from_json(words)
            for day, words in kept
        ]
        return Rarity([*earlier, self.usage])

    @cached_property
    def matcher(self) -> RuleMatcher:
        """Compares statements by rules."""
        return RuleMatcher(self.rarity)

    @cached_property
    def judgements(self) -> Mapping[tuple[int, int], Judgement]:
        """What a model has said of statements of the day and earlier ones, by their numbers."""
        return self.journal.judgements(self.day)

    def matcher_for(self, now: Said, earlier: Said) -> Matcher:
        """Compares two statements by a model's word, where there is one."""
        judged = self.judgements.get((now.number, earlier.number))
        if judged is None:
            return self.matcher
        return JudgedMatcher(self.matcher, judged.relation, by=judged.label)

    def _count(self, said: Iterable[Said]) -> Usage:
        return count_words(claim.words for one in said for claim in self.claims(one))

    @cached_property
    def speakers(self) -> Speakers:
        """Who is who among those who speak on this day and all that may be the same."""
        keys = {name_key(told.said.speaker) for told in self.told}
        return Speakers(self.names(keys))

    def names(self, keys: Iterable[str]) -> list[str]:
        """Names with these keys."""
        return self.journal.names_like(keys, upto=self.day)


def find_leads(history: History) -> list[Lead]:
    """What is said on the day, in the order of the articles, each with what it is to before."""
    return [
        lead._replace(earlier=_find_earlier(history, lead, before))
        for lead, before in find_candidates(history)
    ]


def find_candidates(history: History) -> list[tuple[Lead, list[Said]]]:
    """What is said on the day, each with what its speaker has said before in much the same words.

    In the order of the articles, and of days.
    """
    leads = _once_each(history)
    return list(zip(leads, _said_before(history, leads), strict=True))


def _once_each(history: History) -> list[Lead]:
    """Put together what the day's articles have the same speakers say in other words."""
    by_speaker: dict[str, list[int]] = {}
    leads: list[Lead] = []
    for told in history.told:
        claims = history.claims(told.said)
        speaker = history.speakers.one(told.said.speaker)
        known = by_speaker.setdefault(speaker, [])
        at = next((i for i in known if _says_nothing_new(history, told, claims, leads[i])), None)
        if at is None:
            known.append(len(leads))
            leads.append(Lead(told, (), claims, None))
        else:
            leads[at] = leads[at]._replace(also=(*leads[at].also, told))
    return leads


def _says_nothing_new(history: History, told: Told, claims: Sequence[Matter], lead: Lead) -> bool:
    if not history.contexts.is_one(told.said.article, lead.told.said.article):
        return False
    return compare_statements(history.matcher, claims, lead.claims).outcome == "same"


def _said_before(history: History, leads: Sequence[Lead]) -> list[list[Said]]:
    """For each statement, what its speaker has said before in words that may be of its matter."""
    by_speaker: dict[str, list[int]] = {}
    for i, lead in enumerate(leads):
        by_speaker.setdefault(lead.told.said.speaker, []).append(i)
    found: list[list[Said]] = [[] for _ in leads]
    for speaker, places in by_speaker.items():
        claims = [(i, claim.words) for i in places for claim in leads[i].claims]
        index = WordIndex(claims, history.rarity, part=CONTAINED)
        for said in _said_by(history, speaker):
            near = set().union(*(index.near(line.split()) for line in said.words.split("\n")))
            words = read_words(said) if near else ()
            for i in near:
                if history.may_meet(leads[i].claims, words):
                    found[i].append(said)
    return [sorted(said, key=lambda s: (s.day, s.number)) for said in found]


def _said_by(history: History, speaker: str) -> Iterator[Said]:
    """What a speaker has said before, under any of the names that are one."""
    if speaker == UNATTRIBUTED:
        return history.journal.said_by([speaker], history.recent_from, history.day)
    names = history.speakers.names(speaker)
    return history.journal.said_by(names, history.first_day, history.day)


def _find_earlier(history: History, lead: Lead, before: Sequence[Said]) -> Earlier | None:
    """The latest statement on the same matter of those that the speaker has made before."""
    latest: Earlier | None = None
    for earlier in reversed(before):
        older = latest is not None and earlier.day < latest.said.day
        if latest is not None and older and latest.verdict.outcome == "changed":
            return latest
        verdict = _compare(history, lead, earlier)
        if verdict.outcome == "other":
            continue
        if latest is None or (not older and _is_better(verdict, latest.verdict)):
            latest = Earlier(earlier, verdict, earlier.day)
        elif verdict.outcome == "changed":
            return latest  # Before that day, something else was said.
        else:
            latest = latest._replace(first_said=earlier.day)
    return latest


def _compare(history: History, lead: Lead, earlier: Said) -> Verdict:
    if not history.contexts.is_one(lead.told.said.article, earlier.article):
        return Verdict("other")
    matcher = history.matcher_for(lead.told.said, earlier)
    verdict = compare_statements(matcher, lead.claims, history.claims(earlier))
    if verdict.outcome == "changed" and not _may_change(lead):
        return Verdict("other")
    return verdict


def _may_change(lead: Lead) -> bool:
    """Nobody's words cannot change, and "police" may be the police of another town."""
    speaker = lead.told.said.speaker
    is_somebodys = is_named(speaker) or any(claim.names for claim in lead.claims)
    return speaker != UNATTRIBUTED and is_somebodys


def _is_better(verdict: Verdict, than: Verdict) -> bool:
    return (verdict.outcome == "same", verdict.score) > (than.outcome == "same", than.score)
