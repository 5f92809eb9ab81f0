"""Differences between two arms, one an article, come in → what can be said about them.

Everything is paired by article: an article that is hard for one arm is hard for the other. The
library (scipy) does the work; it is imported when it is needed.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.errors import ConfigError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MIN_ARTICLES = 6
"""With five, differences that all point one way come up by chance in 2 of 32 comparisons: nothing
can be shown at 5 %, so nothing is tested."""
BCA_FROM = 12
"""Below this, BCa's acceleration rests on too few jackknife values (Efron & Tibshirani 1993,
section 14.3); the percentile interval is taken."""
ALPHA = 0.05
RESAMPLES = 9999
SEED = 20261124


class Interval(NamedTuple):
    """A 95 % interval for the mean difference, over articles."""

    low: float
    high: float
    method: str
    """`BCa` or `percentile`."""


def load_scipy() -> Any:
    """`scipy.stats`; ConfigError, with what to do, where scipy is not installed."""
    try:
        # It carries no types, and the stubs would be one more dependency of the checks.
        from scipy import stats  # type: ignore[import-untyped]
    except ImportError as exc:
        raise ConfigError(
            "compare", "needs scipy, which is not installed", hint="pip install 'briefing[compare]'"
        ) from exc
    return stats


def bootstrap_mean(differences: Sequence[float]) -> Interval:
    """The 95 % bootstrap interval of the mean, resampling articles.

    Args:
        differences: One an article, at least two.
    """
    import numpy as np

    stats = load_scipy()
    values = np.asarray(differences, dtype=float)
    if np.ptp(values) == 0:
        return Interval(float(values[0]), float(values[0]), "percentile")
    method = "BCa" if len(values) >= BCA_FROM else "percentile"
    found = stats.bootstrap(
        (values,),
        np.mean,
        n_resamples=RESAMPLES,
        confidence_level=1 - ALPHA,
        method=method,
        vectorized=True,
        rng=np.random.default_rng(SEED),
    ).confidence_interval
    return Interval(float(found.low), float(found.high), method)


def permutation_p(differences: "Floats | Sequence[float] | Sequence[Sequence[float]]") -> "Floats":
    """Two-sided mid-p-values of the paired permutation test of the mean: signs are exchanged.

    All sign patterns are gone through while they are no more than `RESAMPLES` (up to 13 articles),
    else that many random ones. Counts and shares of few sentences make for many patterns with the
    same mean; those that tie with what was seen count half (Lancaster 1961). Counted in full, they
    make the test call far fewer than 5 % different (benchmarks/compare_truth.py).

    Args:
        differences: Shape (…, n): one an article, n at least `MIN_ARTICLES`.

    Returns:
        Shape (…).

    Raises:
        ValueError: Fewer articles.
    """
    import numpy as np

    values = np.asarray(differences, dtype=float)
    n = values.shape[-1]
    if n < MIN_ARTICLES:
        raise ValueError(f"{n} articles, at least {MIN_ARTICLES} are needed")
    found = load_scipy().permutation_test(
        (values,),
        _mean,
        permutation_type="samples",
        vectorized=True,
        n_resamples=RESAMPLES,
        # Bounds the memory: the library holds batch x all values at a time.
        batch=max(1, 4_000_000 // values.size),
        axis=-1,
        rng=np.random.default_rng(SEED),
    )
    by_chance, seen = np.abs(found.null_distribution), np.abs(found.statistic)
    # Equal means of the same shares differ in the last digits.
    tolerance = 1e-9 * np.abs(values).max()
    further = (by_chance > seen + tolerance).sum(axis=0)
    tied = (np.abs(by_chance - seen) <= tolerance).sum(axis=0)
    # Random patterns need not hold what was seen, which is one of them (Phipson & Smyth 2010).
    seen_itself = 0 if is_exact(n) else 1
    return np.asarray((further + (tied + seen_itself) / 2) / (len(by_chance) + seen_itself))


def _mean(values: "Floats", axis: int = -1) -> "Floats":
    import numpy as np

    return np.asarray(np.mean(values, axis=axis))


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjusted p-values, in the order given: each may be held against 5 % (Holm 1979)."""
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted = [1.0] * len(p_values)
    highest = 0.0
    for rank, index in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[index]))
        adjusted[index] = highest
    return adjusted


def is_exact(n: int) -> bool:
    """Whether the permutation test of n articles goes through all sign patterns."""
    return n <= RESAMPLES.bit_length() - 1
