"""Simulated truth: how often `briefing compare` is wrong, and how often it sees what is there.

    python benchmarks/compare_truth.py [--comparisons 2000] [--svg docs/compare_truth.svg]

Six outcomes are drawn as they look in practice: shares with zeros and ones, counts with many ties,
skewed token counts. Every article is harder or easier for both arms alike. The functions that are
measured are those that the command uses.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

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
    """Mean of what comparisons of n articles state as detectable, over other articles.

    Those in which no article differs state nothing, and are not counted.
    """
    pilot = differences(outcome, rng, rng.standard_normal((PILOT // n, n)))
    return float(np.mean([d for values in pilot if (d := detectable(list(values))) is not None]))


class Row(NamedTuple):
    """Shares of comparisons of so many articles that were called different."""

    n: int
    none: tuple[float, ...]
    """By outcome, where there is no difference."""
    there: tuple[float, ...]
    """By outcome, at the stated detectable difference."""
    wrong: float
    """Any outcome, Holm applied, where there is no difference."""


def measure(n: int, *, comparisons: int) -> Row:
    """All three shares for comparisons of n articles."""

    def shares(*, at_detectable: bool) -> tuple[float, ...]:
        return tuple(
            called_different(outcome, n=n, comparisons=comparisons, at_detectable=at_detectable)
            for outcome in OUTCOMES
        )

    return Row(
        n,
        none=shares(at_detectable=False),
        there=shares(at_detectable=True),
        wrong=any_wrong(n=n, comparisons=comparisons),
    )


LEFT, WIDTH, TOP, HEIGHT = 60, 500, 20, 260
CURVES: tuple[tuple[str, str, int, Callable[[Row], tuple[float, ...]]], ...] = (
    ("#24598a", "at the stated difference", 0, lambda row: row.there),
    ("#a33d0c", "no difference: one outcome", -5, lambda row: row.none),
    ("#683a8d", "no difference: any of six, Holm", 12, lambda row: (row.wrong,)),
)
"""Colour, label, how far below the curve's end the label stands, and what is plotted."""


def plot(rows: Sequence[Row]) -> str:
    """Mean over the outcomes, and from the lowest to the highest of them, as an SVG file."""
    x = {row.n: LEFT + i * WIDTH / (len(rows) - 1) for i, row in enumerate(rows)}
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 330" role="img" '
        'font-family="sans-serif" font-size="13">',
        "<title>Share of comparisons called different, by number of articles</title>",
        '<rect width="760" height="330" fill="#fff"/>',
    ]
    for level in (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 1.0):
        dash = ' stroke-dasharray="5 4"' if level in (0.05, 0.8) else ""
        parts.append(
            f'<path d="M{LEFT} {_y(level):.1f}h{WIDTH}" stroke="#bbb"{dash}/>'
            f'<text x="{LEFT - 8}" y="{_y(level) + 4:.1f}" text-anchor="end">{level:.0%}</text>'
        )
    parts += [f'<text x="{x[n]:.1f}" y="300" text-anchor="middle">{n}</text>' for n in x]
    parts.append(f'<text x="{LEFT + WIDTH / 2:.0f}" y="322" text-anchor="middle">articles</text>')
    for colour, label, shift, of in CURVES:
        lowest = [(x[row.n], min(of(row))) for row in rows]
        highest = [(x[row.n], max(of(row))) for row in rows]
        means = [(x[row.n], float(np.mean(of(row)))) for row in rows]
        parts.append(
            f'<polygon points="{_points([*lowest, *reversed(highest)])}" fill="{colour}" '
            'fill-opacity=".15"/>'
            f'<polyline points="{_points(means)}" fill="none" stroke="{colour}" stroke-width="2"/>'
            f'<text x="{LEFT + WIDTH + 6}" y="{_y(means[-1][1]) + shift:.1f}" fill="{colour}" '
            f'font-size="11">{label}</text>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def _y(share: float) -> float:
    return TOP + HEIGHT * (1 - share)


def _points(of: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{_y(share):.1f}" for x, share in of)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comparisons", type=int, default=2000)
    parser.add_argument("--svg", type=Path)
    options = parser.parse_args()
    rows = []
    print(f"{options.comparisons} comparisons each; one outcome: before Holm")
    print("At a number of articles: no difference / at the stated detectable difference")
    print("| articles | " + " | ".join(OUTCOMES) + " | mean | any wrong, Holm |")
    print("| ---: |" + " ---: |" * (len(OUTCOMES) + 2))
    for n in SIZES:
        row = measure(n, comparisons=options.comparisons)
        rows.append(row)
        pairs = [*zip(row.none, row.there, strict=True)]
        pairs.append((float(np.mean(row.none)), float(np.mean(row.there))))
        cells = " | ".join(f"{100 * none:.1f} / {100 * there:.1f}" for none, there in pairs)
        print(f"| {n} | {cells} | {100 * row.wrong:.1f} |", flush=True)
    if options.svg:
        options.svg.write_text(plot(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
