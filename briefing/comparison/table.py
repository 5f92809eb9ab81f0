"""Findings come in → the lines of a table, as a reader sees them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefing.schema.comparison import Finding, Outcome, Unit


class Row(NamedTuple):
    """One outcome."""

    label: str
    baseline: str
    arm: str
    difference: str
    interval: str
    p: str
    p_holm: str
    seen: str
    detectable: str
    needed: str
    within: str


class Table(NamedTuple):
    """An arm against the baseline."""

    arm: str
    verdict: str
    tested: tuple[Row, ...]
    told: tuple[Row, ...]


def make_table(
    arm: str, verdict: str, findings: Sequence[Finding], outcomes: Mapping[str, Outcome]
) -> Table:
    """One arm against the baseline.

    Args:
        arm: Its id.
        verdict: What it comes to, in words.
        findings: Those of this arm.
        outcomes: By name, those that the findings are about.
    """
    rows = [(outcomes[f.outcome], f) for f in findings]
    return Table(
        arm,
        verdict,
        tested=tuple(_row(outcome, f) for outcome, f in rows if outcome.is_tested),
        told=tuple(_row(outcome, f) for outcome, f in rows if not outcome.is_tested),
    )


def print_value(value: float | None, unit: Unit) -> str:
    """`41.7 %`, `1,203`, `2.50`; a dash where there is none."""
    if value is None:
        return "–"
    if unit == "share":
        return f"{value * 100:.1f} %"
    return _plain(value, unit)


def _row(outcome: Outcome, finding: Finding) -> Row:
    unit = outcome.unit
    interval = ""
    if finding.low is not None and finding.high is not None:
        interval = f"{_signed(finding.low, unit)} to {_signed(finding.high, unit)}"
    return Row(
        label=outcome.label,
        baseline=print_value(finding.baseline_mean, unit),
        arm=print_value(finding.arm_mean, unit),
        difference=_signed(finding.difference, unit),
        interval=interval,
        p=_p(finding.p),
        p_holm=_p(finding.p_holm),
        seen=_seen(outcome, finding),
        detectable=_signed(finding.detectable, unit).lstrip("+"),
        needed=f"{finding.articles_needed:,}" if finding.articles_needed else "",
        within=_signed(finding.within_sd, unit).lstrip("+"),
    )


def _seen(outcome: Outcome, finding: Finding) -> str:
    if not outcome.is_tested:
        return "not tested"
    if finding.low is None:
        return "too few articles"
    return "different" if finding.is_different else "no difference seen"


def _signed(value: float | None, unit: Unit) -> str:
    if value is None:
        return ""
    sign = "−" if value < 0 else "+"
    if unit == "share":
        return f"{sign}{abs(value) * 100:.1f} points"
    return sign + _plain(abs(value), unit)


def _plain(value: float, unit: Unit) -> str:
    if unit == "tokens":
        return f"{value:,.0f}"
    if unit == "US dollars":
        return f"{value:.5f} US dollars"
    return f"{value:.2f}"


def _p(p: float | None) -> str:
    if p is None:
        return ""
    return "< .001" if p < 0.001 else f"{p:.3f}".lstrip("0")
