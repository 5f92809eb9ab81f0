"""Sources as written come in → whom they denote: he, she, who, it, "the minister", "Ms Roe"."""

from collections.abc import Sequence
from typing import NamedTuple

from briefing.attribution.clause import lexis
from briefing.attribution.entity import Entity, Mention
from briefing.attribution.mentions import introduces, is_questioner, mentions_by_unit, outside
from briefing.attribution.names import Cast
from briefing.attribution.subject import subject_before
from briefing.attribution.units import Unit
from briefing.attribution.unnamed import fits_unnamed
from briefing.schema.article import Span
from briefing.schema.attribution import Attribution
from briefing.schema.statement import UNATTRIBUTED

_REACH = 14
"""Units that a pronoun may reach back over: about five paragraphs of news prose."""
_SUBJECT = 60
"""Code points from a sentence's start within which its subject is named: "Head coach Ivo Roe"."""
_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_GROUP = frozenset({"they", "them", "their", "these", "those", "both"})
_THING = frozenset({"it", "its"})
_FIRST = frozenset({"i", "me", "we", "us"})
_BEFORE_ROLE = frozenset({"the", "a", "an", "former"})
_OWNERS = {"his": "m", "her": "f"}


class Said(NamedTuple):
    """An attribution and the number of the unit that it was found in."""

    unit: int
    attribution: Attribution


class _Who(NamedTuple):
    speaker: str
    entity: Entity | None
    is_certain: bool
    tells_of: frozenset[str] = frozenset()
    """Genders of the pronouns in what somebody without a name said: they are not the speaker."""


class Resolver:
    """Reads the attributions of an article in order and remembers who has spoken."""

    def __init__(
        self, text: str, units: Sequence[Unit], cast: Cast, *, author: str | None = None
    ) -> None:
        """Take the article's units, its cast, and who says "I" in it; nothing is resolved yet."""
        self._author = author
        self._text = text
        self._units = units
        self._cast = cast
        self._by_unit = mentions_by_unit(units, cast)
        self._spoke: dict[int, list[_Who]] = {}
        self._told: dict[int, list[_Who]] = {}
        self._asked: dict[int, list[_Who]] = {}

    def resolve(self, said: Sequence[Said]) -> list[Attribution]:
        """Every attribution with the speaker that its source denotes, in the same order."""
        contents: dict[int, list[Span]] = {}
        for one in said:
            if one.attribution.rule.startswith("passive"):
                continue  # "Ada Roe is accused of": the name in this content is the narrator's.
            contents.setdefault(one.unit, []).extend(one.attribution.content)
        known: dict[Span, _Who] = {}
        resolved: list[Attribution] = []
        for unit, attribution in said:
            who = known.get(attribution.source) if attribution.source else None
            if who is None:
                who = self._who(unit, attribution.source, attribution.content, contents)
                if attribution.source:
                    known[attribution.source] = who
            self._spoke.setdefault(unit, []).append(self._telling(who, attribution))
            if attribution.addressee:
                told = " ".join(attribution.addressee.of(self._text).split())
                self._told.setdefault(unit, []).append(_Who(told, None, is_certain=False))
            if attribution.addressee and attribution.kind == "question":
                asked = self._who(unit, attribution.addressee, (), contents)
                self._asked.setdefault(unit, []).append(asked)
            sure = attribution.sure and who.is_certain
            resolved.append(attribution._replace(speaker=who.speaker, sure=sure))
        return resolved

    def _telling(self, who: _Who, found: Attribution) -> _Who:
        if who.entity is not None:
            return who
        said = {w for span in found.content for w in span.of(self._text).casefold().split()}
        told_of = (gender for gender, own in (("m", _MALE), ("f", _FEMALE)) if own & said)
        return who._replace(tells_of=frozenset(told_of))

    def _who(
        self,
        unit: int,
        source: Span | None,
        own: Sequence[Span],
        contents: dict[int, list[Span]],
    ) -> _Who:
        if source is None:
            return _Who(UNATTRIBUTED, None, is_certain=False)
        words = " ".join(source.of(self._text).split())
        low = words.casefold()
        if low in _MALE or low in _FEMALE:
            return self._person(unit, source, "m" if low in _MALE else "f", contents)
        if low in lexis("relatives"):
            return self._named_before(unit, source)
        if low in _FIRST and self._author:
            return _Who(self._author, None, is_certain=True)
        if low in _THING or low in _GROUP:
            body = self._subject(unit, source, contents) if low == "its" else None
            return body or self._last_body(unit, low) or _Who(words, None, is_certain=False)
        apposed = self._apposed(unit, source, own)
        return apposed or self._owned(unit, source, words, contents) or self._named(words)

    def _apposed(self, unit: int, source: Span, own: Sequence[Span]) -> _Who | None:
        """Who is named right behind a source: "Its director, Ivo Roe, said"."""
        if self._text[source.end : source.end + 2] != ", ":
            return None
        written = source.of(self._text)
        known = self._cast.entity(written)
        opens = written.split()[0].casefold()
        names_one = known is not None and (known.kind == "person" or bool(known.given))
        if names_one and opens != "one" and opens not in lexis("determiners"):
            return None
        is_named = known is not None or self._cast.names_two(written)
        for mention in outside(self._by_unit[unit], own):
            entity = self._cast.entities[mention.entity]
            is_closed = self._text[mention.span.end : mention.span.end + 1] == ","
            is_body = is_closed and not is_named and entity.kind != "place"
            is_person = entity.kind == "person" or bool(entity.given)
            before = self._text[source.end + 2 : mention.span.start]
            is_last = is_closed and is_person and "," not in before and not is_named
            is_first = mention.span.start == source.end + 2 and (is_person or is_body)
            if self._text[mention.span.end : mention.span.end + 2] in ("’s", "'s"):
                continue
            if is_first or (is_last and before.split(" ")[0] in _BEFORE_ROLE):
                return _Who(entity.fullest, entity, is_certain=True)
        return None

    def _named(self, words: str) -> _Who:
        entity = self._cast.entity(words)
        if entity is not None:
            return _Who(entity.fullest, entity, is_certain=True)
        return _Who(words, None, is_certain=words.casefold() not in lexis("pronouns"))

    def _owned(
        self, unit: int, source: Span, words: str, contents: dict[int, list[Span]]
    ) -> _Who | None:
        """Whose "his lawyers" are: "Ivo Roe’s lawyers"."""
        owner, _, owned = words.partition(" ")
        if not owned or owner.casefold() not in _OWNERS:
            return None
        person = self._person(unit, source, _OWNERS[owner.casefold()], contents)
        if person.entity is None:
            return None
        return _Who(f"{person.speaker}’s {owned}", None, is_certain=False)

    def _person(
        self, unit: int, source: Span, gender: str, contents: dict[int, list[Span]]
    ) -> _Who:
        """The last person of that gender: named in this sentence, or who spoke, or was named."""
        before = (m for m in self._by_unit[unit] if m.span.end <= source.start)
        here = [m for m in before if not is_questioner(m, self._text)]
        begin = self._units[unit].span.start
        new = [m for m in here[:1] if introduces(m, self._cast, self._text[begin : m.span.start])]
        named = self._fitting([*outside(here, contents.get(unit, [])), *new], gender, unit)
        spoke = [w for w in reversed(self._spoke.get(unit, [])) if w.entity in _entities(named)]
        found = [*spoke, *named, *self._unnamed(unit, gender)]
        rivals = {who.speaker for who in found}
        chosen = found[0] if found else None
        for back in range(1, _REACH):
            if unit - back < 0 or (chosen is not None and back > 2):
                break
            near = self._persons(unit - back, gender, contents)
            rivals |= {who.speaker for who in near}
            if chosen is None:
                known = (w for w in near if w.entity is None or w.entity.gender == gender)
                chosen = next(known, next(iter(near), None))
        if chosen is not None:
            return chosen._replace(is_certain=len(rivals) == 1 and chosen.entity is not None)
        last = self._unknown_person(unit, source)
        return _Who(last.fullest if last else source.of(self._text), last, is_certain=False)

    def _persons(self, unit: int, gender: str, contents: dict[int, list[Span]]) -> list[_Who]:
        """Who of that gender was asked, spoke, was told something or is named, in this order."""
        spoke = [
            who
            for who in (*self._asked.get(unit, ()), *reversed(self._spoke.get(unit, [])))
            if gender not in who.tells_of
            and (_fits(who.entity, gender) if who.entity else fits_unnamed(who.speaker, gender))
        ]
        mentions = outside(self._by_unit[unit], contents.get(unit, []))
        named = self._fitting(mentions, gender, unit)
        return [*spoke, *self._unnamed(unit, gender), *named]

    def _unnamed(self, unit: int, gender: str) -> list[_Who]:
        """Who has no name and was told something in a unit: "Police asked one man to leave"."""
        told = reversed(self._told.get(unit, []))
        return [who for who in told if fits_unnamed(who.speaker, gender)]

    def _unknown_person(self, unit: int, source: Span) -> Entity | None:
        """The last name of two words or more that is no known body or place, nor a known person."""
        for back in range(_REACH // 2):
            for mention in reversed(self._by_unit[unit - back] if unit >= back else []):
                entity = self._cast.entities[mention.entity]
                if mention.span.end <= source.start and entity.kind == "other" and entity.given:
                    return entity
        return None

    def _fitting(self, mentions: Sequence[Mention], gender: str, unit: int) -> list[_Who]:
        """Persons of that gender; a name that tells nothing counts where a sentence begins."""
        begin = self._units[unit].span.start
        entities = [
            self._cast.entities[m.entity]
            for m in mentions
            if self._cast.entities[m.entity].kind == "person" or m.span.start < begin + _SUBJECT
        ]
        return [
            _Who(entity.fullest, entity, is_certain=True)
            for entity in dict.fromkeys(entities)
            if _fits(entity, gender)
        ]

    def _named_before(self, unit: int, source: Span) -> _Who:
        """Whom a relative pronoun takes up: the phrase that it follows."""
        tokens = self._units[unit].tokens
        at = next((i for i, t in enumerate(tokens) if t.start >= source.start), 0)
        if at and tokens[at - 1].text == ",":
            at -= 1
        phrase = subject_before(tokens, at) if at else None
        if phrase is None:
            return self._just_named(unit, tokens[at - 1].end if at else 0)
        words = self._text[tokens[phrase.first].start : tokens[phrase.last - 1].end]
        entity = self._cast.entity(words)
        speaker = entity.fullest if entity else " ".join(words.split())
        return _Who(speaker, entity, is_certain=False)

    def _just_named(self, unit: int, end: int) -> _Who:
        """Who is named right before a relative pronoun: "rejected by Ms Roe, who said"."""
        for mention in self._by_unit[unit]:
            if mention.span.end == end:
                entity = self._cast.entities[mention.entity]
                return _Who(entity.fullest, entity, is_certain=False)
        return _Who(UNATTRIBUTED, None, is_certain=False)

    def _subject(self, unit: int, source: Span, contents: dict[int, list[Span]]) -> _Who | None:
        """The body or place that a sentence is about: "The union dropped its demand"."""
        begin = self._units[unit].span.start
        for mention in outside(self._by_unit[unit], contents.get(unit, [])):
            entity = self._cast.entities[mention.entity]
            leads = mention.span.end <= source.start and mention.span.start < begin + _SUBJECT
            if leads and entity.kind in ("body", "place"):
                return _Who(entity.fullest, entity, is_certain=False)
        return None

    def _last_body(self, unit: int, low: str) -> _Who | None:
        """For "it" the last body or place that spoke, for "they" the last group."""
        for back in range(_REACH // 2):
            for who in reversed(self._spoke.get(unit - back, [])):
                is_person = who.entity is not None and who.entity.kind == "person"
                if who.speaker == UNATTRIBUTED or is_person:
                    continue
                if low in _THING and _is_thing(who):
                    return who._replace(is_certain=False)
                if low in _GROUP and _is_group(who.speaker):
                    return who._replace(is_certain=False)
        return None


def _entities(found: Sequence[_Who]) -> list[Entity]:
    return [who.entity for who in found if who.entity]


def _is_thing(who: _Who) -> bool:
    """Whether "it" may be them: a body or a place, or "the company" where it has no name."""
    if who.entity is None:
        words = who.speaker.split()
        is_name = len(words) == 1 and words[0][0].isupper() and words[0].casefold() not in _PEOPLE
        the = who.speaker.casefold().startswith("the ") and not who.speaker.endswith("s")
        return the or is_name
    return who.entity.kind in ("body", "place") or not who.entity.given or who.entity.has_article


_PEOPLE = _MALE | _FEMALE | _GROUP | _FIRST | _THING | lexis("relatives")


def _is_group(speaker: str) -> bool:
    """Whether "they" may be them: "Roe and Abt", "researchers at the university"."""
    words = speaker.casefold().split()
    head = next((i for i, w in enumerate(words) if i and w in lexis("prepositions")), len(words))
    return "and" in words or words[head - 1].endswith("s")


def _fits(entity: Entity, gender: str) -> bool:
    if entity.kind != "person" and not (entity.kind == "other" and entity.given):
        return False
    return entity.gender in (None, gender)
