"""Dates and times in their many spellings."""

import pytest

from briefing.support.dates import dates_in


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("10 February", {"day": 10, "month": 2}),
        ("February 10", {"day": 10, "month": 2}),
        ("10 Feb", {"day": 10, "month": 2}),
        ("10th of February", {"day": 10, "month": 2}),
        ("Feb. 10", {"day": 10, "month": 2}),
        ("2026-02-10", {"day": 10, "month": 2, "year": 2026, "weekday": 1}),
        ("Feb 10, 2026", {"day": 10, "month": 2, "year": 2026, "weekday": 1}),
        ("Friday, 13 February", {"day": 13, "month": 2, "weekday": 4}),
        ("on Friday", {"weekday": 4}),
        ("in late April.", {"month": 4, "part": "late"}),
        ("mid-April", {"month": 4, "part": "mid"}),
        ("the end of 2027", {"year": 2027, "part": "late"}),
        ("4 pm", {"minute": 960}),
        ("4:00 p.m.", {"minute": 960}),
        ("16:00", {"minute": 960}),
        ("11.20 a.m.", {"minute": 680}),
        ("noon", {"minute": 720}),
        ("since the 1990s", {"decade": 1990}),
        ("the nineties", {"decade": 90}),
        ("next week", {"relative": "next week"}),
        ("the end of the decade", {"relative": "late decade"}),
        ("this autumn", {"season": "autumn"}),
        ("at night", {"day_part": "night"}),
    ],
)
def test_one_moment_however_it_is_written(text: str, parts: dict[str, int | str]) -> None:
    assert dates_in(text)[0].parts() == parts


@pytest.mark.parametrize("text", ["it may rain", "they march on", "1,990 people", "2000 people"])
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert dates_in(text) == []
