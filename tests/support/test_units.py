"""Units and currencies beside a figure."""

import pytest

from briefing.support.units import read_unit
from briefing.support.words import words_of


@pytest.mark.parametrize(
    ("text", "first", "name", "factor"),
    [
        ("$ 5", 1, "usd", 1),
        ("£5m", 1, "gbp", 1e6),
        ("5 m euros", 0, "eur", 1e6),
        ("5 per cent", 0, "percent", 1),
        ("5 percentage points", 0, "point", 1),
        ("5 tense days", 0, "second", 86400),
        ("5-year-old", 0, "age", 1),
        ("5 square miles", 0, "square mile", 1),
        ("5 men", 0, "", 1),
    ],
)
def test_a_unit_is_read(text: str, first: int, name: str, factor: float) -> None:
    unit = read_unit(words_of(text), first, first + 1)

    assert (unit.name, unit.factor) == (name, factor)
