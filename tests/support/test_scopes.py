"""What a negation reaches and what it is about."""

import pytest

from briefing.support.reading import Reading, terms_of
from briefing.support.scopes import (
    apply_negation,
    find_operators,
    is_conditional,
    opens_clause,
    with_threat,
    without_cancelled,
)


def read(text: str) -> Reading:
    reading = terms_of(text)
    apply_negation(reading, find_operators(reading))
    return reading


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("It will not send troops but will pay.", {"send", "troops"}),
        ("It refused to pay.", {"pay"}),
        ("It did not refuse to pay.", set()),
        ("Nobody paid.", {"paid"}),
        ("It will pay no dividend.", {"pay", "dividend"}),
        ("The tour was cancelled.", {"tour"}),
        ("It denied that it had paid.", {"paid"}),
        ("It did not, however, pay.", {"pay"}),
        ("Not only did it pay.", set()),
        ("It will strike unless talks resume.", {"talks", "resume"}),
    ],
)
def test_what_a_negation_reaches(text: str, denied: set[str]) -> None:
    assert {t.low for t in read(text).content if t.is_negated} == denied


def test_a_negation_is_about_its_verb() -> None:
    (operator,) = read("They have not yet been charged.").operators

    assert [t.low for t in operator.focus] == ["charged"]


def test_not_unless_is_only_if() -> None:
    operators = read("Rents will not be frozen unless parliament agrees.").operators

    assert without_cancelled(operators) == []
    assert without_cancelled(read("Rents will not be frozen.").operators) is None


def test_a_threat_denies_what_would_avert_it() -> None:
    reading = read("It must pay or face a fine.")
    threat = with_threat(reading, reading.operators)

    assert threat is not None
    apply_negation(reading, threat)
    assert {t.low for t in reading.content if t.is_negated} == {"pay"}


def test_a_condition_is_recognised() -> None:
    assert is_conditional(terms_of("It pays only if asked."))
    assert not is_conditional(terms_of("It pays."))


def test_and_opens_a_clause_before_a_subject() -> None:
    reading = terms_of("It pays and he leaves and eats.")
    first, second = (i for i, t in enumerate(reading.terms) if t.low == "and")

    assert opens_clause(reading, first)
    assert not opens_clause(reading, second)
