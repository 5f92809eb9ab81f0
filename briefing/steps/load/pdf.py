"""A PDF in, its paragraphs and where each page begins out; PDFium reads it, the layout joins it."""

from collections.abc import Iterator
from ctypes import c_double
from itertools import pairwise
from typing import Any, NamedTuple

from briefing.errors import ArticleError
from briefing.libraries import load_library
from briefing.steps.load.document import Document, clean_text, named
from briefing.steps.load.pdf_layout import Line, Page, join_lines

MAX_PAGES = 1000
_HYPHENS = frozenset("\u00ad\u0002\ufffe")
"""What PDFium gives for a hyphen at the end of a line; the line break behind it is left out."""
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
ASIDE = 2.5
"""In font sizes, the distance at which the next letter stands in another column."""
SPACE, MOVE = 0.05, 0.15
"""Distance of two letters, in font sizes, above which a space stands between them: where the file
has one, and where it only moves on. Typesetters kern over spaces, and set spaces by moving."""


def read_pdf(data: bytes, *, where: str) -> Document:
    """Read a PDF's text: words broken over lines joined, headers, footers and page numbers out.

    Raises:
        ArticleError: It is encrypted or broken, holds no text, or has more than `MAX_PAGES` pages.
        ConfigError: pypdfium2 is not installed.
    """
    pdfium = load_library("pypdfium2", to_read="PDF files")
    try:
        opened = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as exc:
        if "assword" in str(exc):
            hint = "save a copy without its password"
            raise ArticleError(where, "is encrypted", hint=hint) from exc
        raise ArticleError(where, "broken PDF file", hint="get it again, or save it anew") from exc
    try:
        if len(opened) > MAX_PAGES:
            problem = f"has too many pages ({len(opened):,}, limit {MAX_PAGES:,})"
            raise ArticleError(where, problem, hint="split it")
        pages = [_page(opened, n, pdfium) for n in range(len(opened))]
    finally:
        opened.close()
    joined = join_lines(pages)
    if not joined.text.strip():
        problem = f"holds no text ({len(pages)} pages, pictures perhaps)"
        raise ArticleError(where, problem, hint="run it through text recognition, such as ocrmypdf")
    return Document(clean_text(joined.text), pages=joined.pages, extractor=named("pypdfium2"))


class _Char(NamedTuple):
    text: str
    left: float
    right: float
    baseline: float
    size: float
    after_space: bool


def _page(opened: Any, number: int, pdfium: Any) -> Page:
    """The lines of a page in the order in which it draws them; a broken page has none."""
    try:
        page = opened[number]
        textpage = page.get_textpage()
        return Page(page.get_height(), tuple(_lines(textpage, pdfium.raw)))
    except pdfium.PdfiumError:
        return Page(0.0, ())


def _lines(textpage: Any, raw: Any) -> Iterator[Line]:
    line: list[_Char] = []
    spaced = False
    for n in range(textpage.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(textpage, n))
        if char in "\r\n" or char in _HYPHENS:
            if line:
                yield _line(line, is_broken=char in _HYPHENS)
            line, spaced = [], False
        elif char.isspace() or char == "\0":
            spaced = True
        else:
            found = _char(textpage, n, char, raw, after_space=spaced)
            if line and _is_elsewhere(line[-1], found):
                yield _line(line, is_broken=False)
                line = []
            line.append(found)
            spaced = False
    if line:
        yield _line(line, is_broken=False)


def _char(textpage: Any, n: int, char: str, raw: Any, *, after_space: bool) -> _Char:
    left, _, right, _ = textpage.get_charbox(n, loose=True)
    x, baseline = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(textpage, n, x, baseline)
    size = raw.FPDFText_GetFontSize(textpage, n)
    return _Char(_LIGATURES.get(char, char), left, right, baseline.value, size, after_space)


def _is_elsewhere(a: _Char, b: _Char) -> bool:
    """Whether the next letter stands in another column or line, though PDFium goes on."""
    aside = max(b.left - a.right, a.left - b.right)
    return aside > ASIDE * a.size or abs(a.baseline - b.baseline) > a.size


def _line(chars: list[_Char], *, is_broken: bool) -> Line:
    words = [chars[0].text]
    for a, b in pairwise(chars):
        gap = max(b.left - a.right, a.left - b.right)
        least = SPACE if b.after_space else MOVE
        words += [" ", b.text] if gap > least * b.size else [b.text]
    first, last = chars[0], chars[-1]
    left, right = min(first.left, last.left), max(first.right, last.right)
    return Line("".join(words), left, right, first.baseline, first.size, is_broken)
