"""What is open, whether or not anybody asks: has yet to decide, it is not clear whether."""

import re
from collections.abc import Sequence
from functools import cache

from briefing.attribution.clause import is_adverb, lexis
from briefing.attribution.cues import match_verb
from briefing.attribution.ends import end_of_unit, goes_on_behind
from briefing.attribution.found import Found
from briefing.attribution.hit import Hit
from briefing.attribution.lexicon import phrases
from briefing.attribution.nounphrase import Phrase
from briefing.attribution.subject import subject_before
from briefing.attribution.verdict import end_of_verdict
from briefing.attribution.words import Token, find_tokens

_NOBODY = frozenset({"it", "this", "that", "there", "what", "which", "still", "remains"})
_LONGEST_SUBJECT = 25


def leaves_open(words: str) -> bool:
    """Whether a content begins with somebody leaving a matter open: "it had not decided"."""
    early = words[:_EARLY]
    lows = set(_WORD.findall(early.lower()))
    if not _may_open(lows):
        return False
    tokens = find_tokens(early)
    return any(_ends_of_openings(tokens, at) for at in range(len(tokens)))


_WORD = re.compile(r"[^\W\d]+")


_EARLY = 90
"""Code points of a content in which its own clause must say that something is open."""


def find_questions(tokens: list[Token], hits: Sequence[Hit], lows: set[str]) -> list[Found]:
    """The open matters of a unit: the source is who leaves them open, or nobody."""
    end = end_of_unit(tokens)
    found: list[Found] = []
    for at in range(end) if _may_open(lows) else ():
        for last in _ends_of_openings(tokens, at):
            one = _open_matter(tokens, at, last, end, hits) if last < end else None
            if one is not None:
                found.append(one)
                break
    return found or _open_subject(tokens, end)


def _may_open(lows: set[str]) -> bool:
    """Whether all words of an opening, or the "it" of a verdict, are among those of a unit."""
    openings = _openings()
    known = (words for first in lows & openings.keys() for words in openings[first])
    return "it" in lows or any(map(lows.issuperset, known))


def _ends_of_openings(tokens: list[Token], at: int) -> list[int]:
    """The tokens behind the openings that begin at token `at`, longest first."""
    ends = [
        at + len(words)
        for words in _openings().get(tokens[at].low, ())
        if tuple(t.low for t in tokens[at : at + len(words)]) == words
    ]
    matter = _behind_it_is_unclear(tokens, at)
    return [*ends, matter] if matter else ends


def _behind_it_is_unclear(tokens: list[Token], at: int) -> int | None:
    """Where the "whether" stands of "it is not yet known, either, whether", "nor is it clear"."""
    is_inverted = tokens[at].low in ("nor", "neither") and _is_it(tokens, at + 2)
    if not is_inverted and not _is_it(tokens, at):
        return None
    end = end_of_verdict(tokens, at + 1, negated=is_inverted)
    if end is None:
        return None
    ahead = range(end, min(end + _LONGEST_INSERTION, len(tokens)))
    return next((i for i in ahead if tokens[i].low in lexis("wh")), None)


def _is_it(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].low == "it"


_LONGEST_INSERTION = 4
"""Tokens of ", either," and the word behind it."""


@cache
def _openings() -> dict[str, list[tuple[str, ...]]]:
    """The phrases that leave something open, longest first, by their first word."""
    index: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases("questions", "openings"), key=len, reverse=True):
        words = tuple(phrase.split())
        index.setdefault(words[0], []).append(words)
    return index


def _open_matter(
    tokens: list[Token], at: int, last: int, end: int, hits: Sequence[Hit]
) -> Found | None:
    if tokens[at].low in _NOBODY or at == 0:
        source = None
    else:
        source = subject_before(tokens, _before_adverbs(tokens, at))
    if source is None and at and tokens[at - 1].low in ("and", "but"):
        source = next((h.subject for h in reversed(hits) if h.subject and h.match.verb < at), None)
    if source is not None and tokens[source.first].low in _NOBODY:
        source = None
    # "did not say whether" leaves it open; "did not say that" denies having said it.
    says = tokens[last - 1].low in ("say", "said", "indicate", "indicated")
    if tokens[last].text in ",.;" or (tokens[last].low == "that" and says):
        return None
    stop = next((i for i in range(last + 1, end) if _narrator(tokens, i)), end)
    cue = Phrase(at, last)
    return Found((Phrase(last, stop),), source, cue, "question", None, "question, open", False)


def _narrator(tokens: list[Token], at: int) -> bool:
    if tokens[at].text == ";":
        return True
    if tokens[at].low == "but" and at + 1 < len(tokens) and match_verb(tokens, at + 1):
        return True
    if tokens[at].text != "," or at + 1 >= len(tokens) or tokens[at + 1].low not in _GOES_ON:
        return False
    inserted = tokens[at + 1].low in ("which", "who")
    return not (inserted and goes_on_behind(tokens, at + 1, len(tokens)))


_GOES_ON = frozenset(
    {"but", "although", "though", "while", "as", "which", "and", "she", "he", "they", "according"}
)


def _before_adverbs(tokens: list[Token], at: int) -> int:
    while at > 0 and (is_adverb(tokens[at - 1].low) or tokens[at - 1].low in lexis("auxiliaries")):
        at -= 1
    return at


def _open_subject(tokens: list[Token], end: int) -> list[Found]:
    """Of the form "Whether the bridge will reopen is still an open question"."""
    if not tokens or tokens[0].low not in ("whether", "how", "who", "when", "where", "what", "why"):
        return []
    for at in range(2, end):
        last = end_of_verdict(tokens, at)
        if last is not None:
            cue = Phrase(at, last)
            return [Found((Phrase(0, at),), None, cue, "question", None, "question, open", False)]
    return []
