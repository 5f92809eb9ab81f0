"""Runs of capitalised words: where a text names somebody or something."""

from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from briefing.attribution.lexicon import phrases, words
from briefing.attribution.words import Token

NameKind = Literal["person", "body", "place", "other"]

_JOINTS = frozenset({"of", "on", "for"})
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "kc", "qc", "mp", "mep"})
_LONGEST_RUN = 14


class Run(NamedTuple):
    """Tokens first..last (exclusive); the name proper begins at `name`, after titles or owner."""

    first: int
    name: int
    last: int
    kind: NameKind
    is_owned: bool = False
    """Whether a body is named with the place it belongs to: "Russia’s Defence Ministry"."""


@cache
def titles() -> frozenset[str]:
    """Words that stand before a person's name."""
    return (
        words("names", "titles", "male")
        | words("names", "titles", "female")
        | words("names", "titles", "either")
    )


@cache
def _particles() -> frozenset[str]:
    return words("names", "particles")


@cache
def _stop() -> frozenset[str]:
    return words("names", "stop")


@cache
def _first_names() -> frozenset[str]:
    return words("names", "first", "male") | words("names", "first", "female")


def find_runs(tokens: list[Token]) -> list[Run]:
    """The runs of capitalised words among the tokens, in order."""
    found: list[Run] = []
    last = 0
    for i in (i for i, token in enumerate(tokens) if token.is_capital):
        if i < last or not _begins(tokens, i):
            continue
        last = _end_of_run(tokens, i)
        run = _classified(tokens, i, last)
        if run.kind == "body" and found and _owns(tokens, found[-1], run):
            run = run._replace(first=found.pop().first, is_owned=True)
        found.append(run)
    return found


def _owns(tokens: list[Token], place: Run, body: Run) -> bool:
    """Without its place, a ministry would be one with that of another state."""
    between = tokens[place.last : body.first]
    return place.kind == "place" and [t.low for t in between] == ["'s"]


def _begins(tokens: list[Token], i: int) -> bool:
    token = tokens[i]
    return token.is_capital and token.low not in _stop() and token.low != "i"


def _end_of_run(tokens: list[Token], first: int) -> int:
    """The token after the run that begins at `first`."""
    last = first + 1
    while last < len(tokens) and last - first < _LONGEST_RUN:
        step = _step(tokens, first, last)
        if not step:
            break
        last += step
    return last


def _step(tokens: list[Token], first: int, at: int) -> int:
    """How many tokens from `at` on still belong to the run that began at `first`; 0 ends it."""
    token, before = tokens[at], tokens[at - 1]
    if token.text == ".":
        short = before.low in titles() or before.low in SUFFIXES or len(before.text) == 1
        return int(short and at + 1 < len(tokens) and _begins(tokens, at + 1))
    if token.start - before.end > 1:
        return 0
    if token.is_capital:
        is_surname = token.low in words("idioms", "surnames") and before.low in _first_names()
        return int(token.low not in _stop() or is_surname)
    heads = before.low in titles() or before.low in words("names", "bodies")
    if token.low in _particles() or (token.low in _JOINTS and heads):
        return _capital_after(tokens, at, 2)
    if token.text == "&" or (token.low == "and" and _in_body(tokens, first, at)):
        return _capital_after(tokens, at, 1)
    return 0


def _capital_after(tokens: list[Token], at: int, reach: int) -> int:
    """Tokens from `at` through the next capitalised one, at most `reach` small words on; else 0."""
    for n in range(1, reach + 1):
        if at + n >= len(tokens):
            return 0
        token = tokens[at + n]
        if token.is_capital and token.low not in _stop():
            return n + 1
        if token.low not in _particles() and token.low != "the":
            return 0
    return 0


def _in_body(tokens: list[Token], first: int, at: int) -> bool:
    """Whether "and" at `at` joins words of one body's name: Department of Health and ..."""
    run = [t.low for t in tokens[first:at]]
    if any(w in _JOINTS for w in run):
        return any(w in words("names", "bodies") for w in run)
    ahead = [t.low for t in tokens[at + 2 : at + 4] if t.is_capital]
    return len(run) == 1 and any(w in words("names", "bodies") for w in ahead)


def _classified(tokens: list[Token], first: int, last: int) -> Run:
    name = first
    for i in range(first, 0 if _is_body(tokens, first, last) else last - 1):
        if tokens[i].low in titles():
            name = i + 1
            if tokens[name].text == ".":
                name += 1
    if name >= last:
        name = last - 1
    while name < last - 1 and not tokens[name].is_capital and tokens[name].low not in _particles():
        name += 1
    return Run(first, name, last, _kind(tokens, first, name, last))


def _is_body(tokens: list[Token], first: int, last: int) -> bool:
    """Whether the words that look like titles belong to a body: Council on Foreign Relations."""
    bodies = words("names", "bodies")
    if last - first == 1:
        return tokens[first].low in bodies
    if any(t.low in _first_names() for t in tokens[max(first, last - 3) : last - 1]):
        return False
    joined = any(a.low in bodies and b.low in _JOINTS for a, b in pairwise(tokens[first:last]))
    return joined or tokens[last - 1].low in bodies


def _kind(tokens: list[Token], first: int, name: int, last: int) -> NameKind:
    lows = [t.low for t in tokens[name:last] if t.is_word]
    if not lows:
        return "other"
    whole = " ".join(lows)
    if whole in phrases("names", "places") or (
        len(lows) == 1 and lows[0] in words("names", "places")
    ):
        return "place"
    joined = any(t.low in _JOINTS or t.low == "and" for t in tokens[name:last])
    capitals = len(lows) == 1 and _is_acronym(tokens[last - 1].text)
    if joined or capitals or any(w in words("names", "bodies") for w in lows):
        return "body"
    if lows[-1] in words("names", "places") and lows[0] not in _first_names():
        return "place"
    titled = name > first and lows[-1] not in titles()
    if titled or (lows[0] in _first_names() and len(lows) > 1):
        return "person"
    return "other"


def _is_acronym(text: str) -> bool:
    return text.isupper() and 2 <= len(text) <= 6
