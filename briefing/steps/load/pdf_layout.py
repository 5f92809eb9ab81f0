"""Lines and where they stand on their pages in, paragraphs out."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile
from statistics import median
from typing import NamedTuple

MARGIN = 0.12
"""Share of a page's height, above and below, in which headers, footers and page numbers stand."""
REPEATED = 0.3
"""Share of the pages on which a line must stand to be a header: left and right pages differ."""
LEADING = 1.25
"""Two lines further apart than so many times the usual are two paragraphs."""
OTHER_SIZE = 1.15
APART = 1.6
"""Of the size of its letters: how far a header is from the text at least."""
INDENT = 0.7
"""Of the height of its letters: how far a first line is indented at least."""
HYPHENATED = 0.02
"""Share of lines with a hyphen at the end, above which the typesetter broke words."""
_PAGE_NUMBER = re.compile(r"\W{0,3}(?:page |p\. ?)?#(?: ?(?:of|/|\|) ?#)?\W{0,3}", re.IGNORECASE)
_STOPPED = re.compile(r"[.!?…:][\"”’»)\]]{0,3}\Z")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


class Line(NamedTuple):
    """One line of print, in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    """Of the letters that do not reach below the line."""
    height: float
    """Size of its letters."""
    is_broken: bool
    """Whether its last word goes on in the next line; the hyphen is left out."""


class Page(NamedTuple):
    """One page."""

    height: float
    lines: tuple[Line, ...]


class Joined(NamedTuple):
    """Running text, its paragraphs apart by an empty line."""

    text: str
    pages: tuple[int, ...]
    """Offset at which each page begins."""


def join_lines(pages: Sequence[Page]) -> Joined:
    """Join lines to paragraphs, over columns and pages; leave out what is repeated on pages.

    A new paragraph begins after a wider gap, in letters of another size, with an indent, and after
    a full stop where the next word would still have fitted. Lines are taken in the order in which
    the page draws them.
    """
    kept = _without_furniture(pages)
    lines = [line for page in kept for line in page]
    if not lines:
        return Joined("", ())
    style = _Style(lines)
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    before: Line | None = None
    for page in kept:
        starts.append(length)
        for n, line in enumerate(page):
            if before is not None:
                between = style.between(before, line, turned=n == 0)
                parts.append(between)
                length += len(between)
            if n == 0:
                starts[-1] = length
            words = style.without_hyphen(line)
            parts.append(words)
            length += len(words)
            before = line
    return Joined("".join(parts) + "\n", tuple(starts))


class _Style:
    """What is usual in a document."""

    def __init__(self, lines: Sequence[Line]) -> None:
        text = " ".join(line.text for line in lines)
        self._words = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))
        broken = sum(line.is_broken or line.text.endswith("-") for line in lines)
        self._is_hyphenated = broken >= max(2, HYPHENATED * len(lines))
        gaps = [
            (a.bottom - b.bottom) / b.height
            for a, b in pairwise(lines)
            if _below(a, b) and b.height
        ]
        self._leading = median(gaps) if gaps else 0.0
        """From line to line, in heights of letters."""
        self._edges = _edges(lines)

    def between(self, a: Line, b: Line, *, turned: bool) -> str:
        """What stands between two lines: nothing, a hyphen, a space or an empty line."""
        if self._begins_paragraph(a, b, turned=turned):
            return "\n\n"
        if a.is_broken or (a.text.endswith("-") and not a.text.endswith((" -", "--"))):
            return "" if self._is_one_word(a, b) else "-"
        return " "

    def without_hyphen(self, line: Line) -> str:
        """A line's words; a hyphen at its end is given back by `between` where it belongs."""
        hyphen = line.text.endswith("-") and not line.text.endswith((" -", "--"))
        return line.text[:-1] if hyphen else line.text

    def _is_one_word(self, a: Line, b: Line) -> bool:
        """Whether a hyphen at the end of a line only breaks a word.

        Told by how the document writes the word elsewhere; else by whether it breaks words at all.
        """
        head = _LAST_WORD.search(a.text.rstrip("-"))
        tail = _FIRST_WORD.match(b.text)
        if not head or not tail or not tail.group()[0].islower():
            return False
        first, second = head.group().lower(), tail.group().lower()
        if first + second in self._words:
            return True
        return f"{first}-{second}" not in self._words and self._is_hyphenated

    def _begins_paragraph(self, a: Line, b: Line, *, turned: bool) -> bool:
        if _differ(a, b):
            return True
        if a.is_broken:
            return False
        stopped = bool(_STOPPED.search(a.text))
        if turned or not _below(a, b):  # the next column or page
            return stopped
        if a.bottom - b.bottom > LEADING * self._leading * b.height:
            return True
        left, right = self._edges[b]
        if b.left - min(left, a.left) > INDENT * b.height and stopped:
            return True
        first_word = len(b.text.split(" ", 1)[0]) + 1
        width = (a.right - a.left) / max(1, len(a.text))
        return stopped and a.right + first_word * width < right


def _below(a: Line, b: Line) -> bool:
    """Whether `b` stands below `a` in the same column."""
    return b.bottom < a.bottom and b.left < a.right and b.right > a.left


def _differ(a: Line, b: Line) -> bool:
    """Whether their letters differ in size, as those of a heading and its text do."""
    return max(a.height, b.height) > OTHER_SIZE * min(a.height, b.height)


def _edges(lines: Sequence[Line]) -> dict[Line, tuple[float, float]]:
    """Left and right edge of each line's column: the lines that run down without a turn."""
    edges: dict[Line, tuple[float, float]] = {}
    run: list[Line] = []
    for line in [*lines, None]:
        if run and (line is None or not _below(run[-1], line) or _differ(run[-1], line)):
            found = min(one.left for one in run), max(one.right for one in run)
            edges |= dict.fromkeys(run, found)
            run = []
        if line is not None:
            run.append(line)
    return edges


def _without_furniture(pages: Sequence[Page]) -> list[list[Line]]:
    """Each page's lines without headers, footers and page numbers.

    They stand in the margins, again and again, and apart from the running text: a line that goes on
    in another is kept however often its words are printed.
    """
    seen = Counter(key for page in pages for key in {_key(line) for line in _marginal(page)})
    least = max(2, REPEATED * len(pages))
    kept = []
    for page in pages:
        maybe = {line for line in _marginal(page) if _is_furniture(_key(line), seen, least)}
        others = [line for line in page.lines if line not in maybe]
        out = {line for line in maybe if not any(_goes_on(line, other) for other in others)}
        kept.append([line for line in page.lines if line not in out])
    if not any(kept):
        return [list(page.lines) for page in pages]
    _drop_interruptions(pages, kept)
    return kept


def _drop_interruptions(pages: Sequence[Page], kept: list[list[Line]]) -> None:
    """Drop a header or footer that stands only once, where a sentence runs on past it, in place."""
    for n in range(1, len(kept)):
        before, after = kept[n - 1], kept[n]
        foot = len(before) - _n_level(before[::-1])
        head = _n_level(after)
        if _interrupts(pages[n - 1], before[:foot], before[foot:], after):
            del before[foot:]
        elif _interrupts(pages[n], before, after[:head], after[head:]):
            del after[:head]


def _n_level(lines: Sequence[Line]) -> int:
    """How many lines stand level with the first: a header has a left and a right part."""
    return sum(1 for _ in takewhile(lambda line: abs(line.bottom - lines[0].bottom) < 1, lines))


def _interrupts(
    page: Page, before: Sequence[Line], level: Sequence[Line], after: Sequence[Line]
) -> bool:
    if not (before and level and after) or not set(level) <= set(_marginal(page)):
        return False
    others = set(page.lines) - set(level)
    return (
        not any(_goes_on(line, other) for line in level for other in others)
        and not _STOPPED.search(before[-1].text)
        and after[0].text[:1].islower()
    )


def _is_furniture(key: str, seen: Counter[str], least: float) -> bool:
    return seen[key] >= least or _PAGE_NUMBER.fullmatch(key) is not None


def _goes_on(a: Line, b: Line) -> bool:
    """Whether two lines stand as close as those of one paragraph."""
    apart = abs(a.bottom - b.bottom)
    over = b.left < a.right and b.right > a.left
    return over and not _differ(a, b) and 0 < apart < APART * a.height


def _marginal(page: Page) -> list[Line]:
    low, high = MARGIN * page.height, (1 - MARGIN) * page.height
    return [line for line in page.lines if line.bottom < low or line.bottom + line.height > high]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)
