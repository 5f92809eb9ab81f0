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
        elif not token.is_word or token.low == "who" or _ends_role(token):
            break
        elif token.low not in ("a", "an", "the"):
            lows.append(token.low)
    return _names_of(lows)


def _ends_role(token: Token) -> bool:
    """Whether what follows is no part of a role: ", the minister for", ", had dealings"."""
    low = token.low
    return low in words("grammar", "prepositions") or low in words("grammar", "auxiliaries")


def _names_of(lows: list[str]) -> tuple[str, ...]:
    """A foreign minister is also called "the minister".

    A deputy is not called by the role of whom they stand for, nor is a former minister the
    minister, nor a prime minister, beside whom there are others.
    """
    people = words("names", "roles", "people")
    ends = [i for i, w in enumerate(lows) if w in people]
    if not ends:
        return ()
    head = lows[: ends[-1] + 1] if "of" not in lows else lows
    first = next((i for i, w in enumerate(head) if w in words("names", "roles", "lesser")), None)
    if first is not None:
        return (" ".join(head[first:]),)
    shortest = head.index("of") if "of" in head else len(head)
    shortest -= "prime" in head
    return tuple(" ".join(head[i:]) for i in range(shortest))
