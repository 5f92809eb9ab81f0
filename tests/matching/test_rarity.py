"""A rare word weighs more, and counts that were kept weigh as if they had been counted."""

import math

from briefing.matching import Rarity, Usage, count_words


def rarity() -> Rarity:
    return Rarity([count_words([{"bread", "price"}, {"bread"}]), Usage(2, {"barrier": 1})])


def test_the_weight_is_the_inverse_frequency_over_all_claims() -> None:
    assert rarity().weight("bread") == math.log(1 + 4 / 2)
    assert rarity().weight("barrier") == math.log(1 + 4 / 1)


def test_a_word_that_nobody_uses_weighs_as_one_used_once() -> None:
    assert rarity().weight("unheard") == rarity().weight("barrier")


def test_a_word_counts_once_in_a_claim() -> None:
    assert count_words([frozenset({"a", "b"}), frozenset({"a"})]) == Usage(2, {"a": 2, "b": 1})


def test_what_is_kept_is_what_was_counted() -> None:
    usage = count_words([frozenset({"größe", "a b"})])

    assert Usage.from_json(usage.to_json()) == usage


def test_words_weigh_together_what_each_weighs() -> None:
    weights = rarity()
    both = weights.weight("bread") + weights.weight("price")

    assert weights.total(frozenset({"price", "bread"})) == both
    assert weights.total(frozenset()) == 0


def test_nothing_counted_is_no_error() -> None:
    assert Rarity([]).total(frozenset({"a"})) == math.log(2)
