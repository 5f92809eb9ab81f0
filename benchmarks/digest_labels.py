"""How many statements of five made days does the matcher label as a reader did?

The labels in tests/digest_days/labels.json were written down by hand before anything was matched.
Once the labelled statements themselves are matched, then the articles as `briefing digest` reads
them, where a label counts as met by a listed statement that overlaps it in the same article.

    PYTHONPATH=. python benchmarks/digest_labels.py
"""

import tempfile
from collections import Counter
from pathlib import Path

from briefing.workflows.digest.form import Digest, DigestStatement
from tests.labelled_days import DAYS, LABELS, Scored, labelled, match_labelled, run_day


def main() -> None:
    """Print both tables; the working folder must be the checkout."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scored, clashes = match_labelled(folder)
        report("labelled statements, matched", scored)
        wanted = len(LABELS["contradictions"])
        print(f"  contradictions {len(clashes)}, by hand {wanted}")
        for day in DAYS:
            run_day(day, folder)
        texts = [(folder / f"{day}.json").read_text(encoding="utf-8") for day in DAYS]
        report("articles, read and matched", read(list(map(Digest.model_validate_json, texts))))


def report(title: str, scored: list[Scored]) -> None:
    """Print what was labelled as by hand, and what was not."""
    wrong = [s for s in scored if s.given != s.entry.label]
    by_label = Counter(s.entry.label for s in scored)
    counts = ", ".join(f"{n} {label}" for label, n in sorted(by_label.items()))
    right = len(scored) - len(wrong)
    print(f"{title}: {right} of {len(scored)} as by hand ({right / len(scored):.1%}): {counts}")
    false = sum(s.given == "changed" for s in wrong)
    print(f"  called changed that are not: {false}; not labelled as by hand:")
    for entry, given in wrong:
        print(f"  {entry.day} {entry.speaker}: {entry.snippet!r}: {given}, by hand {entry.label}")


def read(digests: list[Digest]) -> list[Scored]:
    """The label of the listed statement that meets each labelled one; else `not listed`."""
    found = []
    for entry in labelled():
        given = [
            statement.label
            for digest in digests
            for statement in digest.statements
            if meets(digest, statement, entry.file, entry.snippet)
        ]
        found.append(Scored(entry, given[0] if given else "not listed"))
    return found


def meets(digest: Digest, statement: DigestStatement, file: str, snippet: str) -> bool:
    """Whether a statement rests on the labelled words."""
    articles = {a.id for a in digest.articles if a.source.endswith(f"/{file}")}
    quotes = [e.quote for e in statement.evidence if e.article in articles]
    return any(snippet in quote or quote.strip('"“”.,') in snippet for quote in quotes)


if __name__ == "__main__":
    main()
