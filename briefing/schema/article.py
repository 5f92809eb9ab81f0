"""An article, and the pieces of its text that everything else points at."""

import hashlib
from bisect import bisect_right
from functools import cached_property
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

ID_DIGITS = 12
"""Of an article's `text_sha256`, in its id."""


def sha256_of(text: str) -> str:
    """SHA-256 of the text in UTF-8, hexadecimal; a lone surrogate is hashed as it is."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Span(NamedTuple):
    """A half-open range of code points of an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of this span."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


RegionLabel = Literal[
    "injection",
    "headline",
    "standfirst",
    "byline",
    "date",
    "caption",
    "credit",
    "boilerplate",
    "metadata",
]


class Region(NamedTuple):
    """A part of an article's text that is not its running text: no statement may rest on it."""

    start: int
    end: int
    label: RegionLabel


class Article(BaseModel):
    """One source document. Offsets count code points of `text`, half-open."""

    model_config = ConfigDict(frozen=True)

    source: str
    """Path or URL as the user gave it; `-` for standard input."""
    text: str
    """The decoded text, unchanged."""
    title: str
    """The headline, or the file's name where the text has none."""
    published: str | None = None
    """ISO date or date and time."""
    publisher: str | None = None
    regions: tuple[Region, ...] = ()
    """Headline, captions, credits and the like, in order, not overlapping."""
    also_at: tuple[str, ...] = ()
    """Other sources that hold the same text."""
    author: str | None = None
    """As the file's metadata name them."""
    language: str | None = None
    """ISO 639-1 code, or 639-3 where there is none; None: not known."""
    file_sha256: str | None = None
    """SHA-256 of the file that was given, hexadecimal."""
    extractor: str | None = None
    """Library and version that took the text out of the file; None: the file is text."""
    pages: tuple[int, ...] = ()
    """Offset at which each page begins, of a file that has pages."""

    @cached_property
    def text_sha256(self) -> str:
        """SHA-256 of the text in UTF-8, hexadecimal."""
        return sha256_of(self.text)

    @property
    def is_english(self) -> bool:
        """Whether the rules can read it; a text of which the language is not known is tried."""
        return self.language in (None, "en")

    def page_of(self, offset: int) -> int | None:
        """Number, from 1, of the page on which an offset stands; None where there are no pages."""
        return bisect_right(self.pages, offset) or None

    @property
    def readable(self) -> str:
        """`text`, blank where it addresses a model: no name and no condition is taken from there.

        Offsets are those of `text`.
        """
        text = self.text
        for start, end, label in self.regions:
            if label == "injection":
                text = text[:start] + " " * (end - start) + text[end:]
        return text

    @property
    def id(self) -> str:
        """The first 12 digits of `text_sha256`."""
        return self.text_sha256[:ID_DIGITS]


class Copy(NamedTuple):
    """Another place at which the text of an article was found."""

    article: str
    """Id of the article."""
    source: str
    """Path or URL as the user gave it."""


class Chunk(BaseModel):
    """Consecutive whole sentences within a token budget: the unit that a model is sent."""

    model_config = ConfigDict(frozen=True)

    article: str
    """Id of the article."""
    id: str
    """`c1`, `c2`, … within the article; a halved chunk's parts are `c2.1` and `c2.2`."""
    sentences: tuple[Span, ...]
    """At least one, at most 64."""
    headline: str
    """Context: the article's title. Not citable."""
    names: tuple[str, ...] = ()
    """Context: people and bodies named in full earlier in the article. Not citable."""
