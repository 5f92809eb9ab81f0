"""PDFs are made here line by line, so that a test says where each line stands."""

import pytest

from briefing.errors import ArticleError
from briefing.steps.load.pdf import read_pdf
from tests.steps.load.made import Pdf

Lines = list[tuple[float, float, float, str]]


def column(x: float, y: float, *lines: str, size: float = 10, leading: float = 12) -> Lines:
    return [(x, y - n * leading, size, words) for n, words in enumerate(lines)]


def text_of(*pages: Lines) -> str:
    return read_pdf(Pdf(*pages).bytes(), where="a.pdf").text


def test_lines_are_joined_and_a_wider_gap_ends_a_paragraph() -> None:
    page = column(50, 500, "The minister said that the wall", "would be built.")
    page += column(50, 464, "Nobody asked why.")

    assert text_of(page) == (
        "The minister said that the wall would be built.\n\nNobody asked why.\n"
    )


def test_indent_begins_a_paragraph() -> None:
    page = column(50, 500, "The minister said that the wall of Lorne will be built.")
    page += column(65, 488, "Nobody asked why, and nobody was told what it would")
    page += column(50, 476, "cost the town of Lorne.")

    assert text_of(page).split("\n\n") == [
        "The minister said that the wall of Lorne will be built.",
        "Nobody asked why, and nobody was told what it would cost the town of Lorne.\n",
    ]


def test_headline_of_two_lines_is_one_paragraph() -> None:
    page = column(50, 540, "Harbour wall splits", "the council", size=20, leading=24)
    page += column(50, 490, "The minister said so.")

    assert text_of(page) == "Harbour wall splits the council\n\nThe minister said so.\n"


def test_second_column_goes_on_where_the_first_ends() -> None:
    page = column(50, 500, "The minister said", "that the wall") + column(
        220, 500, "would be built."
    )

    assert text_of(page) == "The minister said that the wall would be built.\n"


def test_columns_drawn_row_by_row_are_not_run_together_in_a_word() -> None:
    assert "saidthat" not in text_of([(50, 500, 10, "The minister said"), (220, 500, 10, "that")])


def test_headers_footers_and_page_numbers_are_left_out_and_pages_told() -> None:
    pages = [
        [
            (50, 580, 8, "The Lorne Courier"),
            *column(50, 500, f"The minister said on page {n} that", "the wall would"),
            (200, 20, 8, f"{n} of 3"),
        ]
        for n in (1, 2, 3)
    ]
    found = read_pdf(Pdf(*pages).bytes(), where="a.pdf")

    assert "Courier" not in found.text
    assert " of 3" not in found.text
    assert [found.text[start:].split()[:6][-1] for start in found.pages] == ["1", "2", "3"]


def test_header_that_stands_only_once_does_not_break_a_sentence() -> None:
    first = column(50, 500, "The prime", "minister of Lorne told the")
    second = [(50.0, 580.0, 10.0, "The Lorne Courier"), *column(50, 540, "town that it", "stood.")]

    assert text_of(first, second) == "The prime minister of Lorne told the town that it stood.\n"


def test_footer_that_stands_only_once_does_not_break_a_sentence() -> None:
    first = column(50, 100, "The prime minister told the")
    first += [(50.0, 20.0, 10.0, "Printed in Lorne"), (300.0, 20.0, 10.0, "by hand")]
    second = column(50, 500, "town that it", "stood.")

    assert text_of(first, second) == "The prime minister told the town that it stood.\n"


def test_last_line_of_a_paragraph_alone_on_a_page_is_no_header() -> None:
    first = column(50, 100, "The prime minister told", "them that the town of")
    second = [*column(50, 580, "Lorne stood."), *column(50, 540, "Nobody asked why.")]

    assert text_of(first, second) == (
        "The prime minister told them that the town of Lorne stood.\n\nNobody asked why.\n"
    )


def test_repeated_words_of_running_text_are_no_header() -> None:
    pages = [
        column(50, 590, "The minister said that", f"wall {n} would stand.") for n in ("one", "two")
    ]

    assert text_of(*pages).count("The minister said that") == 2


@pytest.mark.parametrize(
    ("elsewhere", "first", "second", "joined"),
    [
        ("The authorities came.", "They asked the author-", "ities for it.", "the authorities for"),
        ("A well-known firm.", "It was a well-", "known firm.", "a well-known firm"),
        ("Nothing.", "It was a well-", "known firm.", "a well-known firm"),
        ("Nothing.", "It stood in Lorne-", "Aske by the sea.", "in Lorne-Aske by"),
    ],
)
def test_hyphen_at_the_end_of_a_line_goes_where_it_only_breaks_a_word(
    elsewhere: str, first: str, second: str, joined: str
) -> None:
    page = column(50, 500, elsewhere) + column(50, 460, first, second)

    assert joined in text_of(page)


def test_hyphens_go_in_a_document_that_breaks_words() -> None:
    page = column(50, 500, "They asked the gov-", "ernment and the coun-", "cil of Lorne for it.")

    assert text_of(page) == "They asked the government and the council of Lorne for it.\n"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"%PDF-1.7\nnothing", "broken PDF file"),
        (Pdf([]).bytes(), r"holds no text \(1 pages, pictures perhaps\)"),
        (Pdf(*[[]] * 1001).bytes(), "too many pages"),
    ],
)
def test_what_cannot_be_read_is_an_error(data: bytes, problem: str) -> None:
    with pytest.raises(ArticleError, match=problem):
        read_pdf(data, where="a.pdf")
