"""Numbers and dates: what agrees, what differs, and what cannot be told."""

import pytest

from briefing.matching.values import compare_dates, compare_figures, excludes
from tests.matching.making import NEXT_DAY, matter


@pytest.mark.parametrize(
    ("now", "earlier", "relation"),
    [
        ("480 million crowns", "480 million crowns", "agree"),
        ("620 million crowns", "480 million crowns", "differ"),
        ("at least 750 million crowns", "480 million crowns", "differ"),
        ("760 million crowns", "at least 750 million crowns", "unclear"),
        ("480 million crowns and 60 homes", "480 million crowns", "adds"),
        ("480 million crowns", "480 million crowns and 60 homes", "agree"),
        ("5 crowns or 6 crowns", "7 crowns or 8 crowns", "unclear"),
    ],
)
def test_numbers_are_compared_unit_by_unit(now: str, earlier: str, relation: str) -> None:
    ours, theirs = (matter(f"It costs {text}.").figures for text in (now, earlier))

    assert compare_figures(ours, theirs).relation == relation


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("480 crowns", "at least 750 crowns", True),
        ("760 crowns", "at least 750 crowns", False),
        ("100 crowns", "about 95 crowns", False),
        ("100 crowns", "about 80 crowns", True),
        ("under 10 crowns", "over 20 crowns", True),
    ],
)
def test_numbers_that_cannot_both_be_right(one: str, other: str, expected: bool) -> None:
    (a,), (b,) = (matter(f"It costs {text}.").figures for text in (one, other))

    assert excludes(a, b) is expected
    assert excludes(b, a) is expected


@pytest.mark.parametrize(
    ("now", "earlier", "relation", "difference"),
    [
        ("on June 14", "on June 14", "agree", ""),
        ("on August 30", "on June 14", "differ", "June 14 → August 30"),
        ("on June 14, 2026", "on June 14", "unclear", ""),
        ("on June 14", "one day", "adds", ""),
        ("one day", "on June 14", "agree", ""),
        ("on June 14 and July 2", "on June 1 and July 3", "unclear", ""),
    ],
)
def test_dates_are_compared_by_the_parts_that_both_give(
    now: str, earlier: str, relation: str, difference: str
) -> None:
    one = matter(f"The museum will open {now}.", day=NEXT_DAY)
    compared = compare_dates(one, matter(f"The museum will open {earlier}."))

    assert (compared.relation, compared.difference) == (relation, difference)
