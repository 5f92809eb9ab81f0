"""How a digest is wanted, and what a day is."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Literal, NamedTuple

from briefing.errors import ConfigError

COMPARED_DAYS = 90
"""How far back a speaker's words are compared, unless `--since` says otherwise."""
RECENT_DAYS = 14
"""How far back speakers are compared with one another, and articles with stories."""
COPY_DAYS = 7
"""How long after a report its copies are looked for."""
QUIET_DAYS = 2
"""A story is quiet when the last so many days with articles had none of it."""
MAX_STATEMENTS = 30
"""Fits two pages."""

Late = Literal["dated", "today"]


class Zone(NamedTuple):
    """A time zone and its name as the user or the system gives it."""

    name: str
    info: tzinfo


class Options(NamedTuple):
    """What a user may ask of `briefing digest`, beside the model."""

    today: date
    zone: Zone
    out: Path
    state: Path
    forms: tuple[str, ...] = ("md",)
    since: date | None = None
    late: Late = "dated"
    max_statements: int = MAX_STATEMENTS
    title: str = "Daily digest"
    feed_url: str = ""
    """Address of the folder that is written, with a slash at its end, for links in the feed."""
    notice: Callable[[str], None] = lambda _: None

    def first_day(self, day: str) -> str:
        """The first day that a day is compared with, ISO."""
        if self.since is not None:
            return self.since.isoformat()
        return days_before(day, COMPARED_DAYS)


def days_before(day: str, n: int) -> str:
    """The day `n` days earlier, ISO."""
    return (date.fromisoformat(day) - timedelta(days=n)).isoformat()


def day_after(day: str) -> str:
    """The next day, ISO."""
    return days_before(day, -1)


def find_zone(name: str | None) -> Zone:
    """A time zone by its name, or the system's.

    Raises:
        ConfigError: No zone has that name.
    """
    if name is None:
        now = datetime.now().astimezone()
        return Zone(system_zone_name() or now.strftime("UTC%z"), now.tzinfo or _utc())
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return Zone(name, ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
        hint = "give a name such as Europe/Berlin or UTC"
        raise ConfigError("--timezone", f"no such time zone ({name})", hint=hint) from exc


def system_zone_name(localtime: Path = Path("/etc/localtime")) -> str | None:
    """`Europe/Berlin`, where the system's zone is a link into the zone files."""
    try:
        parts = localtime.resolve(strict=True).parts
    except OSError:
        return None
    return "/".join(parts[parts.index("zoneinfo") + 1 :]) if "zoneinfo" in parts else None


def _utc() -> tzinfo:
    from datetime import UTC

    return UTC


def day_of(published: str | None, options: Options) -> str:
    """The day whose digest an article belongs to, ISO.

    That is the day it is dated, in the digest's time zone; today where it has no date, a date to
    come, or where late articles are to be told today.
    """
    today = options.today.isoformat()
    if published is None or options.late == "today":
        return today
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return today
    if moment.tzinfo is not None:
        moment = moment.astimezone(options.zone.info)
    return min(moment.date().isoformat(), today)
