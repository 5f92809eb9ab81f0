"""The Markdown form of a briefing comes in → what in it does not hold.

Its lines are found by their notes, so they may be moved, reordered or deleted, and anything may be
written around them; what they quote, and whom it is ascribed to, must be what the comment at the
end of the file carries.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from briefing.errors import InputError
from briefing.schema.statement import UNATTRIBUTED
from briefing.steps.render.carried import (
    MARK,
    Carried,
    Print,
    Record,
    find_record,
    passages_of,
    print_of,
    without_record,
    words_of_markdown,
    words_of_passage,
    words_of_text,
)
from briefing.steps.render.page import Page
from briefing.workflows.verify.blocks import Block, find_blocks, noted
from briefing.workflows.verify.sources import Quotation, Sources
from briefing.workflows.verify.verdict import Mismatch, Verdict, short

MIN_LIKE = 0.5
"""Share of its words that a text before a note must have in common with the quotation, to be taken
for it, where it has no marks: below, somebody wrote a sentence of their own and cites the note."""


class _Line(NamedTuple):
    words: list[str]
    heading: str | None


def verify_markdown(text: str, name: str, sources: Sources | None) -> Verdict:
    """Hold every visible quotation against what the file carries, and that against the sources.

    Args:
        text: What the file holds.
        name: Its name, for the error.
        sources: The articles on disk, where they are to be compared.

    Raises:
        InputError: The file carries nothing to verify it by.
    """
    record = find_record(text)
    if record is None:
        raise InputError(
            name,
            "is no briefing, or its last comment (briefing/1) is gone",
            hint="verify the .json form, or make the briefing again",
        )
    blocks = list(find_blocks(without_record(text)))
    lines = _lines_by_note(blocks)
    mismatches = list(_points(record, blocks))
    if not record.is_whole:
        mismatches.append(Mismatch("the comment at the end", "was changed"))
    for carried in record.statements:
        mismatches += _statement(carried, lines)
    found = 0
    if sources is not None:
        found = sum(sources.unchanged(a.text_sha256) is not None for a in record.articles)
        mismatches += _on_disk(record, lines, sources)
    quotations = sum(
        _find(shown.print, line.words) is not None
        for carried in record.statements
        for shown in carried.shown
        for line in lines.get(shown.number, ())
    )
    return Verdict(len(record.statements), quotations, found, tuple(mismatches))


def _lines_by_note(blocks: Sequence[Block]) -> dict[int, list[_Line]]:
    """What stands before each note; key points, which are numbered lists, do not quote."""
    lines: dict[int, list[_Line]] = {}
    for block in blocks:
        if block.is_numbered:
            continue
        for number, before in noted(block):
            lines.setdefault(number, []).append(_Line(words_of_markdown(before), block.heading))
    return lines


def _statement(carried: Carried, lines: dict[int, list[_Line]]) -> Iterator[Mismatch]:
    for n, shown in enumerate(carried.shown):
        where = f"statement {carried.id} ({carried.speaker}), note {shown.number}"
        for line in lines.get(shown.number, ()):
            at = _find(shown.print, line.words)
            if at is None:
                if MARK in line.words or _likeness(shown.print, line.words) >= MIN_LIKE:
                    yield Mismatch(where, _difference(shown.print, line.words))
                continue
            if not _names(line.heading, carried.speaker):
                under = short(_readable(words_of_markdown(line.heading or "")))
                should = short(carried.speaker)
                yield Mismatch(where, f"stands under {under}; it should stand under {should}")
            for besides in carried.besides if n == 0 else ():
                rest = line.words[:at] + line.words[at + len(shown.print.words) :]
                if _find(besides, rest) is None and _likeness(besides, rest) >= MIN_LIKE:
                    yield Mismatch(where, _difference(besides, rest))


def _find(shown: Print, words: list[str]) -> int | None:
    """Where in these words those of the passage begin."""
    letters, size = print_of(words).words, len(shown.words)
    at = letters.find(shown.words)
    while at >= 0:
        if print_of(words[at : at + size]).sha == shown.sha:
            return at
        at = letters.find(shown.words, at + 1)
    return None


def _likeness(shown: Print, words: list[str]) -> float:
    letters = print_of(words).words
    blocks = SequenceMatcher(None, shown.words, letters, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(1, len(shown.words))


def _difference(shown: Print, words: list[str]) -> str:
    """What was changed, as far as it can be told without the article."""
    letters = print_of(words).words
    matcher = SequenceMatcher(None, shown.words, letters, autojunk=False)
    edits = [edit for edit in matcher.get_opcodes() if edit[0] != "equal"]
    parts = []
    for n, (_, first, last, start, end) in enumerate(edits):
        # Words before and behind the quotation may be anybody's.
        outside = first == last and (first == 0 or last == len(shown.words))
        if outside and len(edits) > 1 and n in (0, len(edits) - 1):
            continue
        new = [w for w in words[start:end] if w != MARK]
        if new:
            parts.append(f"{short(' '.join(new))} is not what was there ({last - first} words)")
        elif first < last:
            before = " ".join(w for w in words[max(0, start - 4) : start] if w != MARK)
            parts.append(f"{last - first} words or marks are missing after {short(before)}")
    changed = "; ".join(parts) or "a word was changed"
    return f"the line was changed: {changed}. It says {short(_readable(words))}"


def _readable(words: Sequence[str]) -> str:
    return " ".join(word for word in words if word != MARK)


def _names(heading: str | None, speaker: str) -> bool:
    """Whether a heading names this speaker; where no heading names any, nothing is wrong."""
    if heading is None or speaker == UNATTRIBUTED:
        return True
    there = _readable(words_of_markdown(heading))
    return f"{there} ".startswith(f"{_readable(words_of_text(speaker))} ")


def _points(record: Record, blocks: Sequence[Block]) -> Iterator[Mismatch]:
    """Key points that are like one that is carried, and yet not the same."""
    for block in blocks:
        if not block.is_numbered:
            continue
        for _, before in noted(block):
            words = words_of_markdown(before)
            if any(_find(point, words) is not None for point in record.points):
                break
            likely = max(record.points, key=lambda p: _likeness(p, words), default=None)
            if likely is not None and _likeness(likely, words) >= MIN_LIKE:
                number = record.points.index(likely) + 1
                yield Mismatch(f"key point {number}", _difference(likely, words))
            break


def _on_disk(record: Record, lines: dict[int, list[_Line]], sources: Sources) -> Iterator[Mismatch]:
    articles = [sources.unchanged(a.text_sha256) for a in record.articles]
    pages = {str(n): Page(a, number=n) for n, a in enumerate(articles) if a is not None}
    for carried in record.statements:
        if all(str(n) in pages for n, _ in carried.evidence):
            yield from _against_text(carried, pages)
    for number, (sha, source) in enumerate(record.articles):
        where = f"article {number + 1} ({source})"
        quotations = [q for c in record.statements for q in _quotations(c, number, lines)]
        yield from sources.check(where, source, sha, quotations)


def _against_text(carried: Carried, pages: dict[str, Page]) -> Iterator[Mismatch]:
    evidence = [(str(n), span) for n, span in carried.evidence]
    passages = passages_of(evidence, pages)
    for shown, passage in zip(carried.shown, passages, strict=False):
        words = words_of_passage(passage)
        if print_of(words) != shown.print:
            where = f"statement {carried.id} ({carried.speaker}), note {shown.number}"
            yield Mismatch(where, f"the article says {short(_readable(words))} there")


def _quotations(
    carried: Carried, source: int, lines: dict[int, list[_Line]]
) -> Iterator[Quotation]:
    """The marked words of the statement's lines that rest on one article."""
    starts = [span.start for n, span in carried.evidence if n == source]
    for shown in carried.shown:
        for line in lines.get(shown.number, ()) if shown.source == source else ():
            where = f"statement {carried.id} ({carried.speaker}), note {shown.number}"
            for words in " ".join(line.words).split(MARK)[1::2]:
                if words.strip(" →"):
                    yield Quotation(where, words.strip(), starts[0] if starts else 0)
