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
        counts: Counter[str] = Counter()
        n = 0
        for claims, words in usages:
            n += claims
            counts.update(words)
        self._weights = _Weights(max(n, 1), counts)
        self._totals: dict[frozenset[str], float] = {}
        self.weight = self._weights.__getitem__
        """Above 0; the rarer the word, the more."""

    def total(self, words: frozenset[str]) -> float:
        """The weights of some words together; summed in one order, so that runs agree."""
        known = self._totals.get(words)
        if known is None:
            known = self._totals[words] = sum(map(self.weight, sorted(words)))
        return known


class _Weights(dict[str, float]):
    """Worked out for each word when it is first asked for."""

    def __init__(self, n: int, counts: Mapping[str, int]) -> None:
        super().__init__()
        self._n = n
        self._counts = counts

    def __missing__(self, word: str) -> float:
        weight = math.log(1 + self._n / max(self._counts.get(word, 0), 1))
        self[word] = weight
        return weight
