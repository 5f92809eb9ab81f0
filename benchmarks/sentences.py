"""Compare sentence splitters on hard cases and for speed, side by side with ours.

    pip install sentencex nupunkt syntok pysbd
    python benchmarks/sentences.py [ARTICLE.txt ...]

The hard cases are in benchmarks/sentences.txt. Every splitter is given one paragraph at a time, so
that all are judged by their full stops and none by its idea of a paragraph; white space at a
sentence's ends is not held against any. A splitter that is not installed is left out. Articles are
timed whole, the best of five runs; without any, those in seeds/ are.
"""

import importlib
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from briefing.sentences import split_paragraphs, split_sentences  # noqa: E402

Splitter = Callable[[str], list[str]]


class Case(NamedTuple):
    """A text and its sentences."""

    text: str
    sentences: list[str]


def read_cases(path: Path) -> list[Case]:
    """Read the hard cases; the file's first block says how they are written."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")[1:]
    return [_case(block.split("\n")) for block in blocks]


def _case(lines: list[str]) -> Case:
    text = ""
    sentences = []
    for line in lines:
        gap = {"¶": "\n\n", "↵": "\n"}.get(line[0], " ")
        sentences.append(line.lstrip("¶↵ ").replace("↵", "\n"))
        text += (gap if text else "") + sentences[-1]
    return Case(text, sentences)


def splitters() -> Iterator[tuple[str, Splitter]]:
    """Those that are installed, by name and version."""
    yield "briefing", lambda text: [s.of(text) for s in split_sentences(text)]
    for name, build in (
        ("nupunkt", _nupunkt),
        ("sentencex", _sentencex),
        ("syntok", _syntok),
        ("pysbd", _pysbd),
    ):
        try:
            yield f"{name} {version(name)}", _by_paragraph(build())
        except ImportError:
            print(f"{name} is not installed", file=sys.stderr)


def _by_paragraph(split: Splitter) -> Splitter:
    def split_text(text: str) -> list[str]:
        paragraphs = [p.of(text).replace("\n", " ") for p in split_paragraphs(text)]
        return [s.strip() for paragraph in paragraphs for s in split(paragraph) if s.strip()]

    return split_text


def _nupunkt() -> Splitter:
    module = importlib.import_module("nupunkt")
    return lambda text: list(module.sent_tokenize(text))


def _sentencex() -> Splitter:
    module = importlib.import_module("sentencex")
    return lambda text: list(module.segment("en", text))


def _syntok() -> Splitter:
    module = importlib.import_module("syntok.segmenter")

    def split(text: str) -> list[str]:
        found = [sentence for block in module.analyze(text) for sentence in block if sentence]
        return [text[s[0].offset : s[-1].offset + len(s[-1].value)] for s in found]

    return split


def _pysbd() -> Splitter:
    module = importlib.import_module("pysbd")
    segmenter = module.Segmenter(language="en", clean=False)
    return lambda text: list(segmenter.segment(text))


def wrong_cases(split: Splitter, cases: list[Case]) -> list[list[str]]:
    """What the splitter makes of the cases that it gets wrong."""
    made = [(split(case.text), case.sentences) for case in cases]
    return [got for got, expected in made if [" ".join(s.split()) for s in got] != flat(expected)]


def flat(sentences: list[str]) -> list[str]:
    """The sentences with all white space as single spaces."""
    return [" ".join(sentence.split()) for sentence in sentences]


def milliseconds(split: Splitter, articles: list[str]) -> float:
    """Time per article, best of five runs over all of them."""
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        for article in articles:
            split(article)
        best = min(best, time.perf_counter() - start)
    return best / len(articles) * 1000


def main() -> None:
    """Print one line per splitter; with `--wrong`, its wrong cases too."""
    names = [argument for argument in sys.argv[1:] if argument != "--wrong"]
    paths = [Path(name) for name in names] or sorted((ROOT / "seeds").glob("*.txt"))
    articles = [path.read_text(encoding="utf-8") for path in paths]
    cases = read_cases(Path(__file__).with_suffix(".txt"))
    print(
        f"{len(cases)} hard cases; {len(articles)} articles, {sum(map(len, articles)):,} characters"
    )
    for name, split in splitters():
        wrong = wrong_cases(split, cases)
        right = len(cases) - len(wrong)
        print(f"{name:20} {right:4} right  {milliseconds(split, articles):8.2f} ms per article")
        if "--wrong" in sys.argv:
            print(*(f"    {sentences}" for sentences in wrong), sep="\n")


if __name__ == "__main__":
    main()
