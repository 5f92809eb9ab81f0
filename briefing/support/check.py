"""A summary and its evidence → what the summary says that the evidence does not carry."""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from briefing.support.calendar import date_findings
from briefing.support.figures import number_findings
from briefing.support.finding import Unsupported
from briefing.support.matter import matter_findings
from briefing.support.modality import apply_modality, modality_findings
from briefing.support.names import name_findings
from briefing.support.negation import negation_findings
from briefing.support.quantity import quantity_findings
from briefing.support.reading import Operator, Reading, terms_of
from briefing.support.scopes import (
    apply_negation,
    find_operators,
    is_conditional,
    with_threat,
    without_cancelled,
)


class _Text(NamedTuple):
    reading: Reading
    operators: list[Operator]
    if_only: list[Operator] | None
    """The negations left when "not X unless Y" is read as "X only if Y"."""
    threat: list[Operator] | None
    """The negations when "do X or face Y" is read as "if not X, Y"."""


def unsupported(
    summary: str, evidence: str | Sequence[str], *, known: Sequence[str] = ()
) -> list[Unsupported]:
    """What a summary says that its evidence does not carry.

    Compared are numbers and amounts, dates and times, names, negation, modality, quantity with
    opposites, and whether the two are about the same matter at all. It is a check by rules: it
    knows no grammar beyond clauses, and where it is in doubt it objects, since the quotation is
    shown in any case.

    Args:
        summary: One or a few sentences.
        evidence: The words that the summary rests on; several pieces are read as one text.
        known: Names that count as carried: the speaker, the addressee, those of the headline.

    Returns:
        The findings in the order of the summary; empty if it is supported. Offsets count code
        points of `summary`, half-open.

    >>> [u.kind for u in unsupported("Profit fell 12%.", "Profit rose by 12 per cent.")]
    ['quantity']
    """
    body = evidence if isinstance(evidence, str) else "\n".join(evidence)
    ours, theirs = _take(summary), _take(body)
    findings = [
        *number_findings(ours.reading, theirs.reading),
        *date_findings(ours.reading, theirs.reading),
        *name_findings(ours.reading, theirs.reading.words, known),
        *_denials(ours, theirs),
        *modality_findings(ours.reading, theirs.reading),
        *matter_findings(ours.reading, theirs.reading, known),
    ]
    return sorted(dict.fromkeys(findings), key=lambda u: (u.start, u.end, u.kind))


def _take(text: str) -> _Text:
    reading = terms_of(text)
    apply_modality(reading)
    operators = find_operators(reading)
    return _Text(reading, operators, without_cancelled(operators), with_threat(reading, operators))


def _readings(text: _Text, other: _Text) -> list[list[Operator]]:
    """The ways in which a text's negations may be read beside another."""
    # Without a condition of its own, the other text cannot be saying "only if".
    is_only = text.if_only is not None and is_conditional(other.reading)
    if_only = text.if_only if is_only else None
    return [way for way in (text.operators, if_only, text.threat) if way is not None]


def _denials(ours: _Text, theirs: _Text) -> list[Unsupported]:
    """The fewest findings about negation and opposites that any reading of the two texts leaves."""
    fewest: list[Unsupported] | None = None
    for own, other in product(_readings(ours, theirs), _readings(theirs, ours)):
        apply_negation(ours.reading, own)
        apply_negation(theirs.reading, other)
        findings = [
            *negation_findings(ours.reading, theirs.reading),
            *quantity_findings(ours.reading, theirs.reading),
        ]
        if fewest is None or len(findings) < len(fewest):
            fewest = findings
        if not fewest:
            break
    apply_negation(ours.reading, ours.operators)
    apply_negation(theirs.reading, theirs.operators)
    return fewest or []
