"""Where the truth is simulated, the test errs as often as it says (benchmarks/compare_truth.py).

Smaller than the benchmark: 500 comparisons each, so that the bounds are four standard errors wide.
"""

from xml.etree import ElementTree

import pytest

from benchmarks.compare_truth import OUTCOMES, Row, any_wrong, called_different, plot

N = 500


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_no_true_difference_is_called_different_in_one_of_twenty(outcome: str) -> None:
    wrong = called_different(outcome, n=12, comparisons=N, at_detectable=False)

    assert wrong <= 0.09
    # Where hardly any article has a failure, no test can use up its 5 %.
    assert wrong >= 0.01 or outcome == "failures"


@pytest.mark.parametrize("n", [8, 12])
def test_at_the_stated_detectable_effect_four_of_five_are_called_different(n: int) -> None:
    shown = called_different("coverage", n=n, comparisons=N, at_detectable=True)

    assert 0.72 <= shown <= 0.88


def test_with_holm_hardly_any_comparison_calls_any_outcome_different_wrongly() -> None:
    assert any_wrong(n=12, comparisons=N) <= 0.09


def test_the_plot_holds_a_curve_and_a_band_for_each_share() -> None:
    rows = [Row(n, none=(0.02, 0.06), there=(0.7, 0.9), wrong=0.01) for n in (6, 12, 24)]
    svg = ElementTree.fromstring(plot(rows))
    curves = [
        {float(point.split(",")[1]) for point in line.attrib["points"].split()}
        for line in svg.iter("{http://www.w3.org/2000/svg}polyline")
    ]

    # 260 units are 100 %, and 280 is nought.
    assert curves == [{72.0}, {269.6}, {277.4}]
    assert len(list(svg.iter("{http://www.w3.org/2000/svg}polygon"))) == 3
