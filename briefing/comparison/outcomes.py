"""What one arm made of one article comes in → the numbers that are compared."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, get_args

from briefing.comparison.gold import Score, score_statements, share
from briefing.schema.briefing import BriefedArticle
from briefing.schema.comparison import Better, GoldArticle, Outcome, Price, Unit
from briefing.schema.statement import KINDS, Drop, DropReason, Statement

DISPUTED = ("speaker corrected", "speaker unverified")
"""Flags by which the checks say that they do not confirm a speaker."""


class Effort(NamedTuple):
    """What it took to read an article, whether or not the cache had the replies."""

    requests: int = 0
    """One for each chunk, and one more each time that a reply was not in order."""
    input_tokens: int = 0
    output_tokens: int = 0
    seconds: float | None = None
    """In which the server answered, waiting for a turn left out; None where a reply came from the
    cache."""


class Made(NamedTuple):
    """One sample: what came of one article."""

    audited: BriefedArticle
    statements: tuple[Statement, ...]
    drops: tuple[Drop, ...]
    n_failures: int
    effort: Effort


def _tested() -> list[Outcome]:
    return [
        _outcome("coverage", "attributed sentences covered", "share", "more"),
        # Neither is better: a sentence cut in three is three statements, and says no more.
        _outcome("statements", "statements listed", "count", "neither"),
        _outcome("drops", "claims dropped", "count", "fewer"),
        _outcome("speakers_confirmed", "speakers confirmed", "share", "more"),
        _outcome("failures", "chunks failed", "count", "fewer"),
        _outcome("tokens", "tokens in and out", "tokens", "fewer"),
    ]


GOLD = ("precision", "recall", "right_speaker", "right_kind")


def list_outcomes(*, with_gold: bool, with_price: bool) -> tuple[Outcome, ...]:
    """Every outcome, those first that are tested."""
    outcomes = _tested()
    if with_gold:
        outcomes[:0] = [_outcome(name, _words(name), "share", "more") for name in GOLD]
    if with_price:
        # In proportion to the tokens of each kind: the price replaces the plain sum in the test.
        outcomes[-1] = outcomes[-1].model_copy(update={"is_tested": False})
        outcomes.append(_outcome("cost", "cost", "US dollars", "fewer"))
    outcomes += [
        _told(f"dropped_{_key(reason)}", f"dropped: {reason}") for reason in get_args(DropReason)
    ]
    outcomes += [_told("snapped", "snapped to the source's sentence")]
    outcomes += [_told("speakers_disputed", "speakers corrected or unverified")]
    outcomes += [_told(f"kind_{kind}", f"{kind}s") for kind in KINDS]
    outcomes += [_told("requests", "requests, repeated ones included")]
    outcomes += [
        Outcome(name=name, label=_words(name), unit="tokens", better="fewer", is_tested=False)
        for name in ("input_tokens", "output_tokens")
    ]
    seconds = Outcome(
        name="seconds", label="seconds", unit="seconds", better="fewer", is_tested=False
    )
    return (*sorted(outcomes, key=lambda o: not o.is_tested), seconds)


def measure(
    made: Made, *, gold: GoldArticle | None, price: Price | None
) -> dict[str, float | None]:
    """Every outcome of one sample by its name.

    Args:
        made: The sample.
        gold: The article's labels, if it has any.
        price: What tokens cost, if that is known.
    """
    statements, drops, effort = made.statements, made.drops, made.effort
    n_disputed = _n_flagged(statements, DISPUTED)
    reasons = Counter(drop.reason for drop in drops)
    kinds = Counter(statement.kind for statement in statements)
    score = score_statements(statements, gold) if gold else Score(None, None, None, None)
    cost = None
    if price:
        cost = (effort.input_tokens * price.input + effort.output_tokens * price.output) / 1e6
    return {
        **score._asdict(),
        "coverage": share(made.audited.covered_sentences, made.audited.attributed_sentences),
        "statements": len(statements),
        "drops": len(drops),
        "speakers_confirmed": share(len(statements) - n_disputed, len(statements)),
        "speakers_disputed": n_disputed,
        "failures": made.n_failures,
        "tokens": effort.input_tokens + effort.output_tokens,
        "cost": cost,
        "snapped": _n_flagged(statements, ("snapped",)),
        **{f"dropped_{_key(reason)}": reasons[reason] for reason in get_args(DropReason)},
        **{f"kind_{kind}": kinds[kind] for kind in KINDS},
        "requests": effort.requests,
        "input_tokens": effort.input_tokens,
        "output_tokens": effort.output_tokens,
        "seconds": effort.seconds,
    }


def _n_flagged(statements: Sequence[Statement], flags: Sequence[str]) -> int:
    return sum(any(flag in flags for flag in statement.flags) for statement in statements)


def _outcome(name: str, label: str, unit: Unit, better: Better) -> Outcome:
    return Outcome(name=name, label=label, unit=unit, better=better, is_tested=True)


def _told(name: str, label: str) -> Outcome:
    return Outcome(name=name, label=label, unit="count", better="neither", is_tested=False)


def _key(reason: str) -> str:
    return reason.replace(" ", "_")


def _words(name: str) -> str:
    return name.replace("_", " ")
