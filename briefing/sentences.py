"""Text in, sentences and paragraphs out, as exact spans.

The splitter is nupunkt (docs/sentences.md has the comparison); this module decides what a paragraph
is, gives it one paragraph at a time, and mends the breaks that news prose gets wrong.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from briefing.schema.article import Span

MAX_WRAP = 120
"""Longest line that counts as wrapped by hand, in code points: editors wrap at 72 to 100."""
MIN_WRAP = 40
"""Shortest block width that counts as wrapped: below it, lines are verse, lists or addresses."""
MAX_PIECE = 10_000
"""Code points that the splitter is given at once, so that its cost stays linear on any input."""

_BULLET = re.compile(r"\s{0,20}(?:[-*•‣◦▪●·]\s|\d{1,3}[.)]\s|#{1,6}\s|>)")
_CLOSERS = "\"”’'»)]}"
_OPENERS = "\"“‘'«([{"
_BREAK = re.compile(
    rf"(?:[.!?…][{re.escape(_CLOSERS)}]{{0,4}}(?=\s)|[。！？।؟][{re.escape(_CLOSERS)}」』）]{{0,4}})"
)
_ONE_SENTENCE = re.compile(r"[^.!?…。！？।؟]*+(?:[.!?…][\"”’')]{0,3})?\Z")
"""A paragraph whose only mark, if any, closes it: nothing to split."""
_WHITE_SPACE = re.compile(r"\s")
_TAIL = re.compile(r"[”’),;:]|[\"']{1,2}(?=[\s,.;:—–-]|\Z)")
_LONGEST_WORD = 40
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\Z")
_WORD = re.compile(r"\w+(?:['’.]\w+)*")
_SPEAKER = re.compile(
    r"\s{1,3}(?P<first>[A-Z][\w.'’-]{0,40}),?\s(?:[A-Z][\w.'’-]{0,40},?\s){0,5}(?P<verb>[a-z]{2,12})\b"
)
_ORDINARY = re.compile(r"(?:.*[-–—/'’])?(?:[a-z]{2,}|[A-Z]{2,}|[A-Z][a-z]{3,})\Z", re.DOTALL)


def split_sentences(text: str) -> list[Span]:
    """Split a text into sentences.

    A sentence never crosses a paragraph and has no white space at its ends; every other character
    of the text lies in exactly one. Sentences inside a quotation are split like any others.

    Args:
        text: Any text; offsets count its code points.

    Returns:
        Sentences in order, not overlapping.
    """
    return list(_sentences(text))


@lru_cache(maxsize=2)
def _sentences(text: str) -> tuple[Span, ...]:
    # The steps that an article goes through ask for its sentences one after the other.
    return tuple(
        sentence for paragraph in _paragraphs(text) for sentence in _split(text, paragraph)
    )


def sentences_around(text: str, spans: Sequence[Span], sentences: Sequence[Span]) -> str:
    """The whole sentences that any of the spans lies in, on one line; the spans if in none."""
    whole = [s for s in sentences if any(s.overlaps(span) for span in spans)]
    return " ".join(" ".join(span.of(text).split()) for span in whole or spans)


def split_paragraphs(text: str) -> list[Span]:
    """Split a text into paragraphs.

    An empty line ends a paragraph. A single line end does too, unless the text is wrapped by hand:
    most of it stands on lines of at most `MAX_WRAP`, and somewhere a line ends without a full stop
    and the next goes on in lower case. There, and where the first word of the next line would not
    have fitted (the width is that of the longest line between two empty ones), a line end is white
    space. A list item, Markdown heading or quoted line always begins a paragraph.

    Returns:
        Paragraphs without white space at their ends, in order.
    """
    return list(_paragraphs(text))


@lru_cache(maxsize=2)
def _paragraphs(text: str) -> tuple[Span, ...]:
    lines = list(_lines(text))
    wrapped = _is_wrapped(text, lines)
    return tuple(paragraph for block in _blocks(lines) for paragraph in _join(text, block, wrapped))


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    long = sum(line.end - line.start for line in lines if line.end - line.start > MAX_WRAP)
    if 2 * long >= sum(line.end - line.start for line in lines):
        return False
    return any(_goes_on(text, line, following) for line, following in pairwise(lines))


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield Span(start, start + len(line.rstrip()))
        start += len(line)


def _blocks(lines: list[Span]) -> Iterator[list[Span]]:
    block: list[Span] = []
    for line in lines:
        if line.start < line.end:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _join(text: str, block: list[Span], wrapped: bool) -> Iterator[Span]:
    width = max(line.end - line.start for line in block)
    wrapped = wrapped and MIN_WRAP <= width <= MAX_WRAP
    first = last = block[0]
    for line in block[1:]:
        if not (wrapped and _continues(text, last, line, width)):
            yield _trimmed(text, first.start, last.end)
            first = line
        last = line
    yield _trimmed(text, first.start, last.end)


def _continues(text: str, line: Span, following: Span, width: int) -> bool:
    words = following.of(text)
    if _BULLET.match(words):
        return False
    if _goes_on(text, line, following):
        return True
    return line.end - line.start + 1 + len(words.split(maxsplit=1)[0]) > width


def _goes_on(text: str, line: Span, following: Span) -> bool:
    if line.start == line.end or following.start == following.end:
        return False
    return text[following.start].islower() and text[line.end - 1] not in ".!?:"


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(end - len(piece.lstrip()), start + len(piece.rstrip()))


def _split(text: str, paragraph: Span) -> Iterator[Span]:
    piece = paragraph.of(text)
    start = 0
    for end in [*_breaks(piece), len(piece)]:
        sentence = _trimmed(piece, start, end)
        if sentence.start < sentence.end:
            yield Span(paragraph.start + sentence.start, paragraph.start + sentence.end)
        start = end


def _breaks(paragraph: str) -> list[int]:
    """Offsets at which a sentence of this paragraph ends and another begins."""
    if _ONE_SENTENCE.match(paragraph):
        return []
    flat = _WHITE_SPACE.sub(" ", paragraph)
    found = set(_splitter_breaks(flat))
    ends = {end for end in found if not _wrong(flat, end)}
    ends.update(m.end() for m in _BREAK.finditer(flat) if m.end() not in found and _missed(flat, m))
    return sorted(end for end in ends if not _speaker_follows(flat, end))


def _splitter_breaks(flat: str) -> Iterator[int]:
    sent_spans = _splitter()
    for offset in range(0, len(flat), MAX_PIECE):
        piece = flat[offset : offset + MAX_PIECE]
        spans = sent_spans(piece)
        for start, end in spans[:-1]:
            yield offset + start + len(piece[start:end].rstrip())


@cache
def _splitter() -> Callable[[str], list[tuple[int, int]]]:
    from nupunkt import sent_spans

    return sent_spans


def _wrong(flat: str, end: int) -> bool:
    """Whether the splitter broke where a sentence goes on."""
    rest = flat[end : end + 60].lstrip()
    token = _last_word(flat, end)
    if _TAIL.match(rest):
        return True
    word = _first_word(rest.lstrip("—–- "))
    if word.islower():
        return flat[end - 1] != "." or _is_abbreviation(token)
    if flat[end - 1] == "." and (_is_title(token) or (token in ("No", "Nos") and word.isdigit())):
        return True
    return bool(_DOTTED.match(token)) and not _starts_after_dots(token, word)


def _missed(flat: str, match: re.Match[str]) -> bool:
    """Whether a sentence ends at this mark although the splitter went on."""
    rest = flat[match.end() : match.end() + 60].lstrip()
    if not match[0].isascii() and match[0][0] in "。！？।؟":
        return bool(rest)
    word = _first_word(rest)
    if not word or not (word[0].isupper() or word[0].isdigit()):
        return False
    token = _last_word(flat, match.end())
    if _DOTTED.match(token):
        return _starts_after_dots(token, word)
    closed = len(match[0]) > 1
    if match[0][0] != "." or _is_abbreviation(token):
        return closed and match[0][0] in ".!?" and not _is_title(token)
    return closed or bool(_ORDINARY.match(token))


def _speaker_follows(flat: str, end: int) -> bool:
    """Whether this is `"Is it over?" Gov. Hale asked`, one sentence in spite of its mark."""
    if flat[end - 1] not in _CLOSERS or flat[end - 2] not in "!?":
        return False
    match = _SPEAKER.match(flat, end)
    lexicon = _lexicon()
    if match is None or match["verb"] not in lexicon["say_verbs"]:
        return False
    first = match["first"].rstrip(".").lower()
    return first in lexicon["titles"] or first not in lexicon["starters"]


def _starts_after_dots(token: str, word: str) -> bool:
    lexicon = _lexicon()
    if token.lower() in ("a.m", "p.m"):
        return word.lower() not in lexicon["after_time"]
    return word.lower() in lexicon["starters"]


def _is_title(token: str) -> bool:
    return token.lower() in _lexicon()["titles"]


def _is_abbreviation(token: str) -> bool:
    lexicon = _lexicon()
    return (
        len(token) < 2  # an initial
        or (last := token.lower().rsplit("-", 1)[-1]) in lexicon["titles"]
        or last in lexicon["unclear"]
        or bool(_DOTTED.match(token))
    )


def _last_word(flat: str, end: int) -> str:
    """The word before `end`, without marks around it: `(Mr.` gives `Mr`."""
    token = flat[max(0, end - _LONGEST_WORD) : end].rpartition(" ")[2]
    return token.strip(_CLOSERS + _OPENERS + ".!?…")


def _first_word(rest: str) -> str:
    match = _WORD.match(rest.lstrip(_OPENERS + "…. "))
    return match[0] if match else ""


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    path = Path(__file__).with_suffix(".toml")
    with path.open("rb") as file:
        return {name: frozenset(words) for name, words in tomllib.load(file).items()}
