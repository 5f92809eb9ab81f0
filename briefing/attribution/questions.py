"""What is open, whether or not anybody asks: has yet to decide, it is not clear whether."""

import re
from collections.abc import Sequence
from functools import cache

from briefing.attribution.clause import is_adverb, lexis
from briefing.attribution.cues import match_verb
from briefing.attribution.ends import end_of_unit
from briefing.attribution.found import Found
from briefing.attribution.hits import Hit
from briefing.attribution.lexicon import phrases
from briefing.attribution.nounphrase import Phrase, subject_before
from briefing.attribution.words import Token

_NOBODY = frozenset({"it", "this", "that", "there", "what", "which", "still", "remains"})
_LONGEST_SUBJECT = 25


def leaves_open(words: str) -> bool:
    """Whether a content begins with somebody leaving a matter open: "it had not decided"."""
    return _opening_pattern().search(words[:_EARLY]) is not None


_EARLY = 90
"""Code points of a content in which its own clause must say that something is open."""


@cache
def _opening_pattern() -> re.Pattern[str]:
    found = sorted(phrases("questions", "openings"), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, found)) + r")\b", re.IGNORECASE)


def find_questions(tokens: list[Token], hits: Sequence[Hit]) -> list[Found]:
    """The open matters of a unit: the source is who leaves them open, or nobody."""
    end = end_of_unit(tokens)
    found: list[Found] = []
    for at in range(end):
        for words in _openings().get(tokens[at].low, ()):
            last = at + len(words)
            if tuple(map(_full, tokens[at:last])) != words or last >= end:
                continue
            one = _open_matter(tokens, at, last, end, hits)
            if one is not None:
                found.append(one)
                break
    return found or _open_subject(tokens, end)


def _full(token: Token) -> str:
    """A word with "'s" read as "is": "it's unclear"."""
    return "is" if token.low == "'s" else token.low


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
    return tokens[at].text == "," and at + 1 < len(tokens) and tokens[at + 1].low in _GOES_ON


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
    for words in sorted(phrases("questions", "verdicts"), key=len, reverse=True):
        parts = tuple(words.split())
        for at in range(2, end - len(parts) + 1):
            if tuple(t.low for t in tokens[at : at + len(parts)]) == parts:
                cue = Phrase(at, at + len(parts))
                return [
                    Found((Phrase(0, at),), None, cue, "question", None, "question, open", False)
                ]
    return []
