"""The lexicon of cues, ready to be looked up by the forms that stand in a text."""

from collections import defaultdict
from functools import cache
from typing import Literal, NamedTuple

from briefing.attribution.lexicon import table, words
from briefing.attribution.words import Token
from briefing.schema.statement import Kind

Form = Literal["base", "s", "past", "participle", "ing", "noun", "adjective"]


class Cue(NamedTuple):
    """A word that attributes. `frames` maps what may follow to the kind that it makes."""

    lemma: str
    particle: tuple[str, ...]
    frames: dict[str, Kind]
    strong: bool


class Match(NamedTuple):
    """A cue found in a sentence: tokens verb..last (exclusive) are the word and its particle."""

    cue: Cue
    forms: frozenset[Form]
    verb: int
    last: int


def match_verb(tokens: list[Token], at: int) -> Match | None:
    """The verb cue that begins at a token, with the longest particle that fits."""
    best: Match | None = None
    for cue, forms in cue_verbs().get(tokens[at].low, ()):
        last = _past_particle(tokens, at, cue.particle)
        if last is None:
            continue
        if best is None or last > best.last:
            best = Match(cue, forms, at, last)
    return best


def _past_particle(tokens: list[Token], at: int, particle: tuple[str, ...]) -> int | None:
    """The token after a cue's particle; one word may stand before it: "called again for"."""
    if not particle:
        return at + 1
    for first in (at + 1, at + 2):
        last = first + len(particle)
        if tuple(t.low for t in tokens[first:last]) == particle and (
            first == at + 1
            or tokens[at + 1].low in words("grammar", "between")
            or tokens[at + 1].low.endswith("ly")
        ):
            return None if _tells_how_long(tokens, last, particle) else last
    return None


def _tells_how_long(tokens: list[Token], at: int, particle: tuple[str, ...]) -> bool:
    """Whether no particle but a length of time follows: "argued for three hours"."""
    lasts = words("idioms", "durations")
    return particle == ("for",) and any(t.low in lasts for t in tokens[at : at + 2])


@cache
def cue_words(section: Literal["nouns", "adjectives"]) -> dict[str, Cue]:
    """The cues that are nouns or adjectives, by the word."""
    return _merged(section)


@cache
def cue_verbs() -> dict[str, list[tuple[Cue, frozenset[Form]]]]:
    """The cues that are verbs, by every form of theirs."""
    index: dict[str, list[tuple[Cue, frozenset[Form]]]] = defaultdict(list)
    for name, cue in _merged("verbs").items():
        by_form: dict[str, set[Form]] = defaultdict(set)
        for form, word in inflections(name.split("-")[0] if cue.particle else name).items():
            for spelling in _spellings(word):
                by_form[spelling].add(form)
        for word, forms in by_form.items():
            index[word].append((cue, frozenset(forms)))
    return dict(index)


def _merged(section: str) -> dict[str, Cue]:
    """Cues by name; a word of several groups has the frames of all, the first one's kind first."""
    cues: dict[str, Cue] = {}
    for group in table("cues" if section == "verbs" else "nominals")[section].values():
        kind: Kind = group.get("kind", "position")
        for name in group["words"].split():
            lemma, *particle = name.split("-") if name not in _HYPHENED else [name]
            frames = dict.fromkeys(group["frames"].split(), kind)
            strong = bool(group.get("strong", False))
            if name in cues:
                frames = {**frames, **cues[name].frames}
                strong = strong or cues[name].strong
            cues[name] = Cue(lemma, tuple(particle), frames, strong)
    return cues


_HYPHENED = frozenset({"e-mail"})


def inflections(lemma: str) -> dict[Form, str]:
    """The forms of an English verb: by the regular rules, unless the lexicon lists them."""
    irregular = table("forms")["irregular"].get(lemma)
    if irregular:
        s, past, participle = irregular.split()
        doubled = past.endswith("ed") and past[-3] == past[-4] and not lemma.endswith(past[-3] * 2)
        ing = past[:-2] + "ing" if doubled else _ing(lemma)
        return {"base": lemma, "s": s, "past": past, "participle": participle, "ing": ing}
    past = _past(lemma)
    return {"base": lemma, "s": _s(lemma), "past": past, "participle": past, "ing": _ing(lemma)}


def _spellings(word: str) -> tuple[str, ...]:
    """A form as spelt in the United States and in Britain: signaled, signalled."""
    for ending in ("aled", "aling", "eled", "eling"):
        if word.endswith(ending) and word not in _ONE_SPELLING:
            cut = len(word) - len(ending) + 2
            return word, word[:cut] + "l" + word[cut:]
    return (word,)


_ONE_SPELLING = frozenset({"appealed", "appealing", "revealed", "revealing"})


def _ends_in_consonant_y(lemma: str) -> bool:
    return lemma.endswith("y") and lemma[-2] not in "aeiou"


def _s(lemma: str) -> str:
    if _ends_in_consonant_y(lemma):
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _past(lemma: str) -> str:
    if _ends_in_consonant_y(lemma):
        return lemma[:-1] + "ied"
    return lemma + ("d" if lemma.endswith("e") else "ed")


def _ing(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    silent = lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye"))
    return (lemma[:-1] if silent else lemma) + "ing"
