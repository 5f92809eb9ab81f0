"""Statements for the tests of matching, made of one sentence."""

from briefing.matching import Matter, MatterReader
from briefing.schema.statement import Evidence, Kind, Statement

DAY, NEXT_DAY = "2026-03-02", "2026-03-03"


def statement(text: str, said: str, *, kind: Kind = "position", speaker: str = "A") -> Statement:
    """A statement that rests on some words of a text."""
    start = text.index(said)
    evidence = Evidence(article="a", start=start, end=start + len(said), quote=said)
    return Statement(kind=kind, speaker=speaker, evidence=(evidence,))


def matters(
    text: str, said: str | None = None, *, kind: Kind = "position", day: str = DAY
) -> tuple[Matter, ...]:
    """What the words (default: all) of a text are about."""
    reader = MatterReader(text, title="A headline")
    return reader.read(statement(text, said or text, kind=kind), day=day)


def matter(
    text: str, said: str | None = None, *, kind: Kind = "position", day: str = DAY
) -> Matter:
    """The same, of words that make one claim."""
    (one,) = matters(text, said, kind=kind, day=day)
    return one
