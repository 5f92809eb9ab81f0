"""A view comes in → the comment that ends the Markdown: what `briefing verify` needs of it.

The comment says, for each statement, where its words stand in which article, and for each passage
shown what its words come to: one character a word, so that a changed word can be named, and a hash,
so that none is missed. It repeats no sentence; it would double the file.
"""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from briefing.locate import fold
from briefing.schema.article import Span, sha256_of
from briefing.schema.briefing import CARRIED
from briefing.schema.statement import KINDS, Evidence, Statement
from briefing.steps.render.page import Page, Passage
from briefing.steps.render.view import Group, Line, View

MARK = "\x02"
"""Stands for the two asterisks around what is said; no text that is shown holds it."""

_KINDS = {kind[0]: kind for kind in KINDS}
_SHA_LENGTH = 6
_BESIDES = "~"
_END = "-->"
_COMMENT = re.compile(CARRIED + r" (?P<seal>\w+)\s(?P<body>[^<>]*)" + _END)
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_MARKDOWN = re.compile(
    r"\\(?P<char>[!-/:-@\[-`{-~])|(?P<mark>\*\*)|(?P<soft>\*)|&(?P<entity>amp|lt|gt);|(?P<note>\[\^\d+\])"
)
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}
# Within JSON, < > & and - occur in strings only, where \u003c is the same character: so nothing in
# a name or a path ends the comment.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}


class Print(NamedTuple):
    """What a passage's words come to."""

    sha: str
    """First 36 bits of a SHA-256 over them, in base64."""
    words: str
    """One character for each word and for each mark."""


class Shown(NamedTuple):
    """A passage as the Markdown shows it."""

    number: int
    """Of its note: `[^number]`."""
    source: int
    """Number of its article from 0."""
    print: Print


class Carried(NamedTuple):
    """One statement as the comment carries it."""

    id: str
    speaker: str
    evidence: tuple[tuple[int, Span], ...]
    """Number of the article from 0, and where in it."""
    shown: tuple[Shown, ...]
    besides: tuple[Print, ...]
    """What its line shows before the first passage: a paraphrase, if → then."""


class CarriedSource(NamedTuple):
    """An article as the comment carries it."""

    text_sha256: str
    source: str


class Record(NamedTuple):
    """All that the comment holds."""

    articles: tuple[CarriedSource, ...]
    points: tuple[Print, ...]
    """The key points, in order."""
    statements: tuple[Carried, ...]
    is_whole: bool
    """Whether nothing in the comment was edited."""


def carry(view: View) -> str:
    """The comment for the end of the Markdown, ended by a line break.

    Of a statement it holds, for each article, the article's number, the starts and ends of the
    evidence and the prints of the passages, then those of what stands besides; kind and speaker
    once a group. The numbers of notes are left out, since passages are numbered in this order.
    """
    groups = [g for gs in (view.demands, view.consequences, view.positions) for g in gs]
    places = {source.article.id: n for n, source in enumerate(view.sources)}
    body = {
        "articles": [(s.article.text_sha256, s.article.source) for s in view.sources],
        "points": ["".join(print_of(words_of_text(point.text))) for point in view.key_points],
        "groups": [_row_of(group, places) for group in [*groups, *view.questions]],
    }
    lines = _json(body).replace('],["', '],\n["')
    return f"{CARRIED} {_seal(body)}\n{lines}\n{_END}\n"


def find_record(markdown: str) -> Record | None:
    """The record that a Markdown file carries; None where it has none, or a broken one."""
    for match in _COMMENT.finditer(markdown):
        try:
            body = json.loads(match["body"])
            articles = tuple(
                CarriedSource(str(sha), str(source)) for sha, source in body["articles"]
            )
            points = tuple(_print(str(point)) for point in body["points"])
            statements = tuple(_statements(body["groups"], articles))
        except (ValueError, TypeError, KeyError, IndexError, RecursionError):
            continue
        return Record(articles, points, statements, match["seal"] == _seal(body))
    return None


def without_record(markdown: str) -> str:
    """The Markdown without its comment."""
    return _COMMENT.sub("", markdown)


def words_of_markdown(markdown: str) -> list[str]:
    """The words of a piece of our Markdown, folded; marks are words of their own, notes none."""

    def plain(match: re.Match[str]) -> str:
        if match["char"]:
            return match["char"]
        if match["entity"]:
            return _ENTITIES[match["entity"]]
        return MARK if match["mark"] else " " if match["note"] else ""

    return _words(_MARKDOWN.sub(plain, markdown.replace(MARK, "")))


def words_of_passage(passage: Passage) -> list[str]:
    """The words that a passage is shown with."""
    return _words(
        "".join(
            f"{MARK}{_one_line(s.text).strip()}{MARK}" if s.is_marked else _one_line(s.text)
            for s in passage.segments
        )
    )


def words_of_text(text: str) -> list[str]:
    """The words that a plain text is shown with."""
    return _words(_one_line(text))


def print_of(words: Iterable[str]) -> Print:
    """What these words come to."""
    words = list(words)
    whole = hashlib.sha256("\x1f".join(words).encode("utf-8", "surrogatepass")).digest()
    letters = "".join(_letter(word) for word in words)
    return Print(b64encode(whole)[:_SHA_LENGTH].decode(), letters)


def passages_of(evidence: Iterable[tuple[str, Span]], pages: dict[str, Page]) -> list[Passage]:
    """The passages of a statement's evidence, in the order in which the view numbers them."""
    by_article: dict[str, list[Span]] = {}
    for article, span in evidence:
        by_article.setdefault(article, []).append(span)
    return [p for article, spans in by_article.items() for p in pages[article].passages(spans)]


def _row_of(group: Group, places: dict[str, int]) -> list[object]:
    rows = [_row(line, places) for line in group.lines]
    return [group.lines[0].statement.kind[0], group.speaker, *rows]


def _row(line: Line, places: dict[str, int]) -> list[int | str]:
    row: list[int | str] = []
    evidence = [(places[e.article], e.span) for e in line.statement.evidence]
    for source in dict.fromkeys(n for n, _ in evidence):
        spans = [span for n, span in evidence if n == source]
        passages = [r.passage for r in line.references if r.passage.source - 1 == source]
        row += [source, *(offset for span in spans for offset in span)]
        row += ["".join(print_of(words_of_passage(passage))) for passage in passages]
    return [*row, *(_BESIDES + "".join(print_of(words)) for words in _besides(line))]


def _besides(line: Line) -> Iterator[list[str]]:
    if line.statement.summary:
        yield words_of_text(line.statement.summary)
    if line.condition and line.then:
        yield [*words_of_text(line.condition), MARK, "→", MARK, *words_of_text(line.then)]


def _statements(groups: list[list[Any]], articles: tuple[CarriedSource, ...]) -> Iterator[Carried]:
    number = 0
    for kind, speaker, *rows in groups:
        for row in rows:
            besides = [_print(cell[1:]) for cell in map(str, row) if cell[:1] == _BESIDES]
            evidence, prints = _parts([cell for cell in row if str(cell)[:1] != _BESIDES])
            shown = tuple(
                Shown(number + n, source, print_) for n, (source, print_) in enumerate(prints, 1)
            )
            number += len(shown)
            rests_on = tuple(
                Evidence(article=articles[n].text_sha256[:12], start=start, end=end, quote="")
                for n, (start, end) in evidence
            )
            statement = Statement(kind=_KINDS[kind], speaker=speaker, evidence=rests_on)
            yield Carried(statement.id, speaker, tuple(evidence), shown, tuple(besides))


def _parts(row: list[int | str]) -> tuple[list[tuple[int, Span]], list[tuple[int, Print]]]:
    """A row's spans and prints, each with the number of its article."""
    evidence: list[tuple[int, Span]] = []
    prints: list[tuple[int, Print]] = []
    source = 0
    for is_print, cells in groupby(row, key=lambda cell: isinstance(cell, str)):
        if is_print:
            prints += [(source, _print(str(cell))) for cell in cells]
        else:
            source, *offsets = map(int, cells)
            pairs = zip(offsets[::2], offsets[1::2], strict=True)
            evidence += [(source, Span(*pair)) for pair in pairs]
    return evidence, prints


def _print(text: str) -> Print:
    return Print(text[:_SHA_LENGTH], text[_SHA_LENGTH:])


def _seal(body: object) -> str:
    return sha256_of(_json(body))[:12]


def _words(text: str) -> list[str]:
    return fold(_CONTROLS.sub(_keep_mark, text)).text.replace(MARK, f" {MARK} ").split()


def _keep_mark(match: re.Match[str]) -> str:
    return MARK if match.group() == MARK else ""


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", _CONTROLS.sub("", text))


@lru_cache(maxsize=8192)
def _letter(word: str) -> str:
    return b64encode(hashlib.sha256(word.encode("utf-8", "surrogatepass")).digest())[:1].decode()


def _json(value: object) -> str:
    text = json.dumps(value, separators=(",", ":")).translate(_ESCAPES)
    return text.replace("--", "-\\u002d")
