"""A text in, an article out: its regions, and what they say of title, date and publisher."""

import re
from collections.abc import Iterable
from pathlib import PurePath

from briefing.schema.article import Article, Region, RegionLabel
from briefing.steps.load.dates import find_date
from briefing.steps.load.document import Document
from briefing.steps.load.front_matter import FrontMatter, read_front_matter
from briefing.steps.load.injections import find_injections
from briefing.steps.load.language import detect_language
from briefing.steps.load.regions import find_regions
from briefing.steps.load.walk import STDIN

MAX_TITLE = 300
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.'’/-]{1,30}(?:,? [A-Z][\w.'’/-]{0,30}){0,5})"
    r"(?:, (?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?"
    r"|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?),?)?"
    r" \((?P<agency>[A-Z][\w.&'’ /-]{1,60})\) ?[—–―-]{1,2}\s"
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s{0,2}(?:©\s{0,2})?(?:\d{4}(?:[-–]\d{4})?,?\s)?"
    r"(?P<name>[^.|©\d\n]{2,60})",
    re.IGNORECASE,
)
_DATED_NAME = re.compile(
    r"(?!(?:last |first )?(?:updated|published|posted|modified|revised|printed|issued|date)\b)"
    r"(?!\w+day,)(?P<name>[^\W\d][^,|·\d]{1,60}?)\s?[,|·—–-]",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"\W{0,3}(?:last )?(?:updated|modified|revised)", re.IGNORECASE)


def describe_article(text: str, *, source: str, also_at: tuple[str, ...] = ()) -> Article:
    """Build the article of a text.

    Args:
        text: The decoded text, kept as it is.
        source: Where it was found.
        also_at: Where else it was found.

    Returns:
        Title: the headline, else the front matter's, else the file's name. Published: the front
        matter's, else a date line's (one that says `Updated` only where no other does), else the
        dateline's where it names the year. Publisher: the front matter's, else the agency of the
        dateline, else the name before a date line's date, else the owner of the rights.
    """
    front = read_front_matter(text)
    regions = find_regions(text, start=front.end)
    dateline = _DATELINE.match(text, _body_start(text, regions))
    return Article(
        source=source,
        text=text,
        title=_title(text, regions, front, source),
        published=front.published or _published(text, regions) or _dateline_date(dateline),
        publisher=front.publisher or (dateline and dateline["agency"]) or _publisher(text, regions),
        regions=_with_injections(text, regions),
        also_at=also_at,
    )


def describe_document(
    document: Document,
    *,
    source: str,
    also_at: tuple[str, ...] = (),
    file_sha256: str | None = None,
) -> Article:
    """Build the article of a document; what the document says of itself comes before its text.

    Args:
        document: What was read from a file.
        source: Where it was found.
        also_at: Where else its text was found.
        file_sha256: SHA-256 of the file, hexadecimal.
    """
    article = describe_article(document.text, source=source, also_at=also_at)
    return article.model_copy(
        update={
            "title": (document.title or article.title)[:MAX_TITLE],
            "published": document.published or article.published,
            "publisher": document.publisher or article.publisher,
            "author": document.author,
            "language": detect_language(document.text),
            "extractor": document.extractor,
            "file_sha256": file_sha256,
            "pages": document.pages,
        }
    )


def _with_injections(text: str, regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """What gives orders to a model is no running text either; where it overlaps, it comes first."""
    orders = [Region(*found.span, "injection") for found in find_injections(text)]
    others = [r for r in regions if not any(r.start < o.end and o.start < r.end for o in orders)]
    return tuple(sorted([*orders, *others]))


def _body_start(text: str, regions: Iterable[Region]) -> int:
    """Offset of the first character that no region covers."""
    start = 0
    for region in regions:
        if text[start : region.start].strip():
            break
        start = region.end
    return start + len(text[start:]) - len(text[start:].lstrip())


def _title(text: str, regions: Iterable[Region], front: FrontMatter, source: str) -> str:
    headlines = [words.strip("#*_ ") for words in _words(text, regions, "headline")]
    name = "standard input" if source == STDIN else PurePath(source).name
    return next(title for title in (*headlines[:1], front.title, name) if title)[:MAX_TITLE]


def _published(text: str, regions: Iterable[Region]) -> str | None:
    dated = [(words, day) for words in _words(text, regions, "date") if (day := find_date(words))]
    dated.sort(key=lambda pair: bool(_UPDATED.match(pair[0])))
    return dated[0][1] if dated else None


def _dateline_date(dateline: re.Match[str] | None) -> str | None:
    return find_date(dateline["date"]) if dateline and dateline["date"] else None


def _publisher(text: str, regions: Iterable[Region]) -> str | None:
    """The name before a date line's date, else the owner of the rights."""
    names = [_DATED_NAME.match(words) for words in _words(text, regions, "date")]
    owners = [_RIGHTS.match(words) for words in _words(text, regions, "credit")]
    return next((match["name"].strip(" ,") for match in (*names, *owners) if match), None)


def _words(text: str, regions: Iterable[Region], label: RegionLabel) -> list[str]:
    return [" ".join(text[r.start : r.end].split()) for r in regions if r.label == label]
