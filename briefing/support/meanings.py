"""Stems → what the lexicons say of a word or phrase, the longest phrase first."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from briefing.support.lexicon import table
from briefing.support.words import Word, words_of


class Meaning(NamedTuple):
    """What a word or phrase does; an empty field: it does not do that."""

    concept: str = ""
    """The word that stands for it, its synonyms and its opposites."""
    sign: int = 1
    """-1 on the minus side of an axis of opposites."""
    is_axis: bool = False
    operator: str = ""
    """How it negates what follows: verb, subject or predicate."""
    modal: str = ""
    """How sure it makes what follows."""
    share: str = ""
    """How much of a whole, or how often."""


class Phrase(NamedTuple):
    """A meaning found in a text and how many words it takes."""

    meaning: Meaning
    n_words: int


def stems_of_phrase(phrase: str) -> tuple[str, ...]:
    """A lexicon entry as it is looked up, hyphens included: `re-open` -> `re`, `-`, `open`."""
    return tuple(word.stem for word in words_of(phrase))


@cache
def _phrases() -> dict[tuple[str, ...], Meaning]:
    merged: dict[tuple[str, ...], Meaning] = defaultdict(Meaning)
    for phrase, fields in _entries():
        stems = stems_of_phrase(phrase)
        merged[stems] = merged[stems]._replace(**fields)  # type: ignore[arg-type] # fields of Meaning
    return dict(merged)


@cache
def _lengths() -> dict[str, list[int]]:
    """How many words the phrases have that begin with a stem, the most first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for stems in _phrases():
        lengths[stems[0]].add(len(stems))
    return {stem: sorted(found, reverse=True) for stem, found in lengths.items()}


def _entries() -> Iterator[tuple[str, dict[str, object]]]:
    """Every phrase of the lexicons, and what it says of its meaning."""
    for group in table("synonyms")["groups"]:
        concept: dict[str, object] = {"concept": stems_of_phrase(group[0])[0]}
        yield from ((phrase, concept) for phrase in group)
    for axis, poles in table("opposites").items():
        for sign, pole in ((1, "plus"), (-1, "minus"), (0, "neither")):
            fields: dict[str, object] = {"concept": f"±{axis}", "sign": sign, "is_axis": True}
            yield from ((phrase, fields) for phrase in poles.get(pole, ()))
    for kind in ("verb", "subject", "predicate"):
        operator: dict[str, object] = {"operator": kind}
        yield from ((phrase, operator) for phrase in table("negation")[kind])
    yield from ((phrase, {}) for phrase in table("negation")["harmless"])
    for field, name, key in _LABELLED:
        for label, phrases in table(name)[key].items():
            labelled: dict[str, object] = {field: label}
            yield from ((phrase, _with_concept(phrase, labelled)) for phrase in phrases)


def _with_concept(phrase: str, labelled: dict[str, object]) -> dict[str, object]:
    """`be ready to` stands for `ready`, so that "is not ready to" is its denial."""
    stems = stems_of_phrase(phrase)
    return labelled | {"concept": stems[1]} if stems[0] == "be" and len(stems) > 2 else labelled


_LABELLED = (
    ("modal", "modality", "classes"),
    ("share", "quantity", "share"),
    ("share", "quantity", "frequency"),
)


def phrase_at(words: Sequence[Word], i: int) -> Phrase | None:
    """The longest lexicon entry that begins at word `i`, or None."""
    for n in _lengths().get(words[i].stem, ()):
        stems = tuple([word.stem for word in words[i : i + n]])
        meaning = _phrases().get(stems)
        if meaning is not None:
            return Phrase(meaning, len(stems))
    return None


def is_in_lexicon(stem: str) -> bool:
    """Whether a word is one of the lexicons' own, and so an ordinary word."""
    return stem in _lengths()


def prefixed(stem: str) -> Meaning | None:
    """`unfair` is `fair` denied; only `un-` and `non-` are clear enough to be cut off blindly."""
    if stem.startswith("un") and len(stem) > 5 and not stem.startswith(("under", "uni", "unt")):
        return Meaning(concept=stem[2:], sign=-1, is_axis=True)
    return None
