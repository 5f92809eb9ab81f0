"""A text → its terms: what each says, which negations reach it and how sure the text is of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from briefing.support.dates import Moment, find_moments
from briefing.support.lexicon import table, word_set
from briefing.support.meanings import Meaning, phrase_at, prefixed, stems_of_phrase
from briefing.support.numbers import Number, find_numbers
from briefing.support.words import Word, words_of

WINDOW = 4
"""Terms on each side that count as a term's company."""
SAME_WORD = 8
"""What the same word, not only the same concept, is worth beside the weights of the company."""
SAME_REALITY = 100
"""More than any company: what has happened is not the same as what may."""
MOST_CANDIDATES = 24
"""Occurrences of a concept that are compared; keeps long texts linear."""
_NO_MEANING = Meaning()


@dataclass(slots=True, eq=False)
class Term:
    """A word or lexicon phrase of a text."""

    low: str
    stem: str
    start: int
    end: int
    sentence: int
    meaning: Meaning
    concept: str
    is_content: bool
    is_report: bool
    is_name: bool
    is_stop: bool
    """A sign or word that may end a clause."""
    first: int
    """Index of its first word."""
    is_figure: bool = False
    """Whether it belongs to a number or a date."""
    company: dict[str, int] | None = None
    """Filled in when it is first asked for."""
    rank: int = -1
    """Its place among the content terms."""
    is_negated: bool = False
    mode: str = "fact"
    is_mode_focus: bool = False
    """Whether a modal stands right before it."""

    @property
    def side(self) -> str:
        """Its concept, and for a word with an opposite which of the two it is."""
        return f"{self.concept}{self.meaning.sign}" if self.meaning.is_axis else self.concept

    @property
    def sign(self) -> int:
        """+1 as said, -1 denied: the side of its axis, turned round by a negation."""
        return -self.meaning.sign if self.is_negated else self.meaning.sign


@dataclass(slots=True, eq=False)
class Operator:
    """A negation: its term, the terms it reaches (half-open) and those it is about."""

    index: int
    term: Term
    start: int
    stop: int
    focus: list[Term] = field(default_factory=list)
    is_settled: bool = False
    """Whether it looks for no more terms that it is about."""


@dataclass(slots=True, eq=False)
class Reading:
    """A text taken apart."""

    text: str
    words: list[Word]
    terms: list[Term]
    content: list[Term]
    moments: list[Moment]
    numbers: list[Number]
    operators: list[Operator] = field(default_factory=list)
    by_concept: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))

    def company(self, term: Term) -> dict[str, int]:
        """The concepts around a term in its sentence, weighted by how near they are."""
        if term.company is not None:
            return term.company
        term.company = around = dict[str, int]()
        for distance in range(WINDOW, 0, -1):
            for rank in (term.rank - distance, term.rank + distance):
                if 0 <= rank < len(self.content) and self.content[rank].sentence == term.sentence:
                    around[self.content[rank].side] = WINDOW + 1 - distance
        return around

    def counterparts(self, term: Term, own: "Reading") -> list[Term]:
        """The occurrences of a term's concept that are most like it where `own` has it.

        What is said to have happened is compared with what has, before the words around it count.
        """
        found = self.by_concept.get(term.concept, [])
        if len(found) < 2:
            return found
        company = own.company(term)
        scored = [(self._likeness(t, term, company), t) for t in found[:MOST_CANDIDATES]]
        best = max(score for score, _ in scored)
        return [t for score, t in scored if score == best]

    def _likeness(self, candidate: Term, term: Term, company: dict[str, int]) -> int:
        around = self.company(candidate)
        score = sum(
            weight * around[concept] for concept, weight in company.items() if concept in around
        )
        score += SAME_WORD * (candidate.stem == term.stem)
        return score + SAME_REALITY * ((candidate.mode == "fact") == (term.mode == "fact"))


def terms_of(text: str) -> Reading:
    """Words grouped into terms, before any negation or modal is applied."""
    words = words_of(text)
    moments = find_moments(words)
    numbers = find_numbers(words, {i for m in moments for i in range(m.first, m.last)})
    figures: dict[int, Moment | Number] = {moment.first: moment for moment in moments}
    figures |= {number.first: number for number in numbers}
    reading = Reading(text, words, [], [], moments, numbers)
    i = 0
    while i < len(words):
        n, meaning = 1, None
        if words[i].is_word and (phrase := phrase_at(words, i)):
            meaning, n = phrase
        if i in figures and n <= figures[i].last - i:
            n, term = figures[i].last - i, _figure_term(words, figures[i])
        else:
            term = _term(words, i, n, meaning)
        reading.terms.append(term)
        if term.is_content:
            term.rank = len(reading.content)
            reading.content.append(term)
            reading.by_concept[term.concept].append(term)
        i += n
    return reading


def _figure_term(words: Sequence[Word], figure: Moment | Number) -> Term:
    """A date or number as one term, the same however it is written."""
    word = words[figure.first]
    if isinstance(figure, Number):
        concept = f"#{figure.value:g} {figure.unit}"
    else:
        concept = "#" + " ".join(f"{name}={value}" for name, value in figure.parts().items())
    return Term(
        word.low, word.stem, figure.start, figure.end, word.sentence, _NO_MEANING, concept,
        True, False, False, False, figure.first, is_figure=True,
    )  # fmt: skip


def _term(words: Sequence[Word], i: int, n: int, meaning: Meaning | None) -> Term:
    word, last = words[i], words[i + n - 1]
    is_name = n == 1 and word.is_capitalised and not word.starts_sentence
    if meaning is None:
        meaning = prefixed(word.stem) or _NO_MEANING
    if is_name:
        meaning = Meaning(operator=meaning.operator) if meaning.operator else _NO_MEANING
    elif meaning.is_axis and _bounds_number(words, i + n):
        meaning = Meaning(concept="bound")
    concept = meaning.concept or (word.stem if n == 1 else f"{word.stem}…{last.stem}")
    is_report = not is_name and _is_report(words, i, n)
    carries = bool(meaning.concept) or (n == 1 and _is_plain_content(word, meaning, is_name))
    is_stop = not word.is_word or (n == 1 and word.low in word_set("words", "boundary"))
    return Term(
        word.low, word.stem, word.start, last.end, word.sentence, meaning, concept,
        carries and not is_report, is_report, is_name, is_stop, i,
    )  # fmt: skip


def _bounds_number(words: Sequence[Word], after: int) -> bool:
    """`more than 20`: judged with the number, not as an opposite of `less`."""
    if words[after - 1].low not in ("than", "above", "below", "exceed"):
        return False
    return any(
        w.low[0] in "$€£0123456789" or w.low in table("numbers")["small"]
        for w in words[after : after + 2]
    )


def _is_plain_content(word: Word, meaning: Meaning, is_name: bool) -> bool:
    if not word.is_word:
        return False
    if is_name:
        return True
    speaks = not meaning.operator and meaning.modal in ("", "ask", "plan", "likely")
    return speaks and not meaning.share and word.low not in word_set("words", "function")


@cache
def _reports() -> frozenset[tuple[str, ...]]:
    return frozenset(stems_of_phrase(entry) for entry in word_set("words", "report"))


def _is_report(words: Sequence[Word], i: int, n: int) -> bool:
    return tuple([w.stem for w in words[i : i + n]]) in _reports()
