"""Samples of every arm come in → each arm held against the baseline, outcome by outcome."""

import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from briefing.comparison.power import articles_needed, detectable
from briefing.comparison.statistics import (
    ALPHA,
    MIN_ARTICLES,
    bootstrap_mean,
    holm,
    is_exact,
    permutation_p,
)
from briefing.schema.comparison import Finding, Outcome, Sample

Values = Mapping[str, Sequence[float]]
"""An outcome of one arm by article, a value for each repeat."""


def find_differences(
    samples: Sequence[Sample],
    outcomes: Sequence[Outcome],
    *,
    arms: Sequence[str],
    baseline: str,
    effect: float,
) -> tuple[Finding, ...]:
    """Hold every arm against the baseline, paired by article; repeats are averaged first.

    Args:
        samples: One for each arm, article and repeat.
        outcomes: What to compare.
        arms: Their ids, the baseline among them.
        baseline: Its id.
        effect: Difference to plan for: of a share in itself (0.05 is five points), of anything else
            in proportion to the baseline's mean (0.05 is five per cent).

    Returns:
        Findings in the order of arms and outcomes. `p_holm` is corrected over all tested outcomes
        of all arms, but for those in which no article differs: whatever the signs, such a test
        could not have shown anything.
    """
    findings = [
        _finding(
            arm,
            outcome,
            _values(samples, baseline, outcome.name),
            _values(samples, arm, outcome.name),
            effect,
        )
        for arm in arms
        if arm != baseline
        for outcome in outcomes
    ]
    tested = [n for n, finding in enumerate(findings) if finding.p is not None]
    adjusted = holm([findings[n].p or 0.0 for n in tested])
    for n, p_holm in zip(tested, adjusted, strict=True):
        findings[n] = findings[n].model_copy(
            update={"p_holm": p_holm, "is_different": p_holm <= ALPHA}
        )
    return tuple(findings)


def _finding(
    arm: str, outcome: Outcome, of_baseline: Values, of_arm: Values, effect: float
) -> Finding:
    articles = [a for a in of_baseline if a in of_arm]
    before = [statistics.fmean(of_baseline[a]) for a in articles]
    after = [statistics.fmean(of_arm[a]) for a in articles]
    differences = [b - a for a, b in zip(before, after, strict=True)]
    finding = Finding(
        arm=arm,
        outcome=outcome.name,
        articles=len(articles),
        baseline_mean=_mean(before),
        arm_mean=_mean(after),
        difference=_mean(differences),
        within_sd=_within_sd([*of_baseline.values(), *of_arm.values()]),
    )
    if len(articles) < MIN_ARTICLES:
        return finding
    low, high, method = bootstrap_mean(differences)
    updated = {"low": low, "high": high, "interval": method}
    if not outcome.is_tested:
        return finding.model_copy(update=updated)
    wanted = effect if outcome.unit == "share" else effect * statistics.fmean(before)
    varied = any(differences)
    return finding.model_copy(
        update={
            **updated,
            "p": float(permutation_p(differences)) if varied else None,
            "is_exact": is_exact(len(differences)) if varied else None,
            "detectable": detectable(differences),
            "effect": wanted,
            "articles_needed": articles_needed(differences, wanted),
        }
    )


def _values(samples: Iterable[Sample], arm: str, outcome: str) -> Values:
    """By article; a repeat in which the outcome cannot be told is left out."""
    values: dict[str, list[float]] = defaultdict(list)
    for sample in samples:
        value = sample.outcomes[outcome]
        if sample.arm == arm and value is not None:
            values[sample.article].append(value)
    return values


def _mean(values: Sequence[float]) -> float | None:
    return statistics.fmean(values) if values else None


def _within_sd(repeats: Iterable[Sequence[float]]) -> float | None:
    """Pooled over articles and arms; None where nothing was repeated."""
    variances = [statistics.variance(values) for values in repeats if len(values) > 1]
    return float(statistics.fmean(variances) ** 0.5) if variances else None
