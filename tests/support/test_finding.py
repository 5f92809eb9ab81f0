"""A finding and its words."""

from briefing.support.finding import Unsupported, found


def test_the_words_are_cut_from_the_summary() -> None:
    assert found("number", "It cost 5.", 8, 9, "why") == Unsupported("number", "5", 8, 9, "why")
