"""Numbers in their many spellings."""

import pytest

from briefing.support.numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3,000 men", 3000, ""),
        ("three thousand men", 3000, ""),
        ("a hundred and five men", 105, ""),
        ("twenty-one men", 21, ""),
        ("12%", 12, "percent"),
        ("twelve per cent", 12, "percent"),
        ("12 percentage points", 12, "point"),
        ("€3.2 million", 3.2e6, "eur"),
        ("3.2 million euros", 3.2e6, "eur"),
        ("EUR 3,200,000", 3.2e6, "eur"),
        ("£62m", 6.2e7, "gbp"),
        ("1.5bn pounds", 1.5e9, "gbp"),
        ("half a million dollars", 5e5, "usd"),
        ("48 hours", 172800, "second"),
        ("two days", 172800, "second"),
        ("a year", 12, "month"),
        ("annually", 12, "month"),
        ("three decades", 360, "month"),
        ("a third of them", 100 / 3, "percent"),
        ("two-thirds", 200 / 3, "percent"),
        ("one in four", 25, "percent"),
        ("half of them", 50, "percent"),
        ("19th", 19, "ordinal"),
        ("nineteenth", 19, "ordinal"),
        ("twice", 2, "times"),
        ("dozens", 12, "vague"),
        ("34-year-old", 34, "age"),
        ("20 km", 20000, "metre"),
        ("1.6-gigawatt", 1.6e9, "watt"),
    ],
)
def test_one_value_however_it_is_written(text: str, value: float, unit: str) -> None:
    number = numbers_in(text)[0]

    assert number.value == pytest.approx(value)
    assert number.unit == unit


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("more than 20", "over"),
        ("at least 20", "over"),
        ("20 or more", "over"),
        ("up to 20", "under"),
        ("as many as 20", "under"),
        ("nearly 20", "almost"),
        ("about 20", "about"),
        ("lower than last year's £62m", "under"),
        ("hand over 33", ""),
        ("20", ""),
    ],
)
def test_a_bound_belongs_to_its_number(text: str, bound: str) -> None:
    assert numbers_in(text)[0].bound == bound


def test_both_ends_of_a_range_have_its_unit() -> None:
    assert [(n.value, n.unit) for n in numbers_in("between 58 and 62 percent")] == [
        (58, "percent"),
        (62, "percent"),
    ]
    assert [(n.value, n.unit) for n in numbers_in("$40-60 million")] == [(4e7, "usd"), (6e7, "usd")]


def test_a_date_is_no_number() -> None:
    assert numbers_in("on 10 February 2026 at 4 pm") == []


def test_a_figure_within_a_name_is_no_count() -> None:
    assert numbers_in("COVID-19")[0].unit.startswith("name ")


def test_offsets_are_those_of_the_text() -> None:
    text = "It paid €3.2 million."
    number = numbers_in(text)[0]

    assert text[number.start : number.end] == "€3.2 million"


def test_a_third_term_is_an_ordinal() -> None:
    assert numbers_in("a third term")[0].unit == "ordinal"
