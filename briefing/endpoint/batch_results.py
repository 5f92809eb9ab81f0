"""Results of a batch come in → answers in the reply cache, and what was wrong with the others."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from briefing.endpoint.batch_file import Result
from briefing.endpoint.batch_records import BatchRecords, unusable
from briefing.endpoint.cache import ReplyCache
from briefing.endpoint.completion import read_answer
from briefing.endpoint.exchange import Answer
from briefing.endpoint.faults import Fault


@dataclass
class Taken:
    """What a file of results held."""

    answered: int = 0
    """New in the cache."""
    held: int = 0
    """Answers that the cache had already."""
    unknown: int = 0
    """Lines about requests that nobody waits for."""
    unreadable: int = 0
    """Lines that are none of the form."""
    failed: dict[str, str] = field(default_factory=dict)
    """Why a request was not answered, by its key."""
    left: int = 0
    """Requests of the batch about which there is no line."""

    @property
    def whole(self) -> bool:
        """Whether every line was of use and every request is answered."""
        return not (self.failed or self.left or self.unknown or self.unreadable)

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why requests failed and how many did so, most first."""
        return Counter(self.failed.values()).most_common()


def take_results(results: Iterable[Result], records: BatchRecords, cache: Path) -> Taken:
    """Put answers that are waited for into the cache, each on disk before the next is read.

    Raises:
        ConfigError: The cache file cannot be used.
    """
    taken = Taken()

    def fail(message: str) -> None:
        raise unusable(cache, message)

    with ReplyCache(cache, notice=fail) as replies:
        for result in results:
            if result.key is None:
                taken.unreadable += 1
            elif replies.get(result.key) is not None:
                taken.held += 1
                records.answered(result.key)
            else:
                _take(result, result.key, records, replies, taken)
    return taken


def _take(
    result: Result, key: str, records: BatchRecords, replies: ReplyCache, taken: Taken
) -> None:
    waiting = records.find(key)
    if waiting is None:
        taken.unknown += 1
        return
    answer, problem = _answer_in(result, key)
    if answer is None:
        taken.failed[key] = problem
        return
    body = json.loads(waiting.body)
    replies.put(answer, url=waiting.endpoint, body=body, repeat=waiting.repeat)
    records.answered(key)
    taken.answered += 1
    taken.failed.pop(key, None)


def _answer_in(result: Result, key: str) -> tuple[Answer | None, str]:
    if result.data is None:
        return None, result.problem
    try:
        return read_answer(result.data, key), ""
    except Fault as fault:
        return None, fault.said.message
