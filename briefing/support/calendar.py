"""Moments of a summary → those that the moments of its evidence do not give."""

from collections import defaultdict

from briefing.support.finding import Unsupported, found
from briefing.support.reading import Reading

MOST_COMPARED = 40
_Parts = dict[str, int | str]
_DAY_PART_MINUTES = {
    "morning": range(721), "afternoon": range(720, 1140), "evening": range(1020, 1440),
    "night": [*range(1140, 1440), *range(360)],
    "dawn": range(240, 480), "dusk": range(960, 1320),
}  # fmt: skip


def date_findings(summary: Reading, evidence: Reading) -> list[Unsupported]:
    """Dates and times of the summary that are not among those of its evidence."""
    text = summary.text
    by_field: dict[tuple[str, int | str], list[_Parts]] = defaultdict(list)
    for moment in evidence.moments:
        parts = moment.parts()
        for item in parts.items():
            by_field[item].append(parts)
    findings = []
    for moment in summary.moments:
        missing = _missing(moment.parts(), by_field)
        if missing:
            words = text[moment.start : moment.end]
            reason = f"{words!r}: {missing.replace('_', ' ')} is not that of the evidence"
            findings.append(found("date", text, moment.start, moment.end, reason))
    return findings


def _missing(parts: _Parts, by_field: dict[tuple[str, int | str], list[_Parts]]) -> str:
    """The first field that no moment of the evidence gives in a way that fits the others."""
    for name, value in parts.items():
        carriers = by_field.get((name, value), [])[:MOST_COMPARED] or _implied(
            name, value, by_field
        )
        if not any(_fits(parts, carrier) for carrier in carriers):
            return name
    return ""


def _fits(parts: _Parts, carrier: _Parts) -> bool:
    """Whether a moment of the evidence contradicts no field of the summary's."""
    return all(carrier.get(name, value) == value for name, value in parts.items())


def _implied(
    name: str, value: int | str, by_field: dict[tuple[str, int | str], list[_Parts]]
) -> list[_Parts]:
    """Carriers by another way of saying: `in the morning` of 4 a.m., `the nineties`."""
    if name == "day_part":
        minutes = _DAY_PART_MINUTES[str(value)]
        return [{}] if any(field == "minute" and v in minutes for field, v in by_field) else []
    if name == "decade":
        other = 1900 + int(value) if int(value) < 100 else int(value) % 100
        return [{}] if (name, other) in by_field else []
    return []
