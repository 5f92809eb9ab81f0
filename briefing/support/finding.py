"""What the checks find: words of a summary that its evidence does not carry."""

from typing import Literal, NamedTuple

FindingKind = Literal["number", "date", "name", "negation", "modality", "quantity", "matter"]


class Unsupported(NamedTuple):
    """One thing that a summary says and its evidence does not. Offsets are the summary's."""

    kind: FindingKind
    text: str
    """The words of the summary."""
    start: int
    end: int
    reason: str
    """One line for the reader."""


def found(kind: FindingKind, summary: str, start: int, end: int, reason: str) -> Unsupported:
    """A finding whose words are cut from the summary."""
    return Unsupported(kind, summary[start:end], start, end, reason)
