import time

import pytest

from briefing.steps.load.front_matter import FrontMatter, read_front_matter


def test_title_date_and_publisher_are_read() -> None:
    text = "---\ntitle: A lake\ndate: 2026-02-18\npublisher: Weekly\ntags: [a]\n---\n\nText."

    assert read_front_matter(text) == FrontMatter(
        text.index("\nText"), "A lake", "2026-02-18", "Weekly"
    )


def test_windows_line_ends_and_other_names_are_understood() -> None:
    text = "---\r\nHeadline: 'A lake:\r\n  deep'\r\nsource: Weekly\r\n---\r\nText."

    assert read_front_matter(text)[1:] == ("A lake: deep", None, "Weekly")


@pytest.mark.parametrize(
    "text",
    [
        "Text without a block.",
        "---\nNobody said a word.\n---\nText.",
        "---\n: [broken\n---\nText.",
        "---\ntitle: never closed\n",
        "---\n- a list\n---\n",
        "---\ntitle: !!python/object:os.system {}\n---\n",
        "---\n" + "[" * 5000 + "\n---\n",
        "",
    ],
)
def test_what_is_no_mapping_is_text(text: str) -> None:
    assert read_front_matter(text) == FrontMatter(0)


def test_values_that_are_no_words_are_passed_over() -> None:
    text = "---\ntitle: [a, b]\nheadline: 1984\ndate: 03/04/2026\npublisher: '  '\n---\n"

    assert read_front_matter(text)[1:] == ("1984", None, None)


def test_aliases_that_expand_without_end_cost_nothing() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 60))]
    start = time.perf_counter()

    assert read_front_matter("---\n" + "\n".join(lines) + "\n---\n").title is None
    assert time.perf_counter() - start < 5
