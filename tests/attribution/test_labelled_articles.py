"""Twenty articles beyond politics, labelled by hand before the engine saw them, hold it to a floor.

A predicted span is right when it overlaps a labelled one by at least 0.8 of the longer of the two,
both without the marks at their edges and a leading "that"; one labelled span takes one predicted.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from briefing.attribution import find_attributions
from briefing.schema.article import Span
from briefing.schema.attribution import Attribution

FOLDER = Path(__file__).parent / "articles"
EDGES = " \t\r\n“”\"'‘’`,;:-–—([.!?)]"


class Score(NamedTuple):
    """Over all articles."""

    f1: float
    precision: float
    speaker: float
    kind: float


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in EDGES:
        start += 1
    if text[start:end].lower().startswith("that ") and end - start > 10:
        start += 5
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return Span(start, end)


def _overlap(a: Span, b: Span) -> float:
    shared = max(0, min(a.end, b.end) - max(a.start, b.start))
    return shared / max(a.end - a.start, b.end - b.start, 1)


def _same(predicted: str, labelled: str) -> bool:
    one, two = (set(name.lower().replace(".", "").split()) for name in (predicted, labelled))
    return predicted == labelled or one <= two or two <= one


def _pairs(
    text: str, labels: list[dict[str, Any]], found: list[Attribution]
) -> list[tuple[float, int, int]]:
    gold = [(_trimmed(text, Span(*s)), n) for n, g in enumerate(labels) for s in g["segments"]]
    ours = [(_trimmed(text, c), n) for n, a in enumerate(found) for c in a.content]
    matches = sorted(
        ((_overlap(g, o), i, j) for i, (g, _) in enumerate(gold) for j, (o, _) in enumerate(ours)),
        reverse=True,
    )
    taken: set[tuple[str, int]] = set()
    pairs = []
    for share, i, j in matches:
        if share >= 0.8 and ("g", i) not in taken and ("o", j) not in taken:
            taken |= {("g", i), ("o", j)}
            pairs.append((share, gold[i][1], ours[j][1]))
    return pairs


@pytest.fixture(scope="module")
def score() -> Score:
    right = n_gold = n_ours = speakers = kinds = 0
    for path in sorted(FOLDER.glob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        labels, text = article["statements"], article["text"]
        found = find_attributions(text)
        pairs = _pairs(text, labels, found)
        right += len(pairs)
        n_gold += sum(len(g["segments"]) for g in labels)
        n_ours += sum(len(a.content) for a in found)
        speakers += sum(_same(found[o].speaker, labels[g]["speaker"]) for _, g, o in pairs)
        kinds += sum(found[o].kind == labels[g]["kind"] for _, g, o in pairs)
    precision, recall = right / n_ours, right / n_gold
    f1 = 2 * precision * recall / (precision + recall)
    return Score(f1, precision, speakers / right, kinds / right)


def test_what_is_said_is_found(score: Score) -> None:
    assert score.f1 >= 0.78


def test_what_is_found_is_said(score: Score) -> None:
    assert score.precision >= 0.8


def test_who_says_it_is_right(score: Score) -> None:
    assert score.speaker >= 0.88


def test_the_kind_is_right(score: Score) -> None:
    assert score.kind >= 0.8
