"""How well the attribution engine does on articles with gold attributions, and how fast.

    python benchmarks/attribution.py GOLD.jsonl[.gz] SCORER.py [--part held-back] [--sure]

GOLD holds one article a line: {"id", "text", "segments": [{"spans", ...}]}. SCORER is a module with
`load(path)`, `evaluate(rows, predictions)` and `show(result)`. The table is printed for all
articles, for the nine tenths that were read while the rules were written, and for the tenth that
was held back (those whose SHA-256 of the id is divisible by ten).
"""

import argparse
import hashlib
import importlib.util
import time
from collections import Counter
from pathlib import Path
from typing import Any

from briefing.attribution import find_attributions


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold")
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--part", choices=["all", "read", "held-back"], action="append")
    parser.add_argument("--sure", action="store_true", help="score only what is marked sure")
    options = parser.parse_args()
    scorer = _module(options.scorer)
    rows = scorer.load(options.gold)
    began = time.process_time()
    found = {row["doc"]: find_attributions(row["text"]) for row in rows}
    seconds = time.process_time() - began
    for part in options.part or ["all", "read", "held-back"]:
        chosen = [
            r for r in rows if part == "all" or is_held_back(r["doc"]) == (part == "held-back")
        ]
        predictions = {
            r["doc"]: _predicted(r["text"], found[r["doc"]], options.sure) for r in chosen
        }
        print(f"\n== {part}")
        scorer.show(scorer.evaluate(chosen, predictions)[0])
    print(f"\n{1000 * seconds / len(rows):.1f} ms of CPU an article")
    rules = Counter(a.rule for row in found.values() for a in row)
    print("  ".join(f"{rule} {n}" for rule, n in rules.most_common(40)))


def is_held_back(name: str) -> bool:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 10 == 0


def _predicted(text: str, found: list[Any], only_sure: bool) -> list[dict[str, Any]]:
    return [
        {
            "segments": [list(span) for span in a.content],
            "speaker": a.source.of(text) if a.source else "",
            "kind": a.kind,
        }
        for a in found
        if a.sure or not only_sure
    ]


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
