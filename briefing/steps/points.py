"""Statements come in → the lines that a model sums up; its sentences come back → those that hold.

A key point stands at the top, where it is read without its sentence: it must say nothing that the
sentences of its statements do not say, and it must say who says it.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from briefing.schema.article import Span
from briefing.schema.briefing import KeyPoint
from briefing.schema.reply import KeyPointItem, KeyPointsReply
from briefing.schema.statement import UNATTRIBUTED, Drop, DropReason, Statement
from briefing.sentences import sentences_around
from briefing.support import unsupported

MOST_LINES = 40
"""Statements that are summed up: about 2,500 tokens, which small models on a desk still take."""
MOST_LETTERS = 400
"""A longer text is no sentence for the top."""

MIN_CARRIED = 0.55
"""Share of a text's longer words that the lines must hold. It is stricter than the summary check,
since here a point may be put to any statement: two words in common with one of them must not do.
Of 272 faithful paraphrases in tests/support 245 pass it, of 87 summaries by a 1.5B model 84."""

_WORD = re.compile(r"\w+")
_LONG = 4
_STEM = 5
_FIRST = {"demand": 0, "consequence": 1, "question": 2, "position": 3}


class Outlined(NamedTuple):
    """A statement as a model is shown it."""

    statement: Statement
    sentences: str
    """The whole sentences that its evidence lies in."""

    @property
    def line(self) -> str:
        """Who says it, of what kind it is, and the sentences."""
        said = self.statement
        whom = f", to {said.addressee}" if said.addressee else ""
        return f"{said.speaker} ({said.kind}{whom}): {self.sentences}"


class Points(NamedTuple):
    """What became of a model's sentences."""

    points: tuple[KeyPoint, ...] = ()
    drops: tuple[Drop, ...] = ()


Running = Callable[[str], tuple[str, Sequence[Span]]]
"""An article's id → its text, and the sentences of its running text: what addresses a model is none
of them."""


def outline_statements(statements: Sequence[Statement], running: Running) -> list[Outlined]:
    """Choose the statements that are summed up, in the order of the briefing.

    Args:
        statements: Listed statements. Of more than `MOST_LINES`, demands and consequences come
            before questions, and these before positions.
        running: Of the articles that their evidence lies in.
    """
    ranked = sorted(range(len(statements)), key=lambda n: (_FIRST[statements[n].kind], n))
    chosen = [statements[n] for n in sorted(ranked[:MOST_LINES])]
    return [Outlined(statement, _sentences(statement, running)) for statement in chosen]


def _sentences(statement: Statement, running: Running) -> str:
    first = statement.evidence[0].article
    text, sentences = running(first)
    spans = [e.span for e in statement.evidence if e.article == first]
    return sentences_around(text, spans, sentences)


def check_points(reply: KeyPointsReply, outlined: Sequence[Outlined]) -> Points:
    """Keep the sentences that their statements carry; the others are drops that say why.

    Args:
        reply: The model's.
        outlined: The statements in the order of their numbers.
    """
    points: dict[tuple[str, ...], KeyPoint] = {}
    drops: list[Drop] = []
    for item in reply.key_points:
        result = _check(item, outlined)
        if isinstance(result, Drop):
            drops.append(result)
        elif result.statements in points:
            detail = "another key point rests on the same statements"
            drops.append(_drop(item, outlined, "duplicate", detail))
        else:
            points[result.statements] = result
    return Points(tuple(points.values()), tuple(drops))


def _check(item: KeyPointItem, outlined: Sequence[Outlined]) -> KeyPoint | Drop:
    numbers = [int(name.removeprefix("s")) for name in dict.fromkeys(item.statements)]
    if max(numbers) > len(outlined):
        detail = f"s{max(numbers)} is beyond the {len(outlined)} statements"
        return _drop(item, outlined, "not in source", detail)
    text = " ".join(item.text.split())
    if not text or len(text) > MOST_LETTERS:
        detail = f"{len(text)} letters are no sentence (1 to {MOST_LETTERS})"
        return _drop(item, outlined, "not in source", detail)
    rests_on = [outlined[number - 1] for number in numbers]
    named = {o.statement.speaker for o in rests_on} - {UNATTRIBUTED}
    known = named | {o.statement.addressee for o in rests_on if o.statement.addressee}
    wrong = [
        u.reason for u in unsupported(text, [o.sentences for o in rests_on], known=sorted(known))
    ]
    if _carried(text, [o.line for o in rests_on]) < MIN_CARRIED:
        wrong.append("most of its words do not stand in its statements")
    unnamed = [speaker for speaker in sorted(named) if not _names(text, speaker)]
    if 0 < len(unnamed) < len(named):
        wrong.append(f"it rests on words of {unnamed[0]} and does not name them")
    if wrong:
        return _drop(item, outlined, "not in source", f"key point: {wrong[0]}")
    return KeyPoint(
        text=f"{' and '.join(unnamed)}: {text}" if unnamed else text,
        statements=tuple(sorted({o.statement.id for o in rests_on})),
    )


def _carried(text: str, lines: Sequence[str]) -> float:
    """Share of the text's longer words, by their first letters, that the lines hold."""
    ours, theirs = _stems(text), _stems(" ".join(lines))
    return len(ours & theirs) / len(ours) if ours else 1.0


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.casefold()) if len(word) >= _LONG}


def _names(text: str, speaker: str) -> bool:
    """Whether the text has the last word of a name: the family name of a person."""
    last = _WORD.findall(speaker.casefold())[-1:]
    return set(last) <= set(_WORD.findall(text.casefold()))


def _drop(
    item: KeyPointItem, outlined: Sequence[Outlined], reason: DropReason, detail: str
) -> Drop:
    number = int(item.statements[0].removeprefix("s"))
    first = outlined[min(number, len(outlined)) - 1].statement
    return Drop(
        reason=reason,
        detail=detail,
        kind=first.kind,
        speaker=first.speaker,
        text=item.text,
        article=first.evidence[0].article,
    )
