"""A row gives the article that it gives on one machine, or says why it gives none."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from briefing.errors import ArticleError
from briefing.schema.article import Article, sha256_of
from briefing.steps.load.document import Document
from briefing.steps.load.stream import stream_articles
from briefing.workflows.cluster.rows import Loaded, Row, load_rows

ARTICLES = [
    {"title": "Talks resume", "text": "The minister said on Monday that talks would resume."},
    {"headline": "A wall", "body": "“No,” she said.", "date": "2026-03-01", "source": "The Post"},
    {"text": "<p>Markup, he said.</p><p>And more of it.</p>"},
]


def _load(rows: Iterable[Row], **how: Any) -> list[Loaded]:
    return [*load_rows(rows, where="in.jsonl", **{"fields": {}, "max_bytes": 1000, **how})]


def _lines(*values: object) -> list[Row]:
    return [Row(n, json.dumps(value).encode()) for n, value in enumerate(values, 1)]


def test_lines_give_the_articles_that_one_machine_reads_from_the_file(tmp_path: Any) -> None:
    file = tmp_path / "in.jsonl"
    for articles in (ARTICLES, ARTICLES[:1]):
        file.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
        read = [a for a in stream_articles([str(file)]) if isinstance(a, Article)]
        loaded = [one.found for one in _load(_lines(*articles))]
        documents = [found for found in loaded if isinstance(found, Document)]

        assert [sha256_of(d.text)[:12] for d in documents] == [a.id for a in read]
        assert [f"{file}{d.part}" for d in documents] == [a.source for a in read]


def test_values_from_parquet_give_the_same_documents_as_lines() -> None:
    rows = [Row(n, values) for n, values in enumerate(ARTICLES, 1)]

    assert _load(rows) == _load(_lines(*ARTICLES))


def test_dates_that_are_no_text_are_read() -> None:
    days = [date(2026, 3, 1), datetime(2026, 3, 1, 12, 30, 1, 500, UTC)]
    rows = [Row(n, {"text": "Yes, she said.", "date": day}) for n, day in enumerate(days, 1)]
    found = [one.found for one in _load(rows)]

    assert [d.published for d in found if isinstance(d, Document)] == [
        "2026-03-01",
        "2026-03-01T12:30:01+00:00",
    ]


def test_each_row_that_gives_no_article_is_an_error_of_its_own_and_the_rest_goes_on() -> None:
    rows = [
        Row(1, b"no JSON"),
        Row(2, b'["a list"]'),
        Row(3, b'{"nothing": 1}'),
        Row(4, b'{"text": "' + b"x" * 2000 + b'"}'),
        Row(6, b"\xff\xfe"),
        Row(7, b'{"text": "Good, he said."}'),
    ]
    found = [one.found for one in _load(rows)]

    assert [str(e) for e in found if isinstance(e, ArticleError)] == [
        "in.jsonl#1: is no JSON object",
        "in.jsonl#2: is no JSON object",
        "in.jsonl#3: holds no text",
        "in.jsonl#4: row is too large (2,012 bytes, limit 1,000)",
        "in.jsonl#6: is no JSON object",
    ]
    assert all(e.hint for e in found if isinstance(e, ArticleError))
    assert [(d.text, d.part) for d in found if isinstance(d, Document)] == [
        ("Good, he said.", "#7")
    ]


def test_a_column_that_the_user_names_holds_the_text() -> None:
    found = _load(
        _lines({"story": "Good, he said.", "text": "Not this."}), fields={"text": "story"}
    )

    assert [one.found.text for one in found if isinstance(one.found, Document)] == [
        "Good, he said."
    ]


def test_only_the_rows_that_are_wanted_are_loaded_and_keep_their_numbers() -> None:
    found = _load(_lines(*ARTICLES), wanted={2})

    assert [(one.number, one.is_one) for one in found] == [(2, False)]
