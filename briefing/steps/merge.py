"""Statements of all articles come in → one list: one name a speaker, one line a statement."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from briefing.attribution import find_names
from briefing.locate import fold
from briefing.schema.article import Span
from briefing.schema.statement import UNATTRIBUTED, Drop, Kind, Statement
from briefing.support import unsupported


class Merged(NamedTuple):
    """The statements that stay, and those that said nothing new."""

    statements: tuple[Statement, ...]
    drops: tuple[Drop, ...]


def merge_statements(
    statements: Sequence[Statement], *, names: Mapping[str, str] | None = None
) -> Merged:
    """Give each speaker one name, and put together what is said twice.

    A person under several names is one speaker under the fullest. The same words, of the same kind,
    by the same speaker, at two places are one statement with two pieces of evidence, unless they
    are said in one and denied in the other. A statement
    whose words lie wholly within another's, of the same kind and by the same speaker, is dropped as
    `duplicate`.

    Args:
        statements: In the order of the articles and, within one, in any order.
        names: What `name_speakers` says of all speakers, where these statements are not all: then
            those of each speaker, merged for themselves, give the same as all at once.

    Returns:
        Statements in the order of the articles and of their evidence; drops for the duplicates.
    """
    order = {article: n for n, article in enumerate(dict.fromkeys(map(_article, statements)))}
    if names is None:
        names = name_speakers(statement.speaker for statement in statements)
    kept: dict[tuple[Kind, str, str, str], Statement] = {}
    spans: dict[tuple[Kind, str, str], list[Span]] = {}
    drops: list[Drop] = []
    for statement in sorted(
        (_renamed(s, names) for s in statements), key=lambda s: (order[_article(s)], -_length(s))
    ):
        said_here = spans.setdefault((statement.kind, statement.speaker, _article(statement)), [])
        if all(any(_within(e.span, span) for span in said_here) for e in statement.evidence):
            drops.append(_duplicate(statement))
            continue
        said_here += [evidence.span for evidence in statement.evidence]
        key = (statement.kind, statement.speaker, _words(statement), "")
        if key in kept and _contradict(kept[key], statement):
            key = (*key[:3], fold(statement.cue or "").text)
        kept[key] = _joined(kept[key], statement, order) if key in kept else statement

    def place(statement: Statement) -> tuple[int, int]:
        return order[_article(statement)], statement.evidence[0].start

    return Merged(tuple(sorted(kept.values(), key=place)), tuple(drops))


def _article(statement: Statement) -> str:
    return statement.evidence[0].article


def _length(statement: Statement) -> int:
    return sum(evidence.end - evidence.start for evidence in statement.evidence)


def _words(statement: Statement) -> str:
    folded = fold(" ".join(evidence.quote for evidence in statement.evidence)).text
    return folded.strip(" '.,;:!").casefold()


def _contradict(one: Statement, other: Statement) -> bool:
    """Whether the same words are said in one place and denied in the other."""
    if one.cue == other.cue:
        return False
    said, told = (f"They {s.cue or 'said'} {s.evidence[0].quote}" for s in (one, other))
    return any(u.kind == "negation" for u in [*unsupported(said, told), *unsupported(told, said)])


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def name_speakers(speakers: Iterable[str]) -> dict[str, str]:
    """The fullest name that any article has for a speaker, by each name that is not the fullest.

    The speakers' names are read as a text of their own, in which each names itself; so the rule for
    who is who is the one that holds within an article.

    Args:
        speakers: In the order in which they are named first.
    """
    names = [name for name in dict.fromkeys(speakers) if name != UNATTRIBUTED]
    cast = find_names("\n".join(f"{name} ." for name in names))
    fullest = {name: entity.fullest for name in names if (entity := cast.entity(name))}
    return {name: full for name, full in fullest.items() if full != name}


def _renamed(statement: Statement, names: Mapping[str, str]) -> Statement:
    name = names.get(statement.speaker)
    return statement if name is None else statement.model_copy(update={"speaker": name})


def _joined(first: Statement, second: Statement, order: Mapping[str, int]) -> Statement:
    """Both places under the words and the name that come first."""
    evidence = sorted(
        {*first.evidence, *second.evidence}, key=lambda e: (order[e.article], e.start)
    )
    return first.resting_on(evidence).model_copy(
        update={
            "addressee": first.addressee or second.addressee,
            "condition": first.condition or second.condition,
            "summary": first.summary or second.summary,
            "flags": tuple(dict.fromkeys([*first.flags, *second.flags])),
        }
    )


def _duplicate(statement: Statement) -> Drop:
    return Drop(
        reason="duplicate",
        detail="the same words are listed already",
        kind=statement.kind,
        speaker=statement.speaker,
        text=" … ".join(evidence.quote for evidence in statement.evidence),
        article=_article(statement),
    )
