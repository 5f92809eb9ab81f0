"""Interviews printed as turns, "Ledger: Why? / Brandt: Because …": the answers are said."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from briefing.attribution.ends import end_of_unit
from briefing.attribution.found import Found
from briefing.attribution.nounphrase import Phrase
from briefing.attribution.units import Unit
from briefing.schema.article import Span

FEWEST_TURNS = 4
"""Paragraphs with a label that make an interview of an article."""
FEWEST_WORDS = 5
"""Words of a sentence in an answer: fewer are "Of course." and "No, thank you."."""
_LONGEST_LABEL = 4


class Turn(NamedTuple):
    """A paragraph of an interview: whose it is, and whether it is the interviewer's."""

    label: Span
    asks: bool


def find_turns(units: Sequence[Unit], text: str) -> dict[int, Turn]:
    """The turns of an interview by paragraph number; empty where the article is none.

    The interviewer is whose turns end in a question mark most often.
    """
    labels: dict[int, Span] = {}
    asking: Counter[str] = Counter()
    ends = {unit.paragraph: unit.span.end for unit in units}
    for unit in units:
        label = _label(unit)
        if label is None or unit.paragraph in labels:
            continue
        labels[unit.paragraph] = label
        asking[label.of(text)] += text[ends[unit.paragraph] - 1] == "?"
    if len(labels) < FEWEST_TURNS or len(asking) < 2:
        return {}
    interviewer = asking.most_common(1)[0][0]
    return {n: Turn(label, label.of(text) == interviewer) for n, label in labels.items()}


def read_turn(unit: Unit, turn: Turn) -> list[Found]:
    """What a sentence of a turn says: all of it in an answer, nothing in a question."""
    tokens = unit.tokens
    first = next((i for i, t in enumerate(tokens) if t.start > turn.label.end), 0)
    end = end_of_unit(tokens)
    if turn.asks or sum(t.is_word for t in tokens[first:end]) < FEWEST_WORDS:
        return []
    content = (Phrase(first, end),)
    return [Found(content, None, None, "position", None, "answer", sure=True)]


def _label(unit: Unit) -> Span | None:
    for i, token in enumerate(unit.tokens[: _LONGEST_LABEL + 1]):
        if token.text == ":" and i:
            return Span(unit.tokens[0].start, unit.tokens[i - 1].end)
        if not token.is_capital and token.text != ".":
            return None
    return None
