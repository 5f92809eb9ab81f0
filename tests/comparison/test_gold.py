"""An editor's labels: written, corrected, read back, held against statements."""

import json
from pathlib import Path

import pytest

from briefing.comparison.gold import gold_lines, load_gold, score_statements
from briefing.errors import InputError
from briefing.schema.article import Article
from briefing.schema.statement import Evidence, Statement

ARTICLE = Article(source="seeds/a.txt", text="Brandt said no. Lorring said yes.", title="A")


def _said(start: int, end: int, speaker: str) -> Statement:
    quote = ARTICLE.text[start:end]
    evidence = Evidence(article=ARTICLE.id, start=start, end=end, quote=quote)
    return Statement(kind="position", speaker=speaker, evidence=(evidence,))


LISTED = [_said(0, 15, "Brandt"), _said(16, 33, "Lorring")]


def _file(tmp_path: Path, *lines: object) -> Path:
    file = tmp_path / "gold.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return file


def test_statements_score_full_marks_against_their_own_labels(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(gold_lines([ARTICLE], {ARTICLE.id: LISTED}), encoding="utf-8")
    gold = load_gold(file, [ARTICLE])

    assert score_statements(LISTED, gold[ARTICLE.id]) == (1.0, 1.0, 1.0, 1.0)


def test_what_is_missing_wrong_or_too_much_is_scored_apart(tmp_path: Path) -> None:
    label = {"start": 0, "end": 15, "speaker": "Lorring", "kind": "position"}
    gold = load_gold(_file(tmp_path, {"source": "a.txt", "statements": [label]}), [ARTICLE])

    score = score_statements(LISTED, gold[ARTICLE.id])

    assert score == (0.5, 1.0, 0.0, 1.0)
    assert score_statements([], gold[ARTICLE.id]) == (None, 0.0, None, None)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ({"source": "a.txt"}, "statements: Field required"),
        ({"source": "other.txt", "statements": []}, "labels none of the 1 articles"),
        ({"source": "a.txt", "text_sha256": "0", "statements": []}, "another text"),
        (
            {
                "source": "a.txt",
                "statements": [{"start": 5, "end": 99, "speaker": "B", "kind": "demand"}],
            },
            "no words at 5–99",
        ),
    ],
)
def test_a_line_that_cannot_be_used_is_named(
    tmp_path: Path, line: dict[str, object], problem: str
) -> None:
    with pytest.raises(InputError, match=problem) as raised:
        load_gold(_file(tmp_path, line), [ARTICLE])
    assert raised.value.hint
