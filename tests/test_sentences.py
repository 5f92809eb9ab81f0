import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.schema.article import Span
from briefing.sentences import split_paragraphs, split_sentences

CASES = Path(__file__).parents[1] / "benchmarks/sentences.txt"
KNOWN_WRONG = 1
"""Hard cases that are split wrongly; docs/sentences.md names them."""

TEXTS = st.text(st.sampled_from("ab AB.!?…“”\"'()’—-1\n\r\t\u00a0\u2028。é𝒳\u0301"), max_size=300)


def _cases() -> list[list[str]]:
    blocks = CASES.read_text(encoding="utf-8").strip().split("\n\n")[1:]
    return [block.split("\n") for block in blocks]


def _text_and_sentences(lines: list[str]) -> tuple[str, list[str]]:
    text = ""
    sentences = []
    for line in lines:
        gap = {"¶": "\n\n", "↵": "\n"}.get(line[0], " ")
        sentence = line.lstrip("¶↵ ").replace("↵", "\n")
        text += (gap if text else "") + sentence
        sentences.append(sentence)
    return text, sentences


def _split(text: str) -> list[str]:
    return [sentence.of(text) for sentence in split_sentences(text)]


def test_hard_cases_are_split_as_documented() -> None:
    cases = [_text_and_sentences(lines) for lines in _cases()]
    wrong = [text for text, sentences in cases if _split(text) != sentences]

    assert len(cases) > 90
    assert len(wrong) == KNOWN_WRONG, wrong


@given(TEXTS)
def test_every_visible_character_lies_in_exactly_one_sentence(text: str) -> None:
    spans = split_sentences(text)

    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    inside = {i for span in spans for i in range(span.start, span.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in inside)


@given(TEXTS)
def test_no_sentence_crosses_a_paragraph(text: str) -> None:
    paragraphs = split_paragraphs(text)

    for sentence in split_sentences(text):
        assert sum(sentence.overlaps(paragraph) for paragraph in paragraphs) == 1


def test_sentences_of_a_quotation_are_split() -> None:
    assert _split("“We heard it. We said no,” he told them.") == [
        "“We heard it.",
        "We said no,” he told them.",
    ]


def test_line_end_in_wrapped_text_does_not_end_a_paragraph() -> None:
    text = (
        "The ministry said on Monday that the harbour would stay closed\n"
        "until the inquiry into the collision is over, which may take\n"
        "months. It gave no date.\n\nNobody was hurt."
    )

    assert [p.of(text)[-6:] for p in split_paragraphs(text)] == [" date.", " hurt."]


def test_line_end_in_a_text_of_long_lines_ends_a_paragraph() -> None:
    first = "The ministry said that the harbour would stay closed until " * 4
    text = f"{first}\nA ship leaves the harbour. AP Photo\nNobody was hurt.\n"

    assert len(split_paragraphs(text)) == 3


def test_line_end_in_a_text_that_is_nowhere_wrapped_ends_a_paragraph() -> None:
    text = (
        "Tugs lie idle in the port of Grantwick on Monday. AP Photo\nTranslated by a machine\n\nOh."
    )

    assert [p.of(text)[-5:] for p in split_paragraphs(text)] == ["Photo", "chine", "Oh."]


def test_short_lines_are_a_list_and_not_wrapped() -> None:
    assert _split("Yes\nNo\nMaybe") == ["Yes", "No", "Maybe"]


@pytest.mark.parametrize("line_end", ["\n\n", "\r\n\r\n", "\r\r", "\n \t\n", "\u2029\u2029"])
def test_empty_line_of_any_kind_ends_a_paragraph(line_end: str) -> None:
    text = f"The minister resigned{line_end}He gave no reason"

    assert split_paragraphs(text) == [Span(0, 21), Span(len(text) - 17, len(text))]


def test_full_stops_of_other_scripts_end_sentences() -> None:
    assert _split("他说了。他走了。") == ["他说了。", "他走了。"]


def test_no_text_has_no_sentences() -> None:
    assert split_sentences("") == split_sentences(" \n\t\n") == []


@pytest.mark.parametrize("unit", ["a", "a b ", "Mr. A ", "A. ", "“(", ".", " ", "a\n", "\n"])
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    start = time.perf_counter()
    split_sentences(unit * (500_000 // len(unit)))

    assert time.perf_counter() - start < 10  # a quadratic step would take minutes
