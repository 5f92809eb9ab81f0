"""How sure a summary is."""

import pytest

from briefing.support import unsupported


def kinds(summary: str, evidence: str) -> set[str]:
    return {finding.kind for finding in unsupported(summary, evidence)}


@pytest.mark.parametrize(
    ("summary", "evidence"),
    [
        ("The ministry will extend the mandate.", "The ministry may extend the mandate."),
        ("The ministry may extend the mandate.", "The ministry will extend the mandate."),
        ("Emissions should fall.", "Emissions must fall."),
        ("The firm has closed two plants.", "The firm plans to close two plants."),
        ("The mayor has built the flats.", "The mayor promised to build the flats."),
        ("The union has been asked to strike.", "The union may strike."),
        ("Ferrer will travel.", "The club has not said whether Ferrer will travel."),
        ("The firm will be fined.", "The state is considering whether to fine the firm."),
    ],
)
def test_another_certainty_is_found(summary: str, evidence: str) -> None:
    assert kinds(summary, evidence) != set()


@pytest.mark.parametrize(
    ("summary", "evidence"),
    [
        ("The ministry might extend the mandate.", "The ministry could extend the mandate."),
        ("Emissions have to fall.", "Emissions must fall."),
        ("He demands that emissions fall.", "Emissions must fall, he said."),
        ("He said that he will appeal.", "He said he would appeal."),
        ("The line reopens in May.", "The line will reopen in May."),
        ("The firm intends to close two plants.", "The firm plans to close two plants."),
        ("Attacks may resume should talks fail.", "Attacks may resume if talks fail."),
    ],
)
def test_the_same_certainty_in_other_words_is_carried(summary: str, evidence: str) -> None:
    assert kinds(summary, evidence) == set()
