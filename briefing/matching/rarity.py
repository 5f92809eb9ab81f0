"""How many statements use a word → how much it tells that two statements share it."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple


class Usage(NamedTuple):
    """How many claims there are, of a day for example, and how many of them use each word."""

    claims: int
    words: Mapping[str, int]

    def to_json(self) -> str:
        """For keeping."""
        return json.dumps([self.claims, self.words], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Usage":
        """The reverse of `to_json`."""
        return cls(*json.loads(text))


def count_words(claims: Iterable[Set[str]]) -> Usage:
    """Count each word once a claim."""
    counts: Counter[str] = Counter()
    n = 0
    for words in claims:
        n += 1
        counts.update(sorted(words))
    return Usage(n, counts)


class Rarity:
    """Weights of words, counted over the claims that are compared.

    The weight is the inverse document frequency log(1 + N / n) of Sparck Jones (1972), here of
    claims; a word that none of them uses counts as used once.
    """

    def __init__(self, usages: Iterable[Usage]) -> None:
        """Adds them up."""
        self._counts: Counter[str] = Counter()
        self._weights: dict[str, float] = {}
        self._totals: dict[frozenset[str], float] = {}
        self._n = 0
        for claims, words in usages:
            self._n += claims
            self._counts.update(words)

    def weight(self, word: str) -> float:
        """Above 0; the rarer, the more."""
        if word not in self._weights:
            ratio = max(self._n, 1) / max(self._counts[word], 1)
            self._weights[word] = math.log(1 + ratio)
        return self._weights[word]

    def total(self, words: frozenset[str]) -> float:
        """The weights of some words together; summed in one order, so that runs agree."""
        if words not in self._totals:
            self._totals[words] = sum(self.weight(word) for word in sorted(words))
        return self._totals[words]

    def shared_part(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Part of the lighter one's weight that both have: 1 when the other has all its words."""
        shared = one & other
        if not shared:
            return 0.0
        return self.total(shared) / min(self.total(one), self.total(other))
