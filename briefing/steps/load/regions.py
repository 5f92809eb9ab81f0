"""A text in, the parts of it that are not running text out."""

import re
from collections.abc import Iterator

from briefing.schema.article import Region, RegionLabel, Span
from briefing.sentences import split_paragraphs
from briefing.steps.load.dates import end_of_date, locate_date
from briefing.steps.load.head import label_head
from briefing.steps.load.phrases import Phrases, load_phrases

_MARKS = "*_~` \t"
"""What Markdown puts around a paragraph in italics or bold."""
_HEADING = re.compile(r"#{1,6}\s")
_FURNITURE = re.compile(
    r"(?:[-*_=~]\s?){3,}\Z|<!--|\[[^\]\n]{1,80}\]:\s?\S|!\[[^\]\n]{0,300}\]\(\S{1,2000}\)\Z"
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]{0,3}\s+(?=\S)")
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\Z", re.IGNORECASE)
_ITEM = re.compile(r"(?:[-*•]|\d{1,2}[.)])\s")


def find_regions(text: str, *, start: int = 0) -> tuple[Region, ...]:
    """Find headline, standfirst, byline, dates, captions, credits, boilerplate and metadata.

    A paragraph is running text unless there is evidence that it is not: what is missed here is one
    line too many in a briefing, what is taken wrongly is a statement lost.

    Args:
        text: The article's text.
        start: Where the text below the front matter begins; what stands above is metadata.

    Returns:
        Regions in order, not overlapping; whole paragraphs except a credit at the end of one.
    """
    phrases = load_phrases()
    paragraphs = [Span(s + start, e + start) for s, e in split_paragraphs(text[start:])]
    labels: list[RegionLabel | None] = [_label(p.of(text), phrases) for p in paragraphs]
    label_head(text, paragraphs, labels)
    _label_link_lists(text, paragraphs, labels, phrases)
    found = [Region(0, len(text[:start].rstrip()), "metadata")] if start else []
    for paragraph, label in zip(paragraphs, labels, strict=True):
        found += [Region(*paragraph, label)] if label else _credit(text, paragraph, phrases)
    return tuple(found)


def _label(paragraph: str, phrases: Phrases) -> RegionLabel | None:
    """What a paragraph is by its own words, wherever it stands."""
    if _HEADING.match(paragraph):
        return "headline"
    if len(paragraph) > phrases.max_caption:
        return None
    if _FURNITURE.match(paragraph):
        return "caption" if paragraph.startswith("!") else "metadata"
    words = paragraph.strip(_MARKS)
    if is_caption(words, phrases):
        return "caption"
    if len(words) > phrases.max_length:
        return None
    return _label_short(words, phrases)


def _label_short(words: str, phrases: Phrases) -> RegionLabel | None:
    if phrases.rights.match(words) or phrases.photo.match(words) or phrases.agency.match(words):
        return "credit"
    if is_date_line(words, phrases):
        return "date"
    if phrases.byline_anywhere.match(words):
        return "byline"
    if phrases.always.match(words):
        return "boilerplate"
    if phrases.unless_speech.match(words) and not phrases.speech.search(words):
        return "boilerplate"
    return None


def is_caption(words: str, phrases: Phrases) -> bool:
    """Whether a paragraph ends in a picture's credit, or is announced as a caption."""
    if phrases.caption_lead.match(words):
        return not phrases.speech.search(words)
    tail = _last_sentence(words)
    if tail is None:
        return False
    if phrases.photo.match(words, tail):
        return True
    return bool(phrases.agency.match(words, tail)) and not phrases.speech.search(words)


def is_date_line(words: str, phrases: Phrases) -> bool:
    """Whether a paragraph is a date and little else: its lead (`Updated:`), its day of the week."""
    located = locate_date(words)
    if located is None:
        return False
    match, _ = located
    before, after = words[: match.start()].strip(), words[end_of_date(words, match) :].strip()
    lead = phrases.date_lead.match(before)
    rest = before[lead.end() :].strip(" :") if lead else before
    return len(after) <= 12 and (not rest or bool(_WEEKDAY.match(rest)))


def _credit(text: str, paragraph: Span, phrases: Phrases) -> Iterator[Region]:
    """A picture's credit at the end of running text."""
    tail_start = max(paragraph.start, paragraph.end - phrases.max_length)
    words = text[tail_start : paragraph.end]
    tail = _last_sentence(words)
    if tail is not None and phrases.photo.match(words, tail):
        yield Region(tail_start + tail, paragraph.end, "credit")


def _last_sentence(words: str) -> int | None:
    """Where the words after the last full stop begin; None where there are none."""
    ends = [match.end() for match in _SENTENCE_END.finditer(words)]
    return ends[-1] if ends else None


def _label_link_lists(
    text: str, paragraphs: list[Span], labels: list[RegionLabel | None], phrases: Phrases
) -> None:
    """Mark what is listed under `Related articles` and its like."""
    inside = False
    for i, paragraph in enumerate(paragraphs):
        words = paragraph.of(text)
        if labels[i] is None and inside:
            inside = len(words) <= phrases.max_length and (
                bool(_ITEM.match(words)) or not words.endswith((".", "”", '"', "!", "?"))
            )
            labels[i] = "boilerplate" if inside else None
        elif len(words) <= phrases.max_length:
            inside = bool(phrases.related.match(words.strip("#:" + _MARKS)))
            labels[i] = "boilerplate" if inside else labels[i]
