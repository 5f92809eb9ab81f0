"""What follows a cue: to whom, and where its content begins."""

from briefing.attribution.clause import (
    is_adverb,
    is_asked,
    is_boundary,
    is_verb,
    lexis,
    skip_adjuncts,
)
from briefing.attribution.counted import behind_roughly, costs_in_doing, counts
from briefing.attribution.cues import Cue
from briefing.attribution.ends import is_dash
from briefing.attribution.found import Complement
from briefing.attribution.nounphrase import Phrase, phrase_after
from briefing.attribution.told import (
    PREPOSITIONS,
    after_addressee,
    behind_preposition,
    has_verb,
    names_whom,
    promised,
    quote_soon,
)
from briefing.attribution.units import QUOTE
from briefing.attribution.words import Token

_REACH_OF_THAT = 14
"""Tokens after a cue within which a "that" may still open its content."""


def complement(tokens: list[Token], at: int, end: int, cue: Cue) -> Complement | None:
    """What a cue that ends before token `at` introduces, or None where nothing fits its frames."""
    told = _introduced(tokens, at, end, cue)
    if told is None:
        return None
    return told._replace(first=with_negation(tokens, told.first, at))


def with_negation(tokens: list[Token], first: int, floor: int) -> int:
    """Where a content begins with its negation: "promised never to return", "told them not to go".

    Without it the content would be the opposite of what is said.
    """
    denied = first > floor and tokens[first - 1].low in lexis("negations")
    return first - 1 if denied else first


def _introduced(tokens: list[Token], at: int, end: int, cue: Cue) -> Complement | None:
    if at + 1 < end and tokens[at].text == "," and tokens[at + 1].low in _HYPOTHETIC:
        return Complement(at + 1, "clause", None) if "clause" in cue.frames else None
    if at < end and tokens[at].text in ",—–" and not quote_soon(tokens, at, end):
        return _behind_insertion(tokens, at, end, cue)
    told = None
    if {"whom", "whom-to"} & cue.frames.keys():
        told = after_addressee(tokens, at, end, cue)
    if told is not None and "whom" in cue.frames and names_whom(tokens, at, end):
        return told
    direct = _at(tokens, at, end, cue)
    if direct is not None and direct.frame != "object":
        return direct
    past = skip_adjuncts(tokens, at, end)
    later = _at(tokens, past, end, cue) if past > at else None
    late = later or _late_that(tokens, at, end, cue)
    return told or direct or late or _late_quote(tokens, at, end, cue)


def _late_quote(tokens: list[Token], at: int, end: int, cue: Cue) -> Complement | None:
    """The quotation behind "said as he introduced her in Hudson, "."""
    if "quote" not in cue.frames or at >= end or tokens[at].low not in _WHILE:
        return None
    for i in range(at + 1, min(end, at + _REACH_OF_THAT)):
        if tokens[i].low == QUOTE:
            return Complement(i, "quote", None) if tokens[i - 1].text in ",:" else None
    return None


_WHILE = frozenset({"as", "while", "when", "after", "before", "in", "at", "during", "on"})


_HYPOTHETIC = frozenset({"if", "unless"})
"""Behind "said," they open what is said."""


def _behind_insertion(tokens: list[Token], comma: int, end: int, cue: Cue) -> Complement | None:
    """The "that" behind "said, while testifying on Monday, that"."""
    for i in range(comma, min(end - 1, comma + _REACH_OF_THAT)):
        if tokens[i].text == tokens[comma].text and tokens[i + 1].low == "that":
            return _that(tokens, i + 1, end, cue)
        if tokens[i].low == QUOTE:
            return None
    return None


def _at(tokens: list[Token], at: int, end: int, cue: Cue) -> Complement | None:
    """The content that begins right at token `at`."""
    if at >= end:
        return None
    frames, token = cue.frames, tokens[at]
    opens = at + 1 < end and token.text in ",:" and tokens[at + 1].low == QUOTE
    if opens or token.low == QUOTE:
        frame = "quote" if "quote" in frames else "clause" if "clause" in frames else "object"
        return Complement(at + opens, frame, None) if frame in frames else None
    if token.text == ":" and at + 1 < end:
        return Complement(at + 1, "quote", None) if "quote" in frames else None
    if token.low == "that":
        return _that(tokens, at, end, cue)
    follows = tokens[at + 1].low if at + 1 < end else ""
    if token.low == "how" and cue.lemma in lexis("skills") and follows == "to":
        return None
    if token.low in lexis("wh") and ("wh" in frames or token.low == "whether"):
        return None if is_asked(tokens, at) else Complement(at, "wh", None)
    if token.low == "to":
        return _to(tokens, at, end, cue)
    return _of(tokens, at, end, cue) or _bare(tokens, at, end, cue)


def _is_told_off(tokens: list[Token], at: int, end: int) -> bool:
    """Whether "him:" follows, as in "contradicted him: it had been sent"."""
    return at + 2 < end and tokens[at].low in lexis("pronouns") and tokens[at + 1].text == ":"


def _of(tokens: list[Token], at: int, end: int, cue: Cue) -> Complement | None:
    """What a preposition or "him:" introduces: spoke of the talks, the question of whether."""
    low = tokens[at].low
    if "object" in cue.frames and _is_told_off(tokens, at, end):
        return Complement(at + 2, "quote", None)
    if low in cue.frames and low in PREPOSITIONS:
        return Complement(behind_preposition(low, at, cue), low, None)
    asks = low == "of" and "of-wh" in cue.frames and at + 1 < end
    return Complement(at + 1, "wh", None) if asks and tokens[at + 1].low in lexis("wh") else None


def _that(tokens: list[Token], at: int, end: int, cue: Cue) -> Complement | None:
    if "clause" in cue.frames or "that" in cue.frames:
        is_pronoun = at + 1 < end and tokens[at + 1].low in lexis("finite")
        first = at + (not is_pronoun)
        inserted = first + 1 < end and tokens[first].text == ","  # said that, in May, it will
        return Complement(first + inserted, "that", None)
    return Complement(at, "object", None) if "object" in cue.frames else None


def _to(tokens: list[Token], at: int, end: int, cue: Cue) -> Complement | None:
    if "to" not in cue.frames or at + 1 >= end or tokens[at + 1].is_capital:
        return None
    promises = cue.frames["to"] == "consequence" and cue.strong
    gives = promises and tokens[at + 1].low in lexis("determiners")
    return None if gives else Complement(at, "to", None)  # a lynx promised to the hills


def _bare(tokens: list[Token], at: int, end: int, cue: Cue) -> Complement | None:
    """A clause without "that", or a noun phrase."""
    number = behind_roughly(tokens, at, end)
    if number is not None:
        begins = "clause" in cue.frames and _is_clause(
            tokens, phrase_after(tokens, number, end), end
        )
        return Complement(at, "clause", None) if begins else None
    if _is_unusual_object(tokens, at, end, cue):
        return Complement(at, "object", None)
    reason = tokens[at].low == "because" and "bare" not in cue.frames
    if reason or not _may_begin(tokens[at]):
        return None
    late = tokens[at].low in lexis("prepositions") and _late_that(tokens, at, end, cue)
    return late or _clause_or_phrase(tokens, at, end, cue)


def _is_unusual_object(tokens: list[Token], at: int, end: int, cue: Cue) -> bool:
    """Whether an object begins like no noun phrase: "yet another", "himself as", "spending 6"."""
    pair = [t.low for t in tokens[at : min(end, at + 2)]]
    of_itself = "object-as" in cue.frames and pair[0] in _REFLEXIVE and pair[1:] == ["as"]
    another = "object" in cue.frames and pair == ["yet", "another"]
    costs = "object-of-figure" in cue.frames and costs_in_doing(tokens, at, end)
    return of_itself or another or costs


def _clause_or_phrase(tokens: list[Token], at: int, end: int, cue: Cue) -> Complement | None:
    phrase = phrase_after(tokens, at, end)
    if _opens_clause(tokens, at, end, cue, phrase):
        adjunct = skip_adjuncts(tokens, at, end) > at
        return None if adjunct else Complement(at, "clause", None)
    if phrase is None:
        return None
    told = promised(tokens, phrase, end, cue)
    if told is not None:
        return told
    is_object = "object" in cue.frames or _as_follows(tokens, phrase, end, cue)
    is_figure = "object-of-figure" in cue.frames and counts(tokens, phrase)
    return Complement(at, "object", None) if is_object or is_figure else None


def _opens_clause(tokens: list[Token], at: int, end: int, cue: Cue, phrase: Phrase | None) -> bool:
    """Whether a clause without "that" begins: "said the plan had failed", "wrote she was late"."""
    is_pronoun = tokens[at].low in lexis("subject-pronouns")
    if "bare" in cue.frames and phrase is not None and end - at >= 3 - is_pronoun:
        return True
    if "clause" in cue.frames and tokens[at].low in _NOMINATIVE and at + 1 < end:
        return True
    if "clause" in cue.frames:
        adjunct = skip_adjuncts(tokens, at, end) > at
        return has_verb(tokens, at, end) and (adjunct or _is_clause(tokens, phrase, end))
    is_noun = tokens[at - 1].low.endswith("s")  # the remarks he made
    nominative = tokens[at].low in _NOMINATIVE and not is_noun
    return "that" in cue.frames and nominative and _is_clause(tokens, phrase, end)


def _may_begin(token: Token) -> bool:
    low = token.low
    if not token.is_word or (is_boundary(token) and low not in _MAY_OPEN):
        return False
    return low not in lexis("prepositions") or low in ("in", "under", "despite", "without")


_MAY_OPEN = frozenset({"if", "what", "how", "when", "because", "although", "unless"})


def _as_follows(tokens: list[Token], phrase: Phrase, end: int, cue: Cue) -> bool:
    return "object-as" in cue.frames and phrase.last < end and tokens[phrase.last].low == "as"


_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves"})


def _is_clause(tokens: list[Token], phrase: Phrase | None, end: int) -> bool:
    """Whether a verb follows the noun phrase at the beginning: "the plan has failed"."""
    if phrase is None:
        return True
    at = _behind_joined(tokens, phrase, end)
    if at < end and is_dash(tokens, at):
        at = next((i for i in range(at + 1, end) if is_dash(tokens, i)), at) + 1
    while at < end and (is_adverb(tokens[at].low) or tokens[at].text == ","):
        at += 1
    if at < end and tokens[at].low in lexis("relatives"):
        return has_verb(tokens, at + 3, end)
    if at < end and tokens[at].low in lexis("prepositions"):
        return any(is_verb(tokens[i]) and not tokens[i].low.endswith("ed") for i in range(at, end))
    return at < end and (is_verb(tokens[at]) or tokens[at].low == QUOTE)


def _behind_joined(tokens: list[Token], phrase: Phrase, end: int) -> int:
    """Behind "Low and other members": a noun phrase with what "and" joins to it."""
    at = phrase.last
    joined = phrase_after(tokens, at + 1, end) if at < end and tokens[at].low == "and" else None
    return joined.last if joined else at


_NOMINATIVE = frozenset({"he", "she", "they", "we", "i"})


def _late_that(tokens: list[Token], at: int, end: int, cue: Cue) -> Complement | None:
    """A "that" further on: said in a letter to the committee that."""
    if not {"clause", "that", "whom"} & cue.frames.keys():
        return None
    if at < end and _parts_from_that(tokens[at], cue):
        return None
    for i in range(at, min(end - 1, at + _REACH_OF_THAT)):
        low = tokens[i].low
        if low == "that":
            is_determiner = tokens[i - 1].low in ("to", "with", "at", "of")  # a threat to that lead
            return None if is_determiner else Complement(i + 1, "that", None)
        if tokens[i].text == "," and (behind := _behind_insertion(tokens, i, end, cue)):
            return behind
        is_title = low == QUOTE and tokens[i - 1].is_word
        stops = low == QUOTE or tokens[i].text in ":;" or low in lexis("subordinators")
        if stops and not is_title:
            return None
    return None


def _parts_from_that(token: Token, cue: Cue) -> bool:
    """Whether what follows a cue shows that no "that" further on is its own.

    Of the form "agreed on a strike that is to follow".
    """
    if token.low in ("on", "of"):
        return not cue.strong
    passes = token.low in lexis("prepositions") or is_adverb(token.low) or "whom" in cue.frames
    return token.is_word and not passes and token.low not in lexis("time")
