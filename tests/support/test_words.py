"""Words, stems and sentences."""

import pytest

from briefing.support.words import is_irregular, stem_of, words_of


@pytest.mark.parametrize(
    "forms",
    [
        "injured injuries injury",
        "decided decision decide",
        "withdrew withdrawal withdrawing",
        "rose risen rising",
        "subsidies subsidising",
        "stopped stopping",
        "rebuilt rebuilding",
        "disagreed disagree",
    ],
)
def test_forms_of_one_word_share_a_stem(forms: str) -> None:
    assert len({stem_of(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["safe save", "unsafe safe", "rate rat's", "may must"])
def test_other_words_do_not(pair: str) -> None:
    first, second = pair.split()

    assert stem_of(first) != stem_of(second)


def test_contractions_are_taken_apart() -> None:
    assert [w.low for w in words_of("They won’t, can't and cannot; we'll")] == [
        "they", "will", "not", ",", "can", "not", "and", "can", "not", ";", "we", "will",
    ]  # fmt: skip


def test_an_abbreviation_ends_no_sentence() -> None:
    words = words_of("Mr. Ross of the U.S. spoke. He left.")

    assert {w.sentence for w in words if w.low in ("ross", "us", "spoke")} == {0}
    assert words[-2].sentence == 1


def test_a_prefix_with_a_hyphen_belongs_to_its_word() -> None:
    assert words_of("re-open")[0].stem == words_of("reopen")[0].stem


def test_only_irregular_forms_are_irregular() -> None:
    assert is_irregular("struck")
    assert not is_irregular("insurance")
