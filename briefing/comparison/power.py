"""How varied the differences are, and how many articles → what the test could have seen.

The power is that of the test that is used, a paired permutation test at 5 % before Holm. From
`NORMAL_FROM` articles on it is that of the paired t test to within a point (measured, see
benchmarks/compare_truth.py); below, where few p-values are possible, it is simulated.
"""

import math
import statistics
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from briefing.comparison.statistics import ALPHA, MIN_ARTICLES, SEED, load_scipy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

POWER = 0.8
NORMAL_FROM = 11
SIMULATED = 8000
MOST_ARTICLES = 1_000_000
"""More are not counted: the answer is then that no number of articles will do."""


def detectable(differences: Sequence[float]) -> float | None:
    """The smallest true mean difference that the test shows in 80 % of such comparisons.

    Args:
        differences: One an article, at least `MIN_ARTICLES`; only their spread counts.

    Returns:
        In the unit of the differences; None where they do not vary at all.
    """
    spread = _spread(differences)
    return spread * _multiple(len(differences)) if spread else None


def articles_needed(differences: Sequence[float], effect: float) -> int | None:
    """How many articles show a true mean difference of `effect` in 80 % of comparisons.

    Args:
        differences: One an article, at least `MIN_ARTICLES`; only their spread counts.
        effect: In the unit of the differences, above 0.

    Returns:
        At least `MIN_ARTICLES`; None where the differences do not vary, or more than
        `MOST_ARTICLES` would be needed.
    """
    spread = _spread(differences)
    if not spread or effect <= 0:
        return None
    low, high = MIN_ARTICLES, MOST_ARTICLES
    if spread * _multiple(high) > effect:
        return None
    while low < high:
        middle = (low + high) // 2
        if spread * _multiple(middle) <= effect:
            high = middle
        else:
            low = middle + 1
    return low


def _spread(differences: Sequence[float]) -> float:
    """Standard deviation, freed of the bias that it has in small samples (the constant c4)."""
    n = len(differences)
    c4 = math.sqrt(2 / (n - 1)) * math.exp(math.lgamma(n / 2) - math.lgamma((n - 1) / 2))
    return float(statistics.stdev(differences) / c4)


@cache
def _multiple(n: int) -> float:
    """The detectable difference in standard deviations of the differences."""
    power = _simulated_power(n) if n < NORMAL_FROM else _t_power(n)
    # No test of six or more articles needs as much as twelve standard errors.
    low, high = 0.0, 12.0 / math.sqrt(n)
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (low, middle) if power(middle) >= POWER else (middle, high)
    return high


def _t_power(n: int) -> Callable[[float], float]:
    """Power of the two-sided paired t test, by the noncentral t distribution."""
    stats = load_scipy()
    limit = float(stats.t.ppf(1 - ALPHA / 2, n - 1))

    def power(multiple: float) -> float:
        centre = multiple * math.sqrt(n)
        return float(stats.nct.sf(limit, n - 1, centre) + stats.nct.cdf(-limit, n - 1, centre))

    return power


def _simulated_power(n: int) -> Callable[[float], float]:
    """Power of the permutation test, over normal differences that are the same every time."""
    import numpy as np

    noise = np.random.default_rng(SEED).standard_normal((SIMULATED, n))
    signs = _sign_patterns(n)

    def power(multiple: float) -> float:
        differences = noise + multiple
        totals = np.abs(differences @ signs.T)
        observed = np.abs(differences.sum(axis=1))[:, None]
        # What was seen and its mirror image tie, and nothing else does: together they count one.
        further = (totals > observed + 1e-9).sum(axis=1)
        return float(((further + 1) / len(signs) <= ALPHA).mean())

    return power


def _sign_patterns(n: int) -> "NDArray[np.float64]":
    """Shape (2**n, n), every combination of +1 and -1."""
    import numpy as np

    bits = np.arange(2**n)[:, None] >> np.arange(n)[None, :] & 1
    return np.asarray(1.0 - 2.0 * bits)
