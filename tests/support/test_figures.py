"""Numbers of a summary held against those of its evidence."""

import pytest

from briefing.support import unsupported
from briefing.support.figures import Figures
from briefing.support.numbers import numbers_in
from briefing.support.reading import terms_of


def kinds(summary: str, evidence: str) -> set[str]:
    return {finding.kind for finding in unsupported(summary, evidence)}


@pytest.mark.parametrize(
    ("summary", "evidence"),
    [
        ("It cost $5 million.", "It cost €5 million."),
        ("Rates rose 2 percentage points.", "Rates rose 2 percent."),
        ("It lasted 12 months.", "It lasted twelve years."),
        ("Rovers won 1-3.", "Rovers won 3-1."),
        ("It rose from 7 to 6 percent.", "It rose to 7 percent from 6 percent."),
        ("It drew 61 fans, up from 74.", "It drew 74 fans, up from 61."),
        ("Five were killed and nine wounded.", "Nine were killed and five wounded."),
        ("One man died.", "Two men died in a fire."),
    ],
)
def test_another_number_is_found(summary: str, evidence: str) -> None:
    assert "number" in kinds(summary, evidence)


@pytest.mark.parametrize(
    ("summary", "evidence"),
    [
        ("More than 300 left.", "Fewer than 300 left."),
        ("At most half left.", "At least half left."),
        ("300 left.", "More than 300 left."),
        ("It took more than three hours.", "It took nearly three hours."),
    ],
)
def test_another_bound_is_found(summary: str, evidence: str) -> None:
    assert "quantity" in kinds(summary, evidence)


@pytest.mark.parametrize(
    ("summary", "evidence"),
    [
        ("More than 1,200 patients left.", "1,204 patients left."),
        ("About 4,500 left.", "Some 4,500 left."),
        ("A fifth left.", "20 percent left."),
        ("It took two days.", "It took 48 hours."),
        ("One plant closed.", "A plant closed."),
        ("The man is 34 years old.", "The man, 34, left."),
    ],
)
def test_the_same_number_is_carried(summary: str, evidence: str) -> None:
    assert kinds(summary, evidence) & {"number", "quantity"} == set()


def test_figures_are_looked_up_by_value_and_unit() -> None:
    figures = Figures(terms_of("It paid 5 euros to 5 men, up from 4 euros."))

    assert [n.unit for n in figures.like(numbers_in("€5")[0])] == ["eur"]
    assert [n.value for n in figures.starts] == [4]
