"""The cast of an article: who and what it names, under which names, and which of them are one.

`find_names(article)` reads it once; the `Cast` then answers for any name that somebody gives:
`resolve` (the fullest name that the article has for it), `same`, `introduced_before`.
Two names are one only when the article itself makes them so: a shared last name with fitting given
names and titles, the initials of a body, a role that exactly one person holds.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from briefing.attribution.clause import is_verb
from briefing.attribution.entity import Entity, Mention
from briefing.attribution.lexicon import words
from briefing.attribution.nameforms import key_of, name_parts, plain_name, whole_name
from briefing.attribution.roles import Role, find_roles
from briefing.attribution.runs import NameKind, Run, find_runs
from briefing.attribution.words import Token, find_tokens, tokens_outside
from briefing.schema.article import Article, Span

_NO_NAMES = frozenset({"headline", "standfirst", "credit", "boilerplate", "metadata", "injection"})


class Cast:
    """Everyone and everything that an article names."""

    def __init__(self, text: str, *, skip: Iterable[Span] = ()) -> None:
        """Reads the names in `text`, leaving out the spans of `skip`."""
        self.text = text
        self.entities: list[Entity] = []
        self._by_last: dict[str, list[Entity]] = {}
        self._by_name: dict[str, Entity] = {}
        self._denoted: dict[str, Entity | None] = {}
        self._folded: str | None = None
        self._tokens = tokens_outside(text, skip)
        self._owned: dict[str, Entity | None] = {}
        runs = _without_openers(self._tokens, find_runs(self._tokens))
        for run in sorted(runs, key=lambda r: (not r.is_owned, r.last - r.name < 2, r.first)):
            self._enter(run)
        for entity in self.entities:
            entity.mentions.sort()
        self.mentions: tuple[Mention, ...] = tuple(
            sorted(m for e in self.entities for m in e.mentions)
        )
        self.roles: list[Role] = find_roles(self._tokens, runs)
        self._holders = self._find_holders()
        self.mentions = tuple(sorted([*self.mentions, *self._find_role_mentions()]))
        del self._tokens  # All is read, and casts are kept for the whole run.

    def resolve(self, name: str) -> str | None:
        """The fullest name that the article has for `name`; None if it does not name it at all.

        "Blinken" gives "US Secretary of State Antony Blinken"; a source without a name ("critics",
        "a spokesman for Mr Blinken") is returned as it is where the article has these words.
        """
        entity = self.entity(name)
        if entity is not None:
            return entity.fullest
        bare = " ".join(name.split())
        if self._folded is None:
            self._folded = " ".join(self.text.split()).casefold()
        found = bool(bare) and re.search(
            r"(?<!\w)" + re.escape(bare.casefold()) + r"(?!\w)", self._folded
        )
        return bare if found else None

    def same(self, a: str, b: str) -> bool:
        """Whether the article uses both names for one person, body or place."""
        one, two = self.entity(a), self.entity(b)
        if one is not None or two is not None:
            return one is two
        return plain_name(a) == plain_name(b) != ""

    def introduced_before(self, offset: int) -> tuple[str, ...]:
        """Full names of people and bodies that are first named before `offset`, in order."""
        firsts = [
            (e.mentions[0].span.start, e.fullest)
            for e in self.entities
            if e.kind in ("person", "body") and " " in e.fullest
        ]
        return tuple(name for start, name in sorted(firsts) if start < offset)

    def entity(self, name: str) -> Entity | None:
        """Whom or what `name` denotes, or None where the article does not tell.

        Of "Antony Blinken, the secretary of state" the part before the comma counts, and of
        "Blinken's spokesman" or "a spokesman for Blinken" the spokesman.
        """
        if name not in self._denoted:
            self._denoted[name] = self._denotes(name)
        return self._denoted[name]

    def _denotes(self, name: str) -> Entity | None:
        tokens = find_tokens(name)
        tokens = tokens[: next((i for i, t in enumerate(tokens) if t.text in ",(—–"), len(tokens))]
        runs = find_runs(tokens)
        if not runs:
            return self._holder(tokens) or self._surnamed(tokens)
        if _are_two(tokens, runs):
            return None
        run = runs[-1]
        before = {t.low for t in tokens[: run.first]}
        if before & _PREPOSITIONS or (run.last < len(tokens) and not self._tail_of(tokens, run)):
            runs = [r for r in runs if r.first == 0 or tokens[0].low == "the"][:1]
            if not runs or not self._tail_of(tokens, runs[0]):
                return self._holder(tokens)
            run = runs[0]
        return self._look_up(tokens, run)

    def names_two(self, name: str) -> bool:
        """Whether `name` is that of two people or bodies."""
        tokens = find_tokens(name)
        return _are_two(tokens, find_runs(tokens))

    def _tail_of(self, tokens: list[Token], run: Run) -> bool:
        """Whether what follows the run leaves it the head: "Joel Pollak of Breitbart"."""
        return run.last == len(tokens) or tokens[run.last].low in _PREPOSITIONS

    def _look_up(self, tokens: list[Token], run: Run) -> Entity | None:
        given, last, said = name_parts(tokens, run)
        known = self._known_as(whole_name(tokens, run))
        if known is not None:
            return known
        fitting = [e for e in self._by_last.get(last, []) if e.fits(given, said)]
        if fitting and (run.kind in ("person", "other")):
            return max(fitting, key=lambda e: len(e.mentions))
        return self._by_name.get(key_of(tokens, run.first, run.last)) or self._holder(tokens)

    def _enter(self, run: Run) -> None:
        tokens = self._tokens
        given, last, said = name_parts(tokens, run)
        whole = whole_name(tokens, run)
        entity = None
        if run.kind in ("person", "other") and not (run.kind == "other" and said):
            fitting = [e for e in self._by_last.get(last, []) if e.fits(given, said)]
            entity = max(fitting, key=lambda e: len(e.mentions), default=None)
        entity = entity or self._known_as(whole)
        if entity is None:
            entity = Entity(len(self.entities), run.kind)
            self.entities.append(entity)
            self._by_name[whole] = entity
            self._add_initials(entity, run)
        if run.is_owned:
            bare = key_of(tokens, run.name, run.last)
            self._owned[bare] = entity if self._owned.get(bare, entity) is entity else None
        if run.kind == "person" or (entity.kind == "other" and given and run.kind == "other"):
            self._learn_person(entity, given, last, said, run.kind)
        name = self.text[tokens[run.name].start : tokens[run.last - 1].end]
        self._measure(entity, run, given)
        entity.has_article |= self._has_article(run)
        span = Span(tokens[run.first].start, tokens[run.last - 1].end)
        entity.mentions.append(Mention(span, name, entity.kind, entity.number))

    def _has_article(self, run: Run) -> bool:
        """Of the form "the Red Cross said", not "the Blinken visit"."""
        before = self._tokens[run.first - 1].low if run.first else ""
        after = self._tokens[run.last] if run.last < len(self._tokens) else None
        return before == "the" and (after is None or not after.is_word or is_verb(after))

    def _known_as(self, key: str) -> Entity | None:
        """The entity of that name; a bare "Defence Ministry" is the only one that a place owns."""
        return self._by_name.get(key) or self._owned.get(key)

    def _learn_person(
        self, entity: Entity, given: list[str], last: str, said: set[str], kind: NameKind
    ) -> None:
        if kind == "person":
            entity.kind = "person"
        entity.titles |= said
        if given and len(" ".join(given)) > len(" ".join(entity.given)):
            entity.given = given
        entity.last = last
        if entity not in self._by_last.setdefault(last, []):
            self._by_last[last].append(entity)

    def _measure(self, entity: Entity, run: Run, given: list[str]) -> None:
        """Keeps the fullest name: first and last name before a title and a last name."""
        first = run.first
        if entity.kind == "person" or run.kind == "person":
            first = _with_role(self._tokens, first)
        start, end = self._tokens[first].start, self._tokens[run.last - 1].end
        rank = 1000 * bool(given) + min(end - start, 80)
        if rank > entity.size:
            entity.size = rank
            entity.fullest = " ".join(self.text[start:end].split())

    def _add_initials(self, entity: Entity, run: Run) -> None:
        capitals = [t.text[0] for t in self._tokens[run.name : run.last] if t.is_capital]
        if run.kind == "body" and len(capitals) >= 3:
            self._by_name.setdefault("".join(capitals).casefold(), entity)

    def _find_holders(self) -> dict[str, Entity | None]:
        """The one person who holds a role, by role; None where several do."""
        at = {m.span.start: m.entity for m in self.mentions}
        holders: dict[str, Entity | None] = {}
        for role in self.roles:
            number = at.get(role.person)
            if number is None:
                continue
            entity = self.entities[number]
            for word in role.names:
                holders[word] = entity if holders.get(word, entity) is entity else None
        return holders

    def _surnamed(self, tokens: list[Token]) -> Entity | None:
        """Who has a last name that is also another word: Theresa May is "May"."""
        known = self._by_last.get(tokens[0].low, []) if len(tokens) == 1 else []
        return known[0] if len(known) == 1 and tokens[0].is_capital else None

    def _find_role_mentions(self) -> list[Mention]:
        """Where a person is named by role alone: "the foreign minister smiled"."""
        found: list[Mention] = []
        opens = {role.split(" ")[0] for role in self._holders}
        for the, (token, after) in enumerate(pairwise(self._tokens)):
            if token.low != "the" or after.low not in opens:
                continue
            for last in range(min(the + 5, len(self._tokens)), the + 1, -1):
                entity = self._holder(self._tokens[the:last])
                if entity is not None:
                    span = Span(self._tokens[the].start, self._tokens[last - 1].end)
                    found.append(Mention(span, entity.fullest, "person", entity.number))
                    break
        return found

    def _holder(self, tokens: list[Token]) -> Entity | None:
        """Whom "the foreign minister" denotes, if one person in the article is foreign minister."""
        if not tokens or tokens[0].low != "the":
            return None
        return self._holders.get(" ".join(t.low for t in tokens[1:]))


def _are_two(tokens: list[Token], runs: list[Run]) -> bool:
    """Whether a name is that of two: "the United States and the European Union"."""
    begins = {run.first for run in runs}
    ends = [run.last for run in runs if run.last + 1 < len(tokens)]
    ands = [at for at in ends if tokens[at].low == "and"]
    return any(at + 1 + (tokens[at + 1].low == "the") in begins for at in ands)


_PREPOSITIONS = frozenset({"of", "for", "from", "at", "in", "on", "with", "to", "by", "under"})


def _without_openers(tokens: list[Token], runs: list[Run]) -> list[Run]:
    """Leaves out words that are capitalised only because they open a sentence."""
    opens = [r.first == 0 or tokens[r.first - 1].text in _OPENING for r in runs]
    seen = {
        key_of(tokens, r.first, r.last)
        for r, at_start in zip(runs, opens, strict=True)
        if not at_start or r.last - r.first > 1
    }
    seen |= {tokens[r.last - 1].low for r in runs if r.last - r.first > 1}
    return [
        r
        for r, at_start in zip(runs, opens, strict=True)
        if not at_start or r.last - r.first > 1 or r.kind != "other" or tokens[r.first].low in seen
    ]


_OPENING = frozenset([".", "!", "?", ":", "\n", "“", '"', "''", "``", "‘", "•", "—"])


def _with_role(tokens: list[Token], first: int) -> int:
    """Where "Kremlin spokesman" before the name that starts at `first` begins."""
    at = first
    while at > 0 and tokens[at - 1].low in words("names", "roles", "people"):
        at -= 1
    if at == first:
        return first
    while at > 0 and tokens[at - 1].is_capital and tokens[at - 1].low not in words("names", "stop"):
        at -= 1
    return at - (at > 0 and tokens[at - 1].low in words("names", "roles", "lesser"))


def find_names(article_or_text: Article | str) -> Cast:
    """The cast of an article: its people, bodies and places.

    Headline, standfirst, credits and boilerplate are left out: their capitals tell nothing.
    """
    if isinstance(article_or_text, str):
        return Cast(article_or_text)
    skip = [Span(r.start, r.end) for r in article_or_text.regions if r.label in _NO_NAMES]
    return Cast(article_or_text.readable, skip=skip)
