"""Who holds which role: "Foreign Minister Ivo Sanader", "Ada Roe, the firm's chief engineer"."""

from typing import NamedTuple

from briefing.attribution.lexicon import words
from briefing.attribution.runs import Run
from briefing.attribution.words import Token


class Role(NamedTuple):
    """The names of a role, longest first, and where the person who holds it is named."""

    names: tuple[str, ...]
    person: int
    """Offset of the mention's first character."""


def find_roles(tokens: list[Token], runs: list[Run]) -> list[Role]:
    """The roles that titles and appositions tell, in order."""
    found: list[Role] = []
    for run in runs:
        if run.kind not in ("person", "other"):
            continue
        told = (_before(tokens, run), _after(tokens, run))
        found.extend(Role(names, tokens[run.first].start) for names in told if names)
    return found


def _before(tokens: list[Token], run: Run) -> tuple[str, ...]:
    lows = [t.low for t in tokens[run.first : run.name] if t.is_word]
    at = run.first
    while not lows and at > 0 and tokens[at - 1].low in words("names", "roles", "people"):
        lows.insert(0, tokens[at - 1].low)
        at -= 1
    return _names_of(lows)


def _after(tokens: list[Token], run: Run) -> tuple[str, ...]:
    """The role in an apposition: ", the group's chief executive,"."""
    if run.last + 1 >= len(tokens) or tokens[run.last].text != ",":
        return ()
    lows: list[str] = []
    for token in tokens[run.last + 1 : run.last + 9]:
        if token.text in ("'s", "’s"):
            lows = []
        elif not token.is_word or token.low in ("of", "at", "for", "in", "who"):
            break
        elif token.low not in ("a", "an", "the", "former"):
            lows.append(token.low)
    return _names_of(lows)


def _names_of(lows: list[str]) -> tuple[str, ...]:
    """A "deputy foreign minister" is also called "the foreign minister" and "the minister"."""
    people = words("names", "roles", "people")
    ends = [i for i, w in enumerate(lows) if w in people]
    if not ends:
        return ()
    head = lows[: ends[-1] + 1] if "of" not in lows else lows
    return tuple(
        " ".join(head[i:]) for i in range(len(head)) if "of" not in head or i < head.index("of")
    )
