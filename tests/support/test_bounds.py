"""Words that bound a number."""

from briefing.support.bounds import bound_after, bound_before
from briefing.support.words import words_of


def test_the_longest_bound_wins() -> None:
    assert bound_before(words_of("no more than 5"), 3) == "under"
    assert bound_before(words_of("more than 5"), 2) == "over"


def test_a_phrasal_verb_bounds_nothing() -> None:
    assert bound_before(words_of("handed over 5"), 2) == ""


def test_a_bound_may_follow() -> None:
    assert bound_after(words_of("5 or fewer"), 1) == "under"
    assert bound_after(words_of("5 men"), 1) == ""
