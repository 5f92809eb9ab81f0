"""Statements of all articles come in → one list: one name a speaker, one line a statement."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import chain, groupby
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
    kept: dict[bytes, Statement] = {}
    drops: list[Drop] = []
    for _, here in groupby(sorted(statements, key=lambda s: order[_article(s)]), _article):
        said = _said_once([_renamed(s, names) for s in here])
        drops += said.drops
        for statement in said.statements:
            key = _key(statement)
            if key in kept and _contradict(kept[key], statement):
                key = _key(statement, fold(statement.cue or "").text)
            kept[key] = _joined(kept[key], statement, order) if key in kept else statement
    # They were kept article by article, and what was joined stands where its first evidence does.
    placed = (sorted(here, key=_start) for _, here in groupby(kept.values(), _article))
    return Merged(tuple(chain.from_iterable(placed)), tuple(drops))


def _said_once(statements: Sequence[Statement]) -> Merged:
    """Of one article, the longest first: those whose words do not lie within another's."""
    spans: dict[tuple[Kind, str], list[Span]] = {}
    once, drops = [], []
    for statement in sorted(statements, key=lambda s: -_length(s)):
        said = spans.setdefault((statement.kind, statement.speaker), [])
        if all(any(_within(e.span, span) for span in said) for e in statement.evidence):
            drops.append(_duplicate(statement))
        else:
            said += [evidence.span for evidence in statement.evidence]
            once.append(statement)
    return Merged(tuple(once), tuple(drops))


def _key(statement: Statement, cue: str = "") -> bytes:
    """The same for the same words of the same kind by the same speaker; 16 bytes, as there are
    hundreds of thousands in a large run.
    """
    parts = (statement.kind, statement.speaker, _words(statement), cue)
    said = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(said, digest_size=16).digest()


def _start(statement: Statement) -> int:
    return statement.evidence[0].start


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
