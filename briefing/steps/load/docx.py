"""A Word document in, its paragraphs out, read by mammoth."""

import io
import zipfile
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

from briefing.errors import ArticleError
from briefing.libraries import load_library
from briefing.steps.load.document import Document, compose_text, named

_STYLES = """
p[style-name='Caption'] => !
p[style-name='caption'] => !
p[style-name='Image Caption'] => !
p[style-name='Title'] => h1:fresh
p[style-name='header'] => !
p[style-name='footer'] => !
"""
"""In mammoth's style map: captions are no running text."""
_CORE = "docProps/core.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def read_docx(data: bytes, *, where: str, max_bytes: int) -> Document:
    """Read paragraphs, headings, lists and tables; captions, notes and deleted text are left out.

    Args:
        data: The file.
        where: For the error.
        max_bytes: Size of its parts, unpacked, above which it is not read.

    Raises:
        ArticleError: It is too large, or holds no text.
        ConfigError: mammoth is not installed.
    """
    mammoth = load_library("mammoth", to_read="Word files")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(part.file_size for part in archive.infolist() if part.filename.endswith(".xml"))
        if size > 4 * max_bytes:
            problem = f"is too large (unpacked {size:,} bytes, limit {4 * max_bytes:,})"
            raise ArticleError(where, problem, hint="raise --max-bytes, or split the file")
        title, author = _properties(archive)
    converted = mammoth.convert_to_html(
        io.BytesIO(data),
        style_map=_STYLES,
        include_embedded_style_map=False,
        convert_image=mammoth.images.img_element(lambda _: {}),
    )
    parser = _Paragraphs()
    parser.feed(converted.value)
    parser.close()
    text = compose_text(parser.heading or title, parser.paragraphs)
    if not text:
        raise ArticleError(where, "holds no text", hint="leave it out")
    return Document(text, title=parser.heading or title, author=author, extractor=named("mammoth"))


def _properties(archive: zipfile.ZipFile) -> tuple[str | None, str | None]:
    """Title and author, as the document's properties have them."""
    try:
        root = ElementTree.fromstring(archive.read(_CORE))
    except (KeyError, ElementTree.ParseError):
        return None, None
    return (root.findtext(_TITLE) or "").strip() or None, (
        root.findtext(_CREATOR) or ""
    ).strip() or None


class _Paragraphs(HTMLParser):
    """The paragraphs of mammoth's HTML; its notes come as a last list with ids of their own."""

    _BLOCKS = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th"])

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self.heading: str | None = None
        """The first heading, where nothing stands above it."""
        self._words: list[str] = []
        self._in_note = False
        self._marks = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: dict[str, Any] = dict(attrs)
        if tag in self._BLOCKS:
            self._end(None)
        if tag == "li" and str(given.get("id", "")).startswith(("footnote-", "endnote-")):
            self._in_note = True
        if tag == "sup":
            self._marks += 1
        if tag == "br":
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "sup":
            self._marks = max(0, self._marks - 1)
        if tag in self._BLOCKS:
            self._end(tag)

    def handle_data(self, data: str) -> None:
        if not self._in_note and not (self._marks and data.strip("[]").isdigit()):
            self._words.append(data)

    def _end(self, tag: str | None) -> None:
        words = " ".join("".join(self._words).split())
        self._words.clear()
        if not words:
            return
        if tag == "h1" and not self.paragraphs:
            self.heading = words
        self.paragraphs.append(words)
