"""Sentences as the rules read them: a quotation is one token, so that nothing in it can cut it."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from briefing.attribution.cues import match_verb
from briefing.attribution.marks import find_quotations
from briefing.attribution.words import Token, find_tokens, start_of, tokens_between
from briefing.schema.article import Span
from briefing.sentences import split_paragraphs, split_sentences

QUOTE = "<quote>"
"""`low` of a token that stands for a whole quotation."""


def ends_sentence(token: Token) -> bool:
    """Whether a quotation closes with a comma, full stop or the like inside its marks."""
    return token.text.rstrip(_CLOSERS)[-1:] in _ENDING


_ENDING = ",.?!…—–"
_CLOSERS = "\"”’'»`"
_LONGEST_TAIL = 90
"""Code points of a sentence that only says who spoke."""


class Unit(NamedTuple):
    """A sentence, or several that one quotation joins."""

    tokens: list[Token]
    span: Span
    paragraph: int
    """Number of its paragraph."""


def find_units(text: str, *, skip: Iterable[Span] = ()) -> list[Unit]:
    """The units of a text in order, without those that begin in a span of `skip`."""
    hidden = sorted(skip)
    sentences = split_sentences(text)
    units: list[Unit] = []
    at = 0
    for number, paragraph in enumerate(split_paragraphs(text)):
        first = at
        while at < len(sentences) and sentences[at].start < paragraph.end:
            at += 1
        if any(s.start <= paragraph.start < s.end for s in hidden):
            continue
        quotations = find_quotations(text, paragraph)
        tokens = _collapsed(text, paragraph, quotations)
        next_token = 0
        for span in _joined(text, sentences[first:at], quotations):
            end = bisect_left(tokens, span.end, next_token, key=start_of)
            units += [Unit(piece, span, number) for piece in _pieces(tokens[next_token:end])]
            next_token = end
    return units


def _pieces(tokens: list[Token]) -> list[list[Token]]:
    """The tokens of a unit, cut where it is longer than any sentence: rules look far ahead."""
    return [tokens[i : i + _LONGEST_UNIT] for i in range(0, len(tokens), _LONGEST_UNIT)]


_LONGEST_UNIT = 300
"""Tokens; each quotation is one. It keeps the time that a text takes linear in its length."""


_DATELINE = re.compile(
    r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}"
    r"(?P<when>, [A-Z][\w .]{0,30})?(?P<agency> \([A-Z][^()\n]{1,40}\))?"
    r"\s+[—–-]{1,2}\s+(?=[A-Z“\"‘'])"
)
"""GENEVA, Feb 27 (Reuters) — as the agencies' style books have it; and "Geneva – The"."""


_DASH = re.compile(r"\s[—–-]{1,2}\s")


def _behind_dateline(text: str, paragraph: Span) -> int:
    """Where the words of a paragraph begin.

    A plain "Geneva – The" is a dateline where no second dash makes an aside of what follows.
    """
    found = _DATELINE.match(text, paragraph.start, paragraph.end)
    if found is None:
        return paragraph.start
    place = found.group().split(",")[0].split("(")[0]
    is_told = found["when"] or found["agency"] or place.split(" ")[0].isupper()
    is_aside = _DASH.search(text, found.end(), paragraph.end)
    return found.end() if is_told or not is_aside else paragraph.start


def _collapsed(text: str, paragraph: Span, quotations: list[Span]) -> list[Token]:
    tokens: list[Token] = []
    at = _behind_dateline(text, paragraph)
    for start, end in quotations:
        if start < at:
            continue
        tokens += tokens_between(text, at, start)
        tokens.append(Token(start, end, text[start:end], QUOTE))
        at = end
    tokens += tokens_between(text, at, paragraph.end)
    return [t for t in tokens if t.text != "\n"]


def _joined(text: str, sentences: list[Span], quotations: list[Span]) -> list[Span]:
    """Sentences, joined where a boundary falls inside a quotation or before its "she asked"."""
    joined: list[Span] = []
    q = 0
    for sentence in sentences:
        while q < len(quotations) and quotations[q].end <= sentence.start:
            q += 1
        inside = q < len(quotations) and quotations[q].start < sentence.start
        if joined and (inside or _is_tail(text, joined[-1], sentence)):
            joined[-1] = Span(joined[-1].start, sentence.end)
        else:
            joined.append(sentence)
    return joined


def _is_tail(text: str, before: Span, sentence: Span) -> bool:
    """Whether a sentence is the "Ms Roe asked." of a quotation that ends in a question mark."""
    end = text[max(before.start, before.end - 3) : before.end]
    if len(end) < 2 or end[-1] not in _CLOSERS or end.rstrip(_CLOSERS)[-1:] not in "?!,…—–-":
        return False
    if sentence.end - sentence.start > _LONGEST_TAIL:
        return False
    head = find_tokens(text, sentence.start, sentence.end)[:6]
    return head[0].text[0].islower() or any(
        match is not None and match.cue.strong
        for match in (match_verb(head, i) for i in range(1, len(head)))
    )
