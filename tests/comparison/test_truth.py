"""Where the truth is simulated, the test errs as often as it says (benchmarks/compare_truth.py).

Smaller than the benchmark: 500 comparisons each, so that the bounds are four standard errors wide.
"""

import pytest

from benchmarks.compare_truth import OUTCOMES, any_wrong, called_different

N = 500


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_no_true_difference_is_called_different_in_one_of_twenty(outcome: str) -> None:
    assert called_different(outcome, n=12, comparisons=N, at_detectable=False) <= 0.09


@pytest.mark.parametrize("n", [8, 12])
def test_at_the_stated_detectable_effect_four_of_five_are_called_different(n: int) -> None:
    shown = called_different("coverage", n=n, comparisons=N, at_detectable=True)

    assert 0.72 <= shown <= 0.88


def test_with_holm_hardly_any_comparison_calls_any_outcome_different_wrongly() -> None:
    assert any_wrong(n=12, comparisons=N) <= 0.09
