"""A Markdown text comes in → its blocks: paragraphs, list items, headings, with what stands above.

Just as much of Markdown as the briefing's own form has; whatever else somebody writes between its
lines is a block of its own.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_ITEM = re.compile(r"\s{0,9}(?P<marker>[-*+]|\d{1,9}[.)])\s")
_HEADING = re.compile(r"(?P<level>#{1,6})\s+(?P<text>.*)")
_BOLD_LINE = re.compile(r"\*\*(?:[^*\\]|\\.)+\*\*(?:\s*→\s*\*\*(?:[^*\\]|\\.)+\*\*)?")
_NOTE = re.compile(r"\[\^(\d{1,9})\](?!:)")
_DEFINITION = re.compile(r"\[\^[^\]]{1,40}\]:")
_SPEAKER_LEVEL = 3


class Block(NamedTuple):
    """One paragraph or list item on one line."""

    text: str
    is_numbered: bool
    """Whether it is an item of a numbered list, as key points are."""
    heading: str | None
    """The line that names the speaker of what stands here, as it is written; None where the last
    heading above names none."""


def find_blocks(markdown: str) -> Iterator[Block]:
    """The paragraphs and list items, without headings and the definitions of notes."""
    lines: list[str] = []
    heading: str | None = None
    for line in [*markdown.splitlines(), ""]:
        title = _HEADING.match(line)
        ends = not line.strip() or title or _ITEM.match(line) or _DEFINITION.match(line)
        if ends and lines:
            text = " ".join(part.strip().removesuffix("\\") for part in lines)
            lines = []
            if _BOLD_LINE.fullmatch(text):
                heading = text
            else:
                item = _ITEM.match(f"{text} ")
                words = text[item.end() :] if item else text
                yield Block(words, bool(item and item["marker"][0].isdigit()), heading)
        if title:
            heading = title["text"] if len(title["level"]) == _SPEAKER_LEVEL else None
        elif line.strip() and not _DEFINITION.match(line):
            lines.append(line)


def noted(block: Block) -> Iterator[tuple[int, str]]:
    """The numbers of the notes in a block, each with the text between it and the note before."""
    at = 0
    before = ""
    for match in _NOTE.finditer(block.text):
        between = block.text[at : match.start()]
        # Notes that follow one another stand for the same words.
        before = between if between.strip() else before
        yield int(match[1]), before
        at = match.end()
