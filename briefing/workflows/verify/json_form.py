"""The JSON form of a briefing comes in → what in it does not hold."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from briefing.errors import InputError
from briefing.schema.article import sha256_of
from briefing.schema.briefing import BriefedArticle, Briefing, KeyPoint
from briefing.schema.statement import KINDS, SEALED, Statement
from briefing.workflows.verify.sources import Quotation, Sources
from briefing.workflows.verify.verdict import Mismatch, Verdict, short


def verify_json(text: str, name: str, sources: Sources | None) -> Verdict:
    """Hold every quotation, hash, id and seal against the text that the file carries.

    Args:
        text: What the file holds.
        name: Its name, for the error.
        sources: The articles on disk, where they are to be compared.

    Raises:
        InputError: It is not the JSON form of a briefing.
    """
    data = _read(text, name)
    try:
        briefing = Briefing.model_validate(data)
    except ValidationError as exc:
        return Verdict(0, 0, 0, tuple(_misshapen(exc)))
    mismatches = [m for n, a in enumerate(briefing.articles, 1) for m in _article(n, a)]
    for statement, written in zip(briefing.statements, data["statements"], strict=True):
        mismatches += _statement(statement, written, briefing)
    for number, (point, written) in enumerate(
        zip(briefing.key_points, data.get("key_points", ()), strict=True), 1
    ):
        mismatches += _point(number, point, written, briefing)
    found = 0
    if sources is not None:
        found = sum(sources.unchanged(a.text_sha256) is not None for a in briefing.articles)
        mismatches += _on_disk(briefing, sources)
    quotations = sum(len(s.evidence) for s in briefing.statements)
    return Verdict(len(briefing.statements), quotations, found, tuple(mismatches))


def _read(text: str, name: str) -> dict[str, Any]:
    hint = "give a file that `briefing make --out brief.json` wrote"
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise InputError(name, f"is not JSON ({exc})", hint=hint) from exc
    if not isinstance(data, dict) or data.get("schema") != "briefing/1":
        raise InputError(name, "is no briefing (no schema briefing/1)", hint=hint)
    return data


def _misshapen(exc: ValidationError) -> Iterator[Mismatch]:
    for error in exc.errors(include_url=False, include_context=False):
        where = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in error["loc"])
        yield Mismatch(
            where.removeprefix("."), f"{error['msg']}; it says {short(repr(error['input']))}"
        )


def _article(number: int, article: BriefedArticle) -> Iterator[Mismatch]:
    where = f"article {number} ({article.source})"
    sha = sha256_of(article.text)
    if sha != article.text_sha256:
        yield Mismatch(where, f"its text was changed: text_sha256 is {sha[:12]}…, not as listed")
    if article.id != article.text_sha256[:12]:
        yield Mismatch(where, f"id says {article.id}; it should say {article.text_sha256[:12]}")


def _statement(
    statement: Statement, written: dict[str, Any], briefing: Briefing
) -> Iterator[Mismatch]:
    listed = written.get("id")
    where = f"statement {listed} ({statement.speaker})"
    texts = {article.id: article.text for article in briefing.articles}
    for number, evidence in enumerate(statement.evidence, 1):
        there = texts.get(evidence.article)
        place = f"{where}, evidence {number}"
        if there is None:
            yield Mismatch(place, f"rests on article {evidence.article}, which is not listed")
        elif there[evidence.start : evidence.end] != evidence.quote:
            says = short(evidence.quote)
            should = short(there[evidence.start : evidence.end])
            yield Mismatch(place, f"says {says}; the article says {should}")
    changed = _changed(statement, written.get("seal"))
    for field in changed:
        says = f"{field} was changed: it says {short(str(getattr(statement, field)))}"
        before = _before(field, statement, listed, briefing)
        yield Mismatch(where, f"{says}; it should say {short(before)}" if before else says)
    if listed != statement.id and not {"kind", "speaker"} & set(changed):
        detail = f"its id or its evidence was changed (the id of this would be {statement.id})"
        yield Mismatch(where, detail)


def _changed(statement: Statement, seal: object) -> list[str]:
    """The fields whose part of the seal does not fit; none where there is no seal."""
    if not isinstance(seal, str):
        return []
    now, width = statement.seal, len(statement.seal) // len(SEALED)
    return [
        field
        for n, field in enumerate(SEALED)
        if now[n * width : (n + 1) * width] != seal[n * width : (n + 1) * width]
    ]


def _before(field: str, statement: Statement, listed: object, briefing: Briefing) -> str | None:
    """What kind or speaker the statement had: the one with which its id comes out right."""
    options: dict[str, list[str]] = {
        "kind": list(KINDS),
        "speaker": sorted({s.speaker for s in briefing.statements} | _as_written(statement)),
    }
    for option in options.get(field, ()):
        if statement.model_copy(update={field: option}).id == listed:
            return option
    return None


def _as_written(statement: Statement) -> set[str]:
    names = [statement.speaker_as_written, *(e.speaker_as_written for e in statement.evidence)]
    return {name for name in names if name}


def _point(
    number: int, point: KeyPoint, written: dict[str, Any], briefing: Briefing
) -> Iterator[Mismatch]:
    where = f"key point {number}"
    ids = {statement.id for statement in briefing.statements}
    for missing in [s for s in point.statements if s not in ids]:
        yield Mismatch(where, f"rests on statement {missing}, which is not listed")
    if written.get("seal", point.seal) != point.seal:
        yield Mismatch(where, f"was changed: it says {short(point.text)}")


def _on_disk(briefing: Briefing, sources: Sources) -> Iterator[Mismatch]:
    for number, article in enumerate(briefing.articles, 1):
        quotations = [
            Quotation(f"statement {s.id} ({s.speaker})", e.quote, e.start)
            for s in briefing.statements
            for e in s.evidence
            if e.article == article.id
        ]
        where = f"article {number} ({article.source})"
        yield from sources.check(where, article.source, article.text_sha256, quotations)
