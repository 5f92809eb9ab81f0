"""Words in, the date they name out, in ISO form."""

import re
from datetime import date, datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?!\d)",
        rf"(?<!\d){_DAY}(?: of)? {_MONTH},? {_YEAR}(?!\d)",
        rf"\b{_MONTH} {_DAY},? {_YEAR}(?!\d)",
        rf"(?<!\d){_DAY}(?P<mark>[./-])(?P<month>\d{{1,2}})(?P=mark){_YEAR}(?!\d)",
    )
]
_FOUR_DIGITS = re.compile(r"\d{4}")
_TIME = re.compile(
    r"(?:T|,| at| -| \||) ?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:\.\d{1,6})?)?"
    r"(?: ?(?P<half>[ap])\.?m\b\.?| ?(?P<zone>Z|[+-]\d{2}:?\d{2}))?",
    re.IGNORECASE,
)


def find_date(words: str) -> str | None:
    """The first full date that the words name, with the time of day where one follows.

    A date of numbers only is read as ISO (2026-11-12) or where it can be read in one way
    (22/01/2022): 03/04/2026 is nobody's guess.

    Returns:
        `2026-11-12`, `2022-01-22T04:36` or None.
    """
    span = locate_date(words)
    if span is None:
        return None
    match, day = span
    time = _TIME.match(words, match.end())
    return _with_time(day, time) if time else day.isoformat()


def locate_date(words: str) -> tuple[re.Match[str], date] | None:
    """The first full date and where it stands, without its time of day."""
    if not _FOUR_DIGITS.search(words):
        return None  # every form has a year
    found = [(m, day) for form in _FORMS for m in form.finditer(words) if (day := _date(m))]
    return min(found, key=lambda pair: pair[0].start(), default=None)


def end_of_date(words: str, match: re.Match[str]) -> int:
    """Offset at which the date ends, its time of day included."""
    time = _TIME.match(words, match.end())
    return time.end() if time else match.end()


def _date(match: re.Match[str]) -> date | None:
    day, month = int(match["day"]), match["month"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    if "mark" in match.re.groupindex:
        if (day > 12) == (number > 12):
            return None
        day, number = max(day, number), min(day, number)
    try:
        return date(int(match["year"]), number, day)
    except ValueError:
        return None


def _with_time(day: date, time: re.Match[str]) -> str:
    hour = int(time["hour"])
    if time["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if time["half"].lower() == "p" else 0)
    try:
        moment = datetime(
            day.year, day.month, day.day, hour, int(time["minute"]), int(time["second"] or 0)
        )
    except ValueError:
        return day.isoformat()
    zone = (time["zone"] or "").upper()
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return moment.isoformat(timespec="seconds" if time["second"] else "minutes") + zone
