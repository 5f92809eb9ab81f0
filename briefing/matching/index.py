"""Claims come in → which of them other words may be of one matter with, without comparing all.

Two sets of words that share a part of the weight of the lighter one share one of its rarest words:
the others weigh too little (prefix filtering: Chaudhuri, Ganti and Kaushik 2006, Bayardo, Ma and
Srikant 2007). So a claim is looked up under few words, and none is missed.
"""

from collections.abc import Collection, Iterable

from briefing.matching.rarity import Rarity

_SLACK = 1e-9
"""Sums of the same weights in another order differ by less than this."""


class WordIndex:
    """Some claims, found by the words of others."""

    def __init__(
        self, claims: Iterable[tuple[int, frozenset[str]]], rarity: Rarity, *, part: float
    ) -> None:
        """Index claims by their words.

        Args:
            claims: Each with the number that it is found as; several may have one number.
            rarity: Weights of words.
            part: Of the weight of the lighter of two claims, what both must share.
        """
        self._weight = rarity.weight
        self._part = part
        self._wordless: set[int] = set()
        self._with: dict[str, set[int]] = {}
        self._under: dict[str, set[int]] = {}
        for number, words in claims:
            if not words:
                self._wordless.add(number)
            for word in words:
                self._with.setdefault(word, set()).add(number)
            for word in self._rarest(sorted(words)):
                self._under.setdefault(word, set()).add(number)
        self._known = frozenset(self._with)

    def near(self, words: Collection[str]) -> set[int]:
        """The numbers of the claims that may share enough with a claim of these words.

        A claim without words may be near any other.
        """
        common = self._known.intersection(words)
        if not common:
            return self._wordless
        found = self._wordless.union(*(self._under[w] for w in common if w in self._under))
        weight = self._weight
        if sum(map(weight, common)) + _SLACK >= self._part * sum(map(weight, words)):
            found.update(*(self._with[w] for w in self._rarest(words) if w in common))
        return found

    def _rarest(self, words: Collection[str]) -> list[str]:
        """The fewest words without which the others weigh less than the part."""
        ranked = sorted(words, key=self._weight, reverse=True)
        left = sum(map(self._weight, ranked))
        least = self._part * left - _SLACK
        for n, word in enumerate(ranked, 1):
            left -= self._weight(word)
            if left < least:
                return ranked[:n]
        return ranked
