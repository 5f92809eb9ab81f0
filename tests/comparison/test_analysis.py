"""Samples in, findings and a verdict in words out."""

from collections.abc import Sequence

from briefing.comparison.analysis import find_differences
from briefing.comparison.outcomes import list_outcomes
from briefing.comparison.verdict import state_verdict
from briefing.schema.comparison import Finding, Sample

OUTCOMES = list_outcomes(with_gold=False, with_price=False)


def _samples(arm: str, coverage: Sequence[float], *, repeat: int = 0) -> list[Sample]:
    rest = dict.fromkeys([o.name for o in OUTCOMES], 1.0)
    return [
        Sample(arm=arm, article=f"a{n}", repeat=repeat, outcomes={**rest, "coverage": value})
        for n, value in enumerate(coverage)
    ]


def _found(samples: list[Sample]) -> tuple[Finding, ...]:
    return find_differences(samples, OUTCOMES, arms=["v1", "v2"], baseline="v1", effect=0.05)


def _coverage(findings: Sequence[Finding]) -> Finding:
    return next(f for f in findings if f.outcome == "coverage")


def test_five_articles_give_no_p_value_no_interval_and_no_conclusion() -> None:
    findings = _found(_samples("v1", [0.1] * 5) + _samples("v2", [0.9] * 5))
    verdict = state_verdict("v2", "v1", findings, OUTCOMES)

    assert all(f.p is None and f.p_holm is None and f.low is None for f in findings)
    assert "no conclusion is possible from 5 articles" in verdict


def test_a_clear_gain_is_called_one_and_what_is_alike_is_not_corrected_for() -> None:
    better = [0.5 + 0.02 * n for n in range(12)]
    findings = _found(_samples("v1", [0.4] * 12) + _samples("v2", better))
    coverage = _coverage(findings)
    verdict = state_verdict("v2", "v1", findings, OUTCOMES)

    assert coverage.is_different
    assert coverage.p == coverage.p_holm
    assert verdict.startswith("v2 covers 21.0 points more of the attributed sentences (95 % ")
    assert "12 articles. Nothing that was seen is lost" in verdict


def test_noise_is_called_noise_and_the_number_of_articles_needed_is_said() -> None:
    noise = [0.4 + 0.1 * (-1) ** n for n in range(12)]
    findings = _found(_samples("v1", [0.4] * 12) + _samples("v2", noise))
    verdict = state_verdict("v2", "v1", findings, OUTCOMES)

    assert not any(f.is_different for f in findings)
    assert "no difference could be shown; 12 articles" in verdict
    assert f"about {_coverage(findings).articles_needed} would be needed for 5 points" in verdict


def _verdict(**means: float) -> str:
    """Of v2 against v1 over twelve articles, where v2 is at `means` and v1 at 1."""
    samples = _samples("v1", [1.0] * 12)
    for sample in _samples("v2", [1.0] * 12):
        outcomes = {
            name: value * means.get(name, 1.0) for name, value in sample.outcomes.items() if value
        }
        samples.append(sample.model_copy(update={"outcomes": outcomes}))
    return state_verdict("v2", "v1", _found(samples), OUTCOMES)


def test_the_verdict_weighs_what_is_better_against_what_is_worse() -> None:
    assert "Better: attributed sentences covered. Worse: tokens in and out." in _verdict(
        coverage=1.2, tokens=1.5
    )
    assert "as far as these articles show, v2 is better" in _verdict(tokens=0.6)
    assert "needs 40 % fewer tokens (95 % 40 to 40)" in _verdict(tokens=0.6)
    assert "Nothing that was seen is gained: stay with v1." in _verdict(drops=3.0)


def test_a_longer_list_alone_is_neither_better_nor_worse() -> None:
    verdict = _verdict(statements=2.0)

    assert verdict.startswith("v2 lists 1.0 more statements")
    assert "nothing speaks for leaving v1" in verdict


def test_repeats_are_averaged_and_their_own_variation_is_told() -> None:
    samples = _samples("v1", [0.4] * 6) + _samples("v1", [0.6] * 6, repeat=1)
    samples += _samples("v2", [0.5] * 6) + _samples("v2", [0.5] * 6, repeat=1)
    coverage = _coverage(_found(samples))

    assert coverage.articles == 6
    assert coverage.difference == 0.0
    assert round(coverage.within_sd or 0, 3) == 0.1


def test_an_outcome_of_which_too_few_articles_tell_is_named_and_not_passed_over() -> None:
    samples = _samples("v1", [0.4] * 12) + _samples("v2", [0.5 + 0.01 * n for n in range(12)])
    unlabelled = [
        s.model_copy(update={"outcomes": {**s.outcomes, "speakers_confirmed": None}})
        if s.article in {"a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8"}
        else s
        for s in samples
    ]
    verdict = state_verdict("v2", "v1", _found(unlabelled), OUTCOMES)

    assert verdict.startswith("v2 covers ")
    assert "Too few articles to tell: speakers confirmed (3)." in verdict
