"""Scores `briefing.support.unsupported` on hand-written pairs and prints a table by kind.

    python benchmarks/support.py [--list] [FILE.toml ...]

Without files: tests/support/pairs.toml and tests/support/blind.toml. `--list` names each miss.
"""

import argparse
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from briefing.support import unsupported

PAIRS = Path(__file__).parents[1] / "tests" / "support"


class Pair(NamedTuple):
    """A summary with its evidence; `label` is `faithful` or what is wrong about it."""

    evidence: str
    summary: str
    known: tuple[str, ...]
    label: str


def read_pairs(path: Path) -> Iterator[Pair]:
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
        by_label = {"faithful": case.get("faithful", []), **case.get("wrong", {})}
        for label, summaries in by_label.items():
            for summary in summaries:
                yield Pair(case["evidence"], summary, tuple(case.get("known", ())), label)


def score(path: Path, *, is_listing: bool) -> None:
    total: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    seconds = 0.0
    for pair in read_pairs(path):
        began = time.process_time()
        findings = unsupported(pair.summary, pair.evidence, known=pair.known)
        seconds += time.process_time() - began
        total[pair.label] += 1
        passed[pair.label] += not findings
        if is_listing and bool(findings) == (pair.label == "faithful"):
            print(f"- {pair.label}: {pair.summary}\n    of: {pair.evidence}")
            for finding in findings:
                print(f"    {finding.kind}: {finding.reason}")
    print(f"\n{path.name}: {total.total()} pairs, {1000 * seconds / total.total():.2f} ms a pair")
    print(f"{'label':10} {'pairs':>6} {'passed':>7} {'discarded':>10}")
    for label, n in sorted(total.items()):
        print(f"{label:10} {n:6} {passed[label]:7} {n - passed[label]:10}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--list", action="store_true", dest="is_listing")
    options = parser.parse_args()
    for path in options.files or sorted(PAIRS.glob("*.toml")):
        score(path, is_listing=options.is_listing)


if __name__ == "__main__":
    main()
