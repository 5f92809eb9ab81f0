"""Statements come in → key points for the top of the briefing, by a rule that can be explained."""

from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush

from briefing.schema.briefing import KeyPoint
from briefing.schema.statement import UNATTRIBUTED, Statement
from briefing.sentences import sentences_around, split_sentences

MOST_POINTS = 5
"""What fits above the fold."""
MOST_WORDS = 50
"""A point with a longer sentence is passed over."""
FEWEST_WORDS = 4

_WEIGHT = {"demand": 3.0, "consequence": 3.0, "question": 1.0}
"""Who must act, and what is said to follow, matters most to whoever has to act on it."""
_BONUS = {"addressee": 1.0, "condition": 1.0, "another source": 2.0, "early": 1.0}
_EARLY = 0.4
"""News puts the most important first: the inverted pyramid."""


def select_key_points(
    statements: Sequence[Statement], texts: Mapping[str, str]
) -> tuple[KeyPoint, ...]:
    """The most consequential statements, the most consequential first, one a speaker.

    Each point's text is the article's own sentence, whole: cut out of it, "has not promised to pay"
    would become a promise. The speaker's full name stands before it where the sentence has it not.

    Args:
        statements: Listed statements.
        texts: By id, of all articles.
    """
    chosen: dict[str, KeyPoint] = {}
    used: dict[str, int] = {}
    most_of_one = max(1, -(-MOST_POINTS // max(1, len(texts))))
    for statement in _ranked([s for s in statements if _is_candidate(s)], texts):
        article = statement.evidence[0].article
        if statement.speaker in chosen or used.get(article, 0) >= most_of_one:
            continue
        sentence = _sentence(statement, texts[article])
        if len(sentence.split()) > MOST_WORDS:
            continue
        text = _with_speaker(statement.speaker, sentence)
        chosen[statement.speaker] = KeyPoint(text=text, statements=(statement.id,))
        used[article] = used.get(article, 0) + 1
        if len(chosen) == MOST_POINTS:
            break
    return tuple(chosen.values())


def _ranked(statements: Sequence[Statement], texts: Mapping[str, str]) -> Iterator[Statement]:
    """The heaviest first. A text is asked for only when its statement is about to be the next."""
    bounds = [(-_weight(s) - _BONUS["early"], number, False) for number, s in enumerate(statements)]
    heapify(bounds)
    while bounds:
        weight, number, is_exact = heappop(bounds)
        statement = statements[number]
        if is_exact or _is_early(statement, texts):
            yield statement
        else:
            heappush(bounds, (weight + _BONUS["early"], number, True))


def _is_candidate(statement: Statement) -> bool:
    words = sum(len(e.quote.split()) for e in statement.evidence)
    named = statement.speaker != UNATTRIBUTED and statement.speaker[:1].isupper()
    clean = not {"speaker unverified", "snapped"} & set(statement.flags)
    return statement.kind in _WEIGHT and named and clean and words >= FEWEST_WORDS


def _weight(statement: Statement) -> float:
    """Without what counts for an early place."""
    has = {
        "addressee": statement.addressee is not None,
        "condition": statement.condition is not None,
        "another source": len({e.article for e in statement.evidence}) > 1,
    }
    return _WEIGHT[statement.kind] + sum(_BONUS[name] for name, true in has.items() if true)


def _is_early(statement: Statement, texts: Mapping[str, str]) -> bool:
    first = statement.evidence[0]
    return first.start < _EARLY * len(texts[first.article])


def _sentence(statement: Statement, text: str) -> str:
    """The sentences of the first piece of evidence and of what goes on in the same article."""
    here = [e.span for e in statement.evidence if e.article == statement.evidence[0].article]
    return sentences_around(text, here, split_sentences(text))


def _with_speaker(speaker: str, sentence: str) -> str:
    last = speaker.split()[-1]
    return sentence if last in sentence else f"{speaker}: {sentence}"
