"""A day's articles → the stories that they tell, each with the thread of days it goes on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefing.journal import Journal
from briefing.workflows.digest.contradictions import Clash
from briefing.workflows.digest.day import History, Lead
from briefing.workflows.digest.form import QuietStory
from briefing.workflows.digest.options import QUIET_DAYS

LEAST_TOPICS = 4
"""Rare names or headline words that two articles of one story share: two people, for example."""
RARE_PART, RARE_COUNT = 0.05, 5
"""A topic is rare when at most this part of the articles, or so many of them, have it."""


class Told(NamedTuple):
    """Articles of one day that tell one story."""

    thread: str
    """Id of the first article that ever told it."""
    articles: tuple[str, ...]


def find_stories(history: History, leads: Sequence[Lead], clashes: Sequence[Clash]) -> list[Told]:
    """Connect articles whose statements meet, or that share several rare topics.

    Statements meet when one repeats, changes or contradicts the other. Copies follow the article
    they are copies of.
    """
    links = _Links(history)
    for lead in leads:
        here = lead.told.said.article
        links.join(here, *(told.said.article for told in lead.also))
        if lead.earlier:
            links.join(here, lead.earlier.said.article)
    for clash in clashes:
        links.join(clash.one.told.said.article, clash.other.article)
    links.join_by_topics()
    return links.stories()


class _Links:
    """Groups of the day's articles (union by name), and the threads that each was seen to go on."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._group = {id_: id_ for id_, a in history.articles.items() if a.copy_of is None}
        self._threads: dict[str, Counter[str]] = {id_: Counter() for id_ in self._group}

    def join(self, here: str, *others: str) -> None:
        """`here` is of the day; others of it, or of before."""
        for other in others:
            if other in self._group:
                old, new = self._group[other], self._group[here]
                for id_, group in self._group.items():
                    if group == old:
                        self._group[id_] = new
            elif thread := self._history.journal.thread_of(other):
                self._threads[here][thread] += 1

    def join_by_topics(self) -> None:
        """Connect articles that share rare topics, with each other and with recent ones."""
        history = self._history
        earlier = [(i, topics, thread) for i, topics, thread in history.recent_topics if thread]
        todays = [(id_, history.articles[id_].topics) for id_ in self._group]
        used = Counter(t for _, topics, _ in earlier for t in topics)
        used.update(t for _, topics in todays for t in topics)
        most = max(RARE_COUNT, RARE_PART * (len(earlier) + len(todays)))
        by_topic: dict[str, list[str]] = {}
        thread_of = {id_: thread for id_, _, thread in earlier}
        wanted = {topic for _, topics in todays for topic in topics if used[topic] <= most}
        for id_, topics, _ in earlier:
            for topic in topics & wanted:
                by_topic.setdefault(topic, []).append(id_)
        for id_, topics in todays:
            shared: Counter[str] = Counter()
            for topic in topics & wanted:
                shared.update(by_topic.get(topic, ()))
                by_topic.setdefault(topic, []).append(id_)
            for other in sorted(o for o, n in shared.items() if n >= LEAST_TOPICS):
                if other in self._group:
                    self.join(id_, other)
                else:
                    self._threads[id_][thread_of[other]] += 1

    def stories(self) -> list[Told]:
        """The groups, each under the thread that most of its links lead to."""
        groups: dict[str, list[str]] = {}
        for id_, group in self._group.items():
            groups.setdefault(group, []).append(id_)
        found = []
        for articles in groups.values():
            threads: Counter[str] = Counter()
            for id_ in articles:
                threads.update(self._threads[id_])
            thread = min(threads, key=lambda t: (-threads[t], t)) if threads else articles[0]
            found.append(Told(thread, tuple(articles)))
        return _once_each(found)


def _once_each(stories: Iterable[Told]) -> list[Told]:
    """Groups of a day that go on the same thread are one story."""
    by_thread: dict[str, Told] = {}
    for story in stories:
        known = by_thread.get(story.thread)
        articles = (*known.articles, *story.articles) if known else story.articles
        by_thread[story.thread] = Told(story.thread, articles)
    return list(by_thread.values())


def find_quiet(journal: Journal, day: str) -> list[QuietStory]:
    """The stories of several days that, as of this day, have gone quiet."""
    days = journal.days_with_articles(day, most=QUIET_DAYS + 1)
    if len(days) <= QUIET_DAYS or days[0] != day:
        return []
    return [
        QuietStory(
            id=thread.thread,
            title=thread.title,
            last_day=thread.last_day,
            articles=thread.n_articles,
            days=thread.n_days,
        )
        for thread in journal.threads_last_on(days[QUIET_DAYS], upto=day)
        if thread.n_days > 1
    ]
