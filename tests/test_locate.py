"""Quotations are found whatever their typography, and never when a word differs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.locate import fold, locate_quote

TEXT = (
    "“We can’t accept 12.5 per cent – not now,” Ms Orlu said… Later she\n"
    "called the deal “un-\nworkable”. It cost 1,200 crowns; a well-\nknown fact. "
    "Café owners agreed to a non-binding vote."
)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("We can’t accept 12.5 per cent", "We can’t accept 12.5 per cent"),
        ("We can't accept 12.5 per cent - not now", "We can’t accept 12.5 per cent – not now"),
        ('"We can\'t accept 12.5 per cent"', "We can’t accept 12.5 per cent"),
        ("we can't accept 12.5 per cent.", "We can’t accept 12.5 per cent"),
        ("Ms Orlu said... Later she called", "Ms Orlu said… Later she\ncalled"),
        ("the deal 'unworkable'", "the deal “un-\nworkable"),
        ("a well-known fact", "a well-\nknown fact"),
        ("Cafe\u0301 owners", "Café owners"),
        ("Ca\u00adf\u200bé owners", "Café owners"),
    ],
)
def test_typography_does_not_hide_a_quote(quote: str, found: str) -> None:
    span = locate_quote(quote, TEXT)

    assert span is not None
    assert span.of(TEXT) == found


@pytest.mark.parametrize(
    "quote",
    [
        "We can accept 12.5 per cent",
        "We can’t accept 13.5 per cent",
        "We can’t accept 2.5 per cent",
        "We can’t accept 12 per cent",
        "Mr Orlu said",
        "200 crowns",
        "It cost 1",
        "workable",
        "binding vote",
        "fé owners agreed",
        "accept per cent",
        "",
        " \n",
        "“…”",
        "It",
    ],
)
def test_changed_words_are_not_found(quote: str) -> None:
    assert locate_quote(quote, TEXT) is None


def test_a_long_quote_may_begin_inside_a_word_but_not_behind_a_negating_prefix() -> None:
    text = "It is unlikely that the harbour authority will agree to any of the new terms."

    assert locate_quote("kely that the harbour authority will agree to any", text) is not None
    assert locate_quote("likely that the harbour authority will agree to any", text) is None


def test_of_two_places_the_nearest_is_taken_and_otherwise_the_first() -> None:
    text = "we agree. Then nothing happened for a year, and then again: we agree."

    assert locate_quote("we agree", text) == (0, 8)
    assert locate_quote("we agree", text, near=60) == (60, 68)


def test_words_of_scripts_without_spaces_are_found_inside_a_run() -> None:
    text = "外交部长表示,谈判将继续进行。"

    span = locate_quote("谈判将继续", text)

    assert span is not None
    assert span.of(text) == "谈判将继续"


@given(st.text(max_size=300))
def test_folding_maps_every_character_to_its_place(text: str) -> None:
    folded = fold(text)

    assert len(folded.text) == len(folded.starts)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(0 <= start < len(text) for start in folded.starts)


@given(st.text(max_size=80), st.text(min_size=6, max_size=40), st.text(max_size=80))
def test_a_span_folds_to_what_was_asked_for(before: str, quote: str, after: str) -> None:
    text = f"{before} {quote} {after}"
    span = locate_quote(quote, text)

    if span is not None:
        wanted = fold(quote).text.strip(" '").rstrip(".,;:").rstrip(" '").lower()
        assert wanted in fold(span.of(text)).text.lower()


@given(st.sampled_from(["\u0301", "-\n", "“", "\u200b", "a-\n", "ﬁ"]), st.integers(1, 400))
def test_repetition_of_one_oddity_does_no_harm(piece: str, times: int) -> None:
    text = f"The council agreed {piece * times} to meet again."

    assert locate_quote("to meet again", text) is not None


@given(
    st.lists(
        st.sampled_from(["we agree", "nobody", "rewe agree", "ﬁn", "é ", "—", " "]), max_size=30
    ),
    st.integers(0, 200),
)
def test_the_nearest_of_all_places_is_taken(parts: list[str], near: int) -> None:
    text = " ".join(parts)
    folded = fold(text)
    starts = [
        folded.starts[at]
        for at in range(len(folded.text))
        if folded.text.startswith("we agree", at) and not folded.text[max(0, at - 1) : at].isalnum()
    ]
    found = locate_quote("we agree", text, near=near)

    assert (found and found.start) == min(starts, key=lambda s: abs(s - near), default=None)
