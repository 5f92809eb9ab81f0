"""Quotation marks: where a quotation opens and closes within a paragraph."""

import re

from briefing.schema.article import Span

_OPENER = re.compile("[“„«\"'`‘]")
_CLOSER = re.compile("[”»“„«\"']")
_DOUBLE_OPEN = "“„«"
_DOUBLE_CLOSE = "”»"
_BEFORE_OPENING = " \t\n\u00a0([{—–-/"
_LONGEST_SINGLE = 2000
"""Code points that single quotation marks may enclose: beyond, one of them was an apostrophe."""


def find_quotations(text: str, paragraph: Span) -> list[Span]:
    """The outermost quotations of a paragraph, marks included, in order.

    A quotation that is not closed runs to the end of the paragraph, as it does where the next
    paragraph goes on with it.
    """
    found: list[Span] = []
    at, end = paragraph.start, paragraph.end
    singles_end = paragraph.start
    while mark := _OPENER.search(text, at, end):
        at = mark.start()
        width = _opening(text, at, paragraph)
        if width:
            close = _closing(text, at, width, end)
            if close is None and _may_run_on(text, at, paragraph):
                close = end
            if close is not None:
                found.append(Span(at, close))
                at = close
                continue
        elif text[at] in "‘'" and at >= singles_end:
            close = _closing_single(text, at, paragraph)
            if close is not None:
                found.append(Span(at, close))
                at = close
                continue
            singles_end = at + _LONGEST_SINGLE if text[at] == "‘" else at
        at += max(width, 1)
    return found


def _opening(text: str, at: int, paragraph: Span) -> int:
    """Width of the double mark that opens a quotation at `at`, or 0."""
    char = text[at]
    if char in _DOUBLE_OPEN:
        return 1
    width = 1 if char == '"' else 2 if text[at : at + 2] in ("''", "``") else 0
    if not width or at + width >= paragraph.end:
        return 0
    opens = at == paragraph.start or text[at - 1] in _BEFORE_OPENING or text[at - 1] in "‘'"
    return width if opens and not text[at + width].isspace() else 0


def _closing(text: str, at: int, width: int, end: int) -> int | None:
    """Offset after the mark that closes the quotation opened at `at`."""
    curly = text[at] in _DOUBLE_OPEN
    for mark in _CLOSER.finditer(text, at + width, end):
        i, char = mark.start(), mark[0]
        if char in _DOUBLE_CLOSE:
            return i + 1
        if char == '"' and (not curly or not text[i - 1].isspace()):
            return i + 1
        if width == 2 and text[i : i + 2] == "''":
            return i + 2
        if curly and char in _DOUBLE_OPEN and i > at + 1 and text[i - 1].isspace() is False:
            return i + 1  # an opening mark typed for a closing one
    return None


def _may_run_on(text: str, at: int, paragraph: Span) -> bool:
    """Whether an unclosed mark is a quotation that runs on, not a stray mark."""
    before = text[paragraph.start : at].rstrip()
    return not before or before[-1] in ",:.!?—–"


def _closing_single(text: str, at: int, paragraph: Span) -> int | None:
    """Offset after the single mark that closes what one at `at` opens; apostrophes do neither."""
    if at > paragraph.start and text[at - 1] not in _BEFORE_OPENING:
        return None
    if at + 1 >= paragraph.end or not (text[at + 1].isalpha() or text[at + 1] in "[…"):
        return None
    closer = "’" if text[at] == "‘" else "'"
    limit = min(paragraph.end, at + _LONGEST_SINGLE)
    i = text.find(closer, at + 2, limit)
    while i != -1:
        after = text[i + 1] if i + 1 < paragraph.end else "."
        if not after.isalnum() and not _is_plural_possessive(text, i, after, limit):
            return i + 1
        i = text.find(closer, i + 1, limit)
    return None


def _is_plural_possessive(text: str, at: int, after: str, limit: int) -> bool:
    """Whether the mark is an apostrophe, as in "the workers' strike", and a closing one follows."""
    if text[at - 1] != "s" or not after.isspace():
        return False
    later = text.find(text[at], at + 1, limit)
    return later != -1 and text[later - 1] in ",.?!"
