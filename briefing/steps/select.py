"""Statements come in → key points for the top of the briefing, by a rule that can be explained."""

from collections.abc import Sequence

from briefing.schema.briefing import BriefedArticle, KeyPoint
from briefing.schema.statement import UNATTRIBUTED, Statement

MOST_POINTS = 5
"""What fits above the fold."""
MOST_WORDS = 45
"""A longer statement is no point."""
FEWEST_WORDS = 4

_WEIGHT = {"demand": 3.0, "consequence": 3.0, "question": 1.0}
"""Who must act, and what is said to follow, matters most to who has to act on it. Positions make no
key point: cut out of their sentence, "denied …" could be read as its opposite."""
_BONUS = {"addressee": 1.0, "condition": 1.0, "another source": 2.0, "early": 1.0}
_EARLY = 0.4
"""News puts the most important first: the inverted pyramid."""


def select_key_points(
    statements: Sequence[Statement], articles: Sequence[BriefedArticle]
) -> tuple[KeyPoint, ...]:
    """The most consequential statements, the most consequential first, one a speaker.

    Each point's text is the speaker, whom a demand is put to, and the words of the evidence;
    nothing in it is a paraphrase.

    Args:
        statements: Listed statements.
        articles: The articles that their evidence lies in.
    """
    lengths = {article.id: max(1, len(article.text)) for article in articles}
    chosen: dict[str, Statement] = {}
    used: dict[str, int] = {}
    most_of_one = max(1, -(-MOST_POINTS // max(1, len(articles))))
    ranked = sorted((s for s in statements if _is_candidate(s)), key=lambda s: -_weight(s, lengths))
    for statement in ranked:
        article = statement.evidence[0].article
        if statement.speaker in chosen or used.get(article, 0) >= most_of_one:
            continue
        chosen[statement.speaker] = statement
        used[article] = used.get(article, 0) + 1
        if len(chosen) == MOST_POINTS:
            break
    return tuple(KeyPoint(text=_text(s), statements=(s.id,)) for s in chosen.values())


def _is_candidate(statement: Statement) -> bool:
    words = len(_words(statement).split())
    named = statement.speaker != UNATTRIBUTED and statement.speaker[:1].isupper()
    clean = not {"speaker unverified", "snapped"} & set(statement.flags)
    return statement.kind in _WEIGHT and named and clean and FEWEST_WORDS <= words <= MOST_WORDS


def _weight(statement: Statement, lengths: dict[str, int]) -> float:
    first = statement.evidence[0]
    has = {
        "addressee": statement.addressee is not None,
        "condition": statement.condition is not None,
        "another source": len({e.article for e in statement.evidence}) > 1,
        "early": first.start < _EARLY * lengths.get(first.article, 1),
    }
    return _WEIGHT[statement.kind] + sum(_BONUS[name] for name, true in has.items() if true)


def _words(statement: Statement) -> str:
    return " … ".join(" ".join(e.quote.split()).strip('“”"„«»,; ') for e in statement.evidence[:2])


def _text(statement: Statement) -> str:
    who, words = statement.speaker, _words(statement)
    whom = statement.addressee
    if statement.kind == "demand" and whom and not words.casefold().startswith(whom.casefold()):
        who = f"{who} → {whom}"
    return f"{who}: {words}"
