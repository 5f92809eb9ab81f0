"""What a reader of one kind of file makes of it: a text that offsets refer to, and its metadata."""

import re
from typing import NamedTuple

from briefing.errors import ArticleError

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Document(NamedTuple):
    """One article as it was found in a file."""

    text: str
    part: str = ""
    """Where in the file it stands, as its source says it: `#3`, `/inner.txt`; empty: all of it."""
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    """ISO date or date and time."""
    extractor: str | None = None
    """Library and version that took the text out of the file; None: the file is text."""
    pages: tuple[int, ...] = ()
    """Offset at which each page begins, of a file that has pages."""


def own_briefing(where: str) -> ArticleError:
    """Why a briefing of ours is not read: it would say everything twice, by nobody new."""
    hint = "write briefings outside the folder of articles"
    return ArticleError(where, "is a briefing made by this program, no article", hint=hint)


def compose_text(title: str | None, paragraphs: list[str]) -> str:
    """The text of an article that was taken out of a file: headline, then paragraphs.

    Empty lines stand between them; what no text may hold (control characters, halves of surrogate
    pairs) is replaced, so that the text can be written to a file and read again as it is. A
    paragraph that only repeats the title is left out.
    """
    lines = [line for paragraph in paragraphs if (line := " ".join(paragraph.split()))]
    headline = " ".join((title or "").split())
    body = [line for line in lines if line != headline]
    if not body:
        return ""
    return clean_text("\n\n".join([headline, *body] if headline else body) + "\n")


def clean_text(text: str) -> str:
    """The text with U+FFFD for each character that a text file cannot hold; as long as before."""
    return _UNWRITABLE.sub("\ufffd", text)


def named(library: str) -> str:
    """`trafilatura 2.0.0`: the extractor as the briefing names it."""
    from importlib.metadata import version

    return f"{library} {version(library)}"
