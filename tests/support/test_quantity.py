"""How much of a whole, how often, and opposites."""

import pytest

from briefing.support import unsupported


def kinds(summary: str, evidence: str) -> set[str]:
    return {finding.kind for finding in unsupported(summary, evidence)}


@pytest.mark.parametrize(
    ("summary", "evidence"),
    [
        ("All drivers left.", "Some drivers left."),
        ("Many drivers left.", "Few drivers left."),
        ("Some drivers left.", "Every one of the drivers left."),
        ("It sometimes checks sources.", "It always checks sources."),
        ("Only drivers left.", "Drivers left."),
        ("Prices fell.", "Prices rose."),
        ("He supports the bill.", "He opposes the bill."),
        ("He raised the rate.", "He left the rate unchanged."),
        ("They left after the storm.", "They left before the storm."),
        ("Imports of steel rose.", "Imports of steel fell while exports of steel rose."),
    ],
)
def test_more_less_or_the_opposite_is_found(summary: str, evidence: str) -> None:
    assert "quantity" in kinds(summary, evidence)


@pytest.mark.parametrize(
    ("summary", "evidence"),
    [
        ("Each driver left.", "Every driver left."),
        ("Hardly any drivers left.", "Few drivers left."),
        ("Prices climbed.", "Prices rose."),
        ("He backs the bill.", "He supports the bill."),
        ("Just two drivers left.", "Only two drivers left."),
    ],
)
def test_the_same_in_other_words_is_carried(summary: str, evidence: str) -> None:
    assert kinds(summary, evidence) == set()
