"""What the statistics say of differences whose truth is known."""

import sys

import numpy as np
import pytest

from briefing.comparison.power import articles_needed, detectable
from briefing.comparison.statistics import (
    MIN_ARTICLES,
    bootstrap_mean,
    holm,
    is_exact,
    load_scipy,
    permutation_p,
)
from briefing.errors import ConfigError


def test_six_articles_that_all_differ_one_way_give_the_smallest_p_there_is() -> None:
    assert permutation_p([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]) == pytest.approx(1 / 64)


def test_patterns_that_tie_with_what_was_seen_count_half() -> None:
    # Of 64 patterns of 1, 1, 1, 1, 1, -1 two are further from 0 and twelve are as far.
    assert permutation_p([1.0] * 5 + [-1.0]) == pytest.approx((2 + 12 / 2) / 64)
    assert permutation_p([0.1] * 3 + [0.3] + [0.1] * 2) == permutation_p([1, 1, 1, 3, 1, 1])


def test_fewer_than_six_articles_are_refused() -> None:
    with pytest.raises(ValueError, match="5 articles"):
        permutation_p([1.0] * (MIN_ARTICLES - 1))


@pytest.mark.parametrize(("n", "exact"), [(13, True), (14, False)])
def test_the_test_is_exact_while_all_sign_patterns_can_be_gone_through(n: int, exact: bool) -> None:
    assert is_exact(n) is exact
    p = float(permutation_p([1.0] * n))

    assert p == pytest.approx(1 / 2**n if exact else 1 / 10_000)


def test_holm_multiplies_the_smallest_most_and_keeps_the_order() -> None:
    assert holm([0.01, 0.04, 0.03, 0.5]) == pytest.approx([0.04, 0.09, 0.09, 0.5])
    assert holm([]) == []


def test_the_interval_holds_the_mean_and_is_the_same_every_time() -> None:
    values = list(np.random.default_rng(3).normal(0.1, 0.2, 24))
    low, high, method = bootstrap_mean(values)

    assert low < float(np.mean(values)) < high
    assert method == "BCa"
    assert bootstrap_mean(values) == (low, high, method)


def test_few_articles_get_the_percentile_interval_and_no_variation_a_point() -> None:
    assert bootstrap_mean([0.1, 0.2, 0.3, 0.1, 0.4, 0.2]).method == "percentile"
    assert bootstrap_mean([0.25] * 20)[:2] == (0.25, 0.25)


def test_differences_that_do_not_vary_have_no_detectable_effect() -> None:
    assert detectable([0.5] * 10) is None
    assert articles_needed([0.5] * 10, 0.05) is None


def test_more_articles_are_needed_for_a_smaller_effect_and_they_would_show_it() -> None:
    values = list(np.random.default_rng(4).normal(0, 0.2, 20))
    many, few = articles_needed(values, 0.05), articles_needed(values, 0.2)

    assert many is not None
    assert few is not None
    assert few < 20 < many
    assert articles_needed(values, detectable(values) or 0.0) == 20


def test_an_effect_that_no_number_of_articles_shows_has_no_number() -> None:
    assert articles_needed([0.0, 1.0, 0.0, 1.0, 0.0, 1.0], 1e-6) is None


def test_without_scipy_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy", None)
    with pytest.raises(ConfigError) as raised:
        load_scipy()
    assert raised.value.hint == "pip install 'briefing[compare]'"
