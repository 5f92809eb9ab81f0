import pytest

from briefing.steps.load.dates import find_date


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Updated: January 22, 2022, 4:36 AM", "2022-01-22T04:36"),
        ("Published: 12 November 2026", "2026-11-12"),
        ("Nov. 12, 2026 at 4.05 p.m.", "2026-11-12T16:05"),
        ("12th of March 2026", "2026-03-12"),
        ("2026-11-12", "2026-11-12"),
        ("2026-11-12T08:30:00Z", "2026-11-12T08:30:00Z"),
        ("2026-11-12 08:30+0100", "2026-11-12T08:30+01:00"),
        ("12 May 2026, 12:15 AM", "2026-05-12T00:15"),
        ("12 May 2026, 12:15 PM", "2026-05-12T12:15"),
        ("Sept 3 2026", "2026-09-03"),
        ("22/01/2022", "2022-01-22"),
        ("01/22/2022", "2022-01-22"),
        ("12 May 2026, 45:99", "2026-05-12"),
        ("until 30 February 2026, or 1 March 2026", "2026-03-01"),
    ],
)
def test_full_dates_are_read(words: str, expected: str) -> None:
    assert find_date(words) == expected


@pytest.mark.parametrize(
    "words",
    ["03/04/2026", "12 November", "March 2026", "30 February 2026", "2026-13-01", "", "0000-01-01"],
)
def test_dates_that_would_be_a_guess_are_not_read(words: str) -> None:
    assert find_date(words) is None
