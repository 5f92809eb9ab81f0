"""A day's articles → which others are about things near enough for their words to be compared."""

from collections import Counter
from collections.abc import Mapping

from briefing.journal import Journal

SAME_CONTEXT = 2
"""Names or headline words that two articles must share, for their statements to be compared."""
Topics = frozenset[str]


class Contexts:
    """Which articles share enough of their topics: names and headline words.

    Those of the day and the recent ones are found by their topics; of an older one, the topics are
    fetched when it is asked about.
    """

    def __init__(
        self, journal: Journal, today: Mapping[str, Topics], recent: Mapping[str, Topics]
    ) -> None:
        """Topics by the ids of the articles."""
        self._journal = journal
        self._today = today
        self._indexed = {**recent, **today}
        self._older: dict[str, Topics] = {}
        by_topic: dict[str, list[str]] = {
            topic: [] for topics in today.values() for topic in topics
        }
        for id_, topics in self._indexed.items():
            for topic in topics & by_topic.keys():
                by_topic[topic].append(id_)
        self._near = {id_: _near(topics, by_topic) for id_, topics in today.items()}

    def near(self, article: str) -> frozenset[str]:
        """Ids of the articles of the day and the recent ones that are near one of the day."""
        return self._near[article]

    def is_one(self, article: str, other: str) -> bool:
        """Whether an article of the day and any other are of one context."""
        if article == other:
            return True
        if other in self._indexed:
            return other in self._near[article]
        if other not in self._older:
            self._older[other] = self._journal.topics_of(other)
        return len(self._today[article] & self._older[other]) >= SAME_CONTEXT


def _near(topics: Topics, by_topic: Mapping[str, list[str]]) -> frozenset[str]:
    shared: Counter[str] = Counter()
    for topic in topics:
        shared.update(by_topic[topic])
    return frozenset(id_ for id_, n in shared.items() if n >= SAME_CONTEXT)
