"""Names that a summary may use."""

import pytest

from briefing.support import unsupported
from briefing.support.names import Known
from briefing.support.words import words_of


def names(summary: str, evidence: str) -> list[str]:
    return [f.text for f in unsupported(summary, evidence) if f.kind == "name"]


@pytest.mark.parametrize(
    ("summary", "evidence"),
    [
        ("Blinken spoke.", "Antony Blinken spoke."),
        ("Mr. Blinken spoke.", "Antony Blinken spoke."),
        ("The EU spoke.", "The European Union spoke."),
        ("The European Union spoke.", "The EU spoke."),
        ("Ukrainian troops spoke.", "Troops of Ukraine spoke."),
        ("Lucia Ferrer spoke.", "Lucía Ferrer spoke."),
        ("Transit Authority buses stopped.", "TA buses stopped."),
        ("The Greens' Lena Fischer spoke.", "Lena Fischer of the Greens spoke."),
        ("Hardly anyone spoke.", "Few people spoke."),
        ("NASA spoke.", "Nasa spoke."),
    ],
)
def test_another_form_of_a_name_is_carried(summary: str, evidence: str) -> None:
    assert names(summary, evidence) == []


@pytest.mark.parametrize(
    ("summary", "evidence", "strange"),
    [
        ("Antony Blinken spoke.", "Mr Blinken spoke.", "Antony"),
        ("The deal was signed in Oslo.", "The deal was signed in Bern.", "Oslo"),
        ("Karl Ruiz spoke.", "Karl Brandt and Elena Ruiz spoke.", "Karl Ruiz"),
        ("Lavrov says no.", "The minister says no.", "Lavrov"),
        ("The US spoke.", "They told us to speak.", "US"),
        ("Prime Minister Adler spoke.", "President Adler spoke.", "Prime Minister"),
    ],
)
def test_a_name_that_nothing_carries_is_found(summary: str, evidence: str, strange: str) -> None:
    assert names(summary, evidence) == [strange]


def test_initials_of_a_known_name_are_known() -> None:
    known = Known([words_of("the Royal Nursing Council")])

    assert known.has(words_of("the RNC")[1])
    assert known.follows("royal", "council")
    assert known.spells(words_of("Royal Nursing Council")) is False
