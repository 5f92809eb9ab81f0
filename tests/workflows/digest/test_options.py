"""What a day is, in whose time zone, and which days are compared."""

from datetime import UTC, date, timedelta, timezone
from pathlib import Path

import pytest

from briefing.errors import ConfigError
from briefing.workflows.digest.options import (
    Options,
    Zone,
    day_after,
    day_of,
    days_before,
    find_zone,
    system_zone_name,
)

EAST = Zone("east", timezone(timedelta(hours=2)))


def options(**more: object) -> Options:
    given = Options(date(2026, 3, 5), Zone("UTC", UTC), out=Path("out"), state=Path("state"))
    return given._replace(**more)  # type: ignore[arg-type]  # each test knows what it gives


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2026-03-03", "2026-03-03"),
        ("2026-03-03T23:30", "2026-03-03"),
        ("2026-03-03T23:30:00+00:00", "2026-03-03"),
        ("2026-03-03T23:30:00-05:00", "2026-03-04"),
        (None, "2026-03-05"),
        ("soon", "2026-03-05"),
        ("2026-03-09", "2026-03-05"),
    ],
)
def test_an_article_belongs_to_the_day_it_is_dated_and_to_none_to_come(
    published: str | None, day: str
) -> None:
    assert day_of(published, options()) == day


def test_a_moment_is_of_the_day_that_it_is_in_the_digests_zone() -> None:
    assert day_of("2026-03-03T23:30:00Z", options(zone=EAST)) == "2026-03-04"
    # Without a zone it is the paper's own clock, which nobody knows better.
    assert day_of("2026-03-03T23:30", options(zone=EAST)) == "2026-03-03"


def test_late_articles_go_to_today_where_that_is_wanted() -> None:
    assert day_of("2026-03-03", options(late="today")) == "2026-03-05"


def test_ninety_days_are_compared_or_those_since_a_day() -> None:
    assert options().first_day("2026-03-05") == "2025-12-05"
    assert options(since=date(2026, 3, 1)).first_day("2026-03-05") == "2026-03-01"


def test_days_before_and_after() -> None:
    assert days_before("2026-03-01", 1) == "2026-02-28"
    assert day_after("2026-12-31") == "2027-01-01"


def test_a_zone_is_found_by_its_name_and_one_that_is_none_is_an_error() -> None:
    assert find_zone("Europe/Berlin").name == "Europe/Berlin"
    assert find_zone(None).info is not None
    with pytest.raises(ConfigError, match="no such time zone"):
        find_zone("../etc/passwd")


def test_the_systems_zone_is_named_where_its_file_lies(tmp_path: Path) -> None:
    zone = tmp_path / "zoneinfo" / "Europe" / "Berlin"
    zone.parent.mkdir(parents=True)
    zone.touch()
    (tmp_path / "localtime").symlink_to(zone)

    assert system_zone_name(tmp_path / "localtime") == "Europe/Berlin"
    assert system_zone_name(tmp_path / "nothing") is None
