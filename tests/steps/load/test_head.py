import pytest

from briefing.steps.load.head import is_headline
from briefing.steps.load.regions import find_regions

BODY = "The harbour master said on Monday that the port would stay closed."


def _head(text: str) -> list[tuple[str, str]]:
    return [(r.label, text[r.start : r.end]) for r in find_regions(text)]


@pytest.mark.parametrize(
    "words",
    [
        "Port stays closed as inquiry drags on",
        "“I would rather be slow”",
        "Who pays for the tugs?",
        "Harbour Master Keeps the Port Closed Until the Inquiry Is Over.",
        "Port closed; ",
    ],
)
def test_short_line_that_is_no_sentence_is_a_headline(words: str) -> None:
    assert is_headline(words)


@pytest.mark.parametrize(
    "words",
    [
        BODY,
        "The port stays closed.",
        "“The port stays closed.”",
        "Partial transcript as follows:",
        "Who pays? Nobody knows.",
        "The port " * 20,
    ],
)
def test_sentence_is_no_headline(words: str) -> None:
    assert not is_headline(words)


def test_text_that_begins_with_a_sentence_has_no_head() -> None:
    assert _head(f"{BODY}\n\nWhat happens next\n\n{BODY}") == []


def test_only_paragraph_is_no_headline() -> None:
    assert _head("Port stays closed") == []


def test_kicker_stands_above_the_headline() -> None:
    assert _head(f"Opinion\n\nReopen the port\n\nBy Jane Dorn\n\n{BODY}") == [
        ("boilerplate", "Opinion"),
        ("headline", "Reopen the port"),
        ("byline", "By Jane Dorn"),
    ]


def test_line_below_a_byline_belongs_to_it() -> None:
    text = f"Reopen the port\n\nBy Jane Dorn\nHarbour Correspondent, The Echo\n\n{BODY}"

    assert [label for label, _ in _head(text)] == ["headline", "byline", "byline"]


def test_paper_and_date_below_the_headline_are_a_date() -> None:
    text = f"Reopen the port\n\nThe Sunday Echo, 1 March 2026\n\n{BODY}"

    assert _head(text)[1] == ("date", "The Sunday Echo, 1 March 2026")


def test_italics_below_a_heading_are_a_standfirst() -> None:
    text = f"# Reopen the port\n\n*Nobody knows who pays.*\n\n{BODY}\n\n*No.*\n\n{BODY}"

    assert [label for label, _ in _head(text)] == ["headline", "standfirst"]


def test_head_has_at_most_two_standfirsts() -> None:
    text = f"Reopen the port\n\none\n\ntwo\n\nthree\n\n{BODY}"

    assert [label for label, _ in _head(text)] == ["headline", "standfirst", "standfirst"]
