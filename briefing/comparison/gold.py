"""An editor's labels: one JSON line an article, read, written, and held against statements."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from pydantic import ValidationError

from briefing.comparison.matching import match_spans, same_name, spans
from briefing.errors import InputError
from briefing.schema.article import Article, Span
from briefing.schema.comparison import GoldArticle, GoldStatement
from briefing.schema.statement import Statement


class Score(NamedTuple):
    """Shares; None where there is nothing to take a share of."""

    precision: float | None
    recall: float | None
    right_speaker: float | None
    """Of the statements that match a label."""
    right_kind: float | None


def load_gold(file: Path, articles: Sequence[Article]) -> dict[str, GoldArticle]:
    """Labels by article id; an article without a line has none.

    A line belongs to the article of the same source or, failing that, of the same file name.

    Raises:
        InputError: The file cannot be read, a line is not of the form, or its text is another one.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise InputError(
            str(file), f"cannot be read ({exc})", hint="give a file of JSON lines in UTF-8"
        ) from exc
    gold: dict[str, GoldArticle] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = f"{file}:{number}"
            labels = _read_line(line, where)
            article = _article_of(labels, articles)
            if article is not None:
                gold[article.id] = _checked(labels, article, where)
    if not gold:
        raise InputError(
            str(file),
            f"labels none of the {len(articles)} articles",
            hint="source must be an article's path or file name; --write-gold shows the form",
        )
    return gold


def gold_lines(articles: Sequence[Article], statements: Mapping[str, Iterable[Statement]]) -> str:
    """Statements by article id as a gold file, a label each at its longest piece of evidence."""
    lines = []
    for article in articles:
        labels = []
        for statement in statements.get(article.id, ()):
            words = max(statement.evidence, key=lambda e: e.end - e.start)
            labels.append(
                GoldStatement(
                    start=words.start,
                    end=words.end,
                    speaker=statement.speaker,
                    kind=statement.kind,
                    quote=words.quote,
                )
            )
        line = GoldArticle(
            source=article.source,
            text_sha256=article.text_sha256,
            statements=tuple(sorted(labels, key=lambda label: label.start)),
        )
        lines.append(json.dumps(line.model_dump(), ensure_ascii=False) + "\n")
    return "".join(lines)


def score_statements(statements: Sequence[Statement], gold: GoldArticle) -> Score:
    """Hold an article's statements against its labels, matched as between two arms."""
    labels = gold.statements
    pairs = match_spans(
        [spans(statement) for statement in statements],
        [[Span(label.start, label.end)] for label in labels],
    )
    speakers = [same_name(statements[i].speaker, labels[j].speaker) for i, j in pairs]
    kinds = [statements[i].kind == labels[j].kind for i, j in pairs]
    return Score(
        precision=share(len(pairs), len(statements)),
        recall=share(len(pairs), len(labels)),
        right_speaker=share(sum(speakers), len(pairs)),
        right_kind=share(sum(kinds), len(pairs)),
    )


def share(part: float, whole: float) -> float | None:
    """`part` of `whole`; None where there is no whole."""
    return part / whole if whole else None


def _read_line(line: str, where: str) -> GoldArticle:
    try:
        return GoldArticle.model_validate_json(line)
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        field = ".".join(map(str, first["loc"])) or "line"
        raise InputError(
            where, f"{field}: {first['msg']}", hint="--write-gold writes the form that is read"
        ) from exc


def _article_of(labels: GoldArticle, articles: Sequence[Article]) -> Article | None:
    for article in articles:
        if labels.source == article.source:
            return article
    name = PurePath(labels.source).name
    named = [article for article in articles if PurePath(article.source).name == name]
    return named[0] if len(named) == 1 else None


def _checked(labels: GoldArticle, article: Article, where: str) -> GoldArticle:
    if labels.text_sha256 not in (None, article.text_sha256):
        raise InputError(
            where,
            f"labels another text than that of {article.source}",
            hint="write the labels anew, or take out text_sha256 if the offsets still hold",
        )
    for label in labels.statements:
        if not label.start < label.end <= len(article.text):
            raise InputError(
                where,
                f"no words at {label.start}–{label.end} (the text has {len(article.text)})",
                hint="offsets count characters from 0, the end is not included",
            )
    return labels
