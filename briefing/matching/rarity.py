"""How many statements use a word → how much it tells that two statements share it."""

import math
from collections import Counter
from collections.abc import Iterable, Set


class Rarity:
    """Weights of words, counted over the statements that are compared.

    The weight is the inverse document frequency log(1 + N / n) of Sparck Jones (1972), here of
    statements; a word that none of them uses counts as used once.
    """

    def __init__(self, word_sets: Iterable[Set[str]]) -> None:
        """Counts each word once a set."""
        self._counts: Counter[str] = Counter()
        self._weights: dict[str, float] = {}
        self._n = 0
        for words in word_sets:
            self._n += 1
            self._counts.update(words)

    def weight(self, word: str) -> float:
        """Above 0; the rarer, the more."""
        if word not in self._weights:
            ratio = max(self._n, 1) / max(self._counts[word], 1)
            self._weights[word] = math.log(1 + ratio)
        return self._weights[word]

    def total(self, words: Iterable[str]) -> float:
        """The weights of some words together; summed in one order, so that runs agree."""
        return sum(self.weight(word) for word in sorted(words))
