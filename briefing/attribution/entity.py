"""One person, body or place of an article, and where the article names it."""

from collections.abc import Iterable
from typing import NamedTuple

from briefing.attribution.lexicon import words
from briefing.attribution.runs import NameKind
from briefing.schema.article import Span


class Mention(NamedTuple):
    """One place where a name stands. `name` has no titles: of "Mr Blinken" it is "Blinken"."""

    span: Span
    name: str
    kind: NameKind
    entity: int
    """Number of the entity in its cast."""


class Entity:
    """One person, body or place, and all the names that the article has for it."""

    def __init__(self, number: int, kind: NameKind) -> None:
        self.number = number
        self.kind = kind
        self.given: list[str] = []
        self.last = ""
        self.titles: set[str] = set()
        self.fullest = ""
        self.size = 0
        self.has_article = False
        """Whether it is named with "the", as no person is: "the Red Cross said"."""
        self.mentions: list[Mention] = []

    @property
    def gender(self) -> str | None:
        """`m`, `f`, or None where neither a title nor a first name tells it."""
        for male, female in (("titles", "titles"), ("first", "first")):
            said = self.titles if male == "titles" else set(self.given[:1])
            m = bool(said & words("names", male, "male"))
            f = bool(said & words("names", female, "female"))
            if m != f:
                return "m" if m else "f"
        return None

    def fits(self, given: list[str], said: Iterable[str]) -> bool:
        """Whether a mention with these given names and titles may be this person."""
        mine, theirs = self.titles & _GENDERED, set(said) & _GENDERED
        if mine and theirs and _sex(mine) != _sex(theirs):
            return False
        if not given and theirs and self.given and self.gender not in (None, _sex(theirs)):
            return False
        if not given or not self.given:
            return True
        a, b = given[0].rstrip("."), self.given[0].rstrip(".")
        return a == b or a[:3] == b[:3] or (min(len(a), len(b)) == 1 and a[0] == b[0])


_GENDERED = frozenset({"mr", "mrs", "ms", "miss", "sir", "lord", "lady", "dame", "king", "queen"})


def _sex(said: set[str]) -> str:
    return "m" if said & words("names", "titles", "male") else "f"
