"""Simulated truth: how often `briefing compare` is wrong, and how often it sees what is there.

    python benchmarks/compare_truth.py [--comparisons 2000] [--svg docs/compare_truth.svg]

Six outcomes are drawn as they look in practice: shares with zeros and ones, counts with many ties,
skewed token counts. Every article is harder or easier for both arms alike. The functions that are
measured are those that the command uses.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from briefing.comparison.power import detectable
from briefing.comparison.statistics import ALPHA, holm, permutation_p

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SIZES = (6, 7, 8, 10, 12, 16, 24, 40, 60)
SEED = 11
PILOT = 20_000
"""Articles from which the true spread of an outcome's differences is learnt."""


def _coverage(rng: np.random.Generator, ease: "Floats") -> "Floats":
    """Share of 12 sentences."""
    return rng.binomial(12, np.clip(0.6 + 0.2 * ease, 0, 1)) / 12


def _confirmed(rng: np.random.Generator, ease: "Floats") -> "Floats":
    """Share of three to fifteen statements, mostly near one."""
    of = rng.integers(3, 16, ease.shape)
    return np.asarray(rng.binomial(of, np.clip(0.9 + 0.1 * ease, 0, 1)) / of)


def _statements(rng: np.random.Generator, ease: "Floats") -> "Floats":
    return np.asarray(rng.poisson(9 * np.exp(0.3 * ease)), dtype=float)


def _drops(rng: np.random.Generator, ease: "Floats") -> "Floats":
    """Mostly none or one."""
    return np.asarray(rng.poisson(0.8 * np.exp(-0.5 * ease)), dtype=float)


def _failures(rng: np.random.Generator, ease: "Floats") -> "Floats":
    """A chunk in twelve fails."""
    return np.asarray(rng.binomial(2, np.clip(0.08 - 0.04 * ease, 0, 1)), dtype=float)


def _tokens(rng: np.random.Generator, ease: "Floats") -> "Floats":
    """Log-normal, a few articles many times as long as the others."""
    return np.asarray(rng.lognormal(7.5 + 0.6 * ease, 0.25))


OUTCOMES: dict[str, Callable[[np.random.Generator, "Floats"], "Floats"]] = {
    "coverage": _coverage,
    "speakers confirmed": _confirmed,
    "statements": _statements,
    "drops": _drops,
    "failures": _failures,
    "tokens": _tokens,
}


def differences(
    outcome: str, rng: np.random.Generator, ease: "Floats", *, effect: float = 0.0
) -> "Floats":
    """Arm minus baseline, one an article; both arms meet the same ease."""
    draw = OUTCOMES[outcome]
    return np.asarray(draw(rng, ease) - draw(rng, ease) + effect)


def called_different(outcome: str, *, n: int, comparisons: int, at_detectable: bool) -> float:
    """Share of comparisons of n articles in which one outcome, before Holm, is called different.

    Args:
        outcome: One of `OUTCOMES`.
        n: Articles of a comparison.
        comparisons: How many of them.
        at_detectable: Whether the arms truly differ, by the mean of what the comparisons state as
            detectable; else they do not differ.
    """
    rng = np.random.default_rng([SEED, n, at_detectable])
    effect = _stated(outcome, rng, n) if at_detectable else 0.0
    drawn = differences(outcome, rng, rng.standard_normal((comparisons, n)), effect=effect)
    return float((permutation_p(drawn) <= ALPHA).mean())


def any_wrong(*, n: int, comparisons: int) -> float:
    """Share of comparisons that, Holm applied, call any outcome different, and none is."""
    rng = np.random.default_rng([SEED, n])
    ease = rng.standard_normal((comparisons, n))
    drawn = [differences(outcome, rng, ease) for outcome in OUTCOMES]
    tested = np.array([permutation_p(values) for values in drawn])
    varied = np.array([values.any(axis=-1) for values in drawn])
    wrong = [
        min(holm(list(p[here])), default=1.0) <= ALPHA
        for p, here in zip(tested.T, varied.T, strict=True)
    ]
    return float(np.mean(wrong))


def _stated(outcome: str, rng: np.random.Generator, n: int) -> float:
    """Mean of what comparisons of n articles state as detectable, over other articles."""
    pilot = differences(outcome, rng, rng.standard_normal((PILOT // n, n)))
    return float(np.mean([detectable(list(values)) or 0.0 for values in pilot]))


def plot(rows: Sequence[tuple[int, float, float, float]]) -> str:
    """Three curves over the number of articles, as an SVG file."""
    left, width, top, height = 60, 520, 20, 260
    x = {n: left + i * width / (len(rows) - 1) for i, (n, *_) in enumerate(rows)}

    def y(value: float) -> float:
        return top + height * (1 - value)

    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 330" role="img" '
        'font-family="sans-serif" font-size="13">',
        "<title>Share of comparisons called different, by number of articles</title>",
        '<rect width="760" height="330" fill="#fff"/>',
    ]
    for level in (0.05, 0.2, 0.4, 0.6, 0.8, 1.0):
        dash = ' stroke-dasharray="5 4"' if level in (0.05, 0.8) else ""
        parts.append(
            f'<path d="M{left} {y(level):.1f}H{left + width}" stroke="#bbb"{dash}/>'
            f'<text x="{left - 8}" y="{y(level) + 4:.1f}" text-anchor="end">{level:.0%}</text>'
        )
    parts += [f'<text x="{x[n]:.1f}" y="300" text-anchor="middle">{n}</text>' for n, *_ in rows]
    parts.append('<text x="320" y="322" text-anchor="middle">articles</text>')
    curves = (
        ("#24598a", "at the stated detectable effect", 2, 0.0),
        ("#a33d0c", "no difference, one outcome", 1, -12.0),
        ("#683a8d", "no difference, any of six (Holm)", 3, 14.0),
    )
    for colour, label, column, shift in curves:
        points = " ".join(f"{x[row[0]]:.1f},{y(row[column]):.1f}" for row in rows)
        end = y(rows[-1][column]) + shift
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
            f'<text x="{left + width + 6}" y="{end:.1f}" fill="{colour}" font-size="11">'
            f"{label}</text>"
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comparisons", type=int, default=2000)
    parser.add_argument("--svg", type=Path)
    options = parser.parse_args()
    rows = []
    print(f"{options.comparisons} comparisons each; one outcome: before Holm")
    print(f"{'n':>3} {'outcome':<20} {'no difference':>14} {'at detectable':>14}")
    for n in SIZES:
        started = time.perf_counter()
        none, there = [], []
        for outcome in OUTCOMES:
            none.append(
                called_different(outcome, n=n, comparisons=options.comparisons, at_detectable=False)
            )
            there.append(
                called_different(outcome, n=n, comparisons=options.comparisons, at_detectable=True)
            )
            print(f"{n:>3} {outcome:<20} {none[-1]:>14.1%} {there[-1]:>14.1%}", flush=True)
        wrong = any_wrong(n=n, comparisons=options.comparisons)
        rows.append((n, float(np.mean(none)), float(np.mean(there)), wrong))
        seconds = time.perf_counter() - started
        print(
            f"{n:>3} {'mean':<20} {rows[-1][1]:>14.1%} {rows[-1][2]:>14.1%}"
            f"   any wrong with Holm {wrong:.1%} ({seconds:.0f} s)",
            flush=True,
        )
    if options.svg:
        options.svg.write_text(plot(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
