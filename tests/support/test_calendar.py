"""Dates of a summary held against those of its evidence."""

import pytest

from briefing.support import unsupported


def dates(summary: str, evidence: str) -> list[str]:
    return [f.text for f in unsupported(summary, evidence) if f.kind == "date"]


@pytest.mark.parametrize(
    ("summary", "evidence"),
    [
        ("It opens on Friday.", "It opens on Friday, 10 February."),
        ("It opens on Tuesday.", "It opens on 2026-02-10."),
        ("It opened in the morning.", "It opened at 4 a.m."),
        ("It opened in the nineties.", "It opened in the 1990s."),
        ("It opens in the autumn.", "It opens this autumn."),
    ],
)
def test_a_part_of_a_date_is_carried(summary: str, evidence: str) -> None:
    assert dates(summary, evidence) == []


@pytest.mark.parametrize(
    ("summary", "evidence"),
    [
        ("It opens on Monday.", "It opens on Friday."),
        ("It opens on 10 March.", "It opens on 10 February and closes on 14 March."),
        ("It opens in May 2027.", "It opens in May."),
        ("It opens in late April.", "It opens in mid-April."),
        ("It opens at 4 p.m.", "It opens at 4 a.m."),
        ("It opens next month.", "It opens next week."),
    ],
)
def test_another_date_is_found(summary: str, evidence: str) -> None:
    assert len(dates(summary, evidence)) == 1
