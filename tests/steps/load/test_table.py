import json
from collections.abc import Mapping

import pytest

from briefing.errors import ArticleError, ConfigError
from briefing.steps.load.document import Document
from briefing.steps.load.fields import parse_map
from briefing.steps.load.table import read_csv, read_json
from tests.steps.load.made import PARAGRAPHS, TEXT, TITLE, html_page

BODY = "\n\n".join(PARAGRAPHS) + "\n"
Row = Mapping[str, object]
ROW: Row = {"headline": TITLE, "body": BODY, "date": "2026-03-03", "outlet": "The Lorne Courier"}


def rows(text: str, fields: Mapping[str, str] | None = None) -> list[Document | ArticleError]:
    return list(read_json(text, where="a.jsonl", fields=fields or {}))


def document(text: str, fields: Mapping[str, str] | None = None) -> Document:
    (found,) = rows(text, fields)
    assert isinstance(found, Document)
    return found


def test_known_names_of_columns_need_no_mapping() -> None:
    found = document(json.dumps(ROW) + "\n\n")

    assert found == Document(TEXT, "", TITLE, None, "The Lorne Courier", "2026-03-03")


def test_mapping_names_the_columns() -> None:
    found = document(
        '[{"Volltext": "Words.", "Kopf": "Head"}]', {"text": "Volltext", "title": "kopf"}
    )

    assert (found.text, found.title, found.part) == ("Head\n\nWords.", "Head", "#1")


def test_each_line_is_an_article_and_what_is_wrong_is_told_once_a_file() -> None:
    lines = [
        json.dumps(ROW),
        "{broken",
        '{"title": "no text"}',
        "[1]",
        json.dumps({"text": "Words."}),
    ]
    found = rows("\n".join(lines))

    assert [item.part if isinstance(item, Document) else item.problem for item in found] == [
        "2 lines are no JSON objects (first: line 2)",
        "#1",
        "#5",
        "1 of 3 rows hold no text (first: row 3)",
    ]


def test_text_that_is_html_is_read_as_a_page() -> None:
    assert document(json.dumps({"title": TITLE, "body": html_page()})).text == TEXT


def test_half_a_surrogate_pair_becomes_one_stand_in() -> None:
    assert document('{"text": "He said \\ud800 so."}').text == "He said \ufffd so."


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_table_is_read_whatever_stands_between_its_columns(delimiter: str) -> None:
    table = f'title{delimiter}text\r\nHead{delimiter}"Words; more, words."\r\n'
    (found,) = read_csv(table, where="a.csv", fields={})

    assert isinstance(found, Document)
    assert (found.text, found.title, found.part) == ("Head\n\nWords; more, words.", "Head", "#1")


def test_table_without_a_column_of_text_names_its_columns() -> None:
    (found,) = read_csv("a,b\n1,2\n3,4\n", where="a.csv", fields={})

    assert isinstance(found, ArticleError)
    assert found.problem == "2 of 2 rows hold no text (first: row 1)"
    assert found.hint.endswith("--map text=FIELD; fields are a, b")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"schema": "briefing/1"}', "made by this program"),
        ("[1, 2]", "JSON without objects"),
        ("{broken", "no line of it is a JSON object"),
        ("[" * 100_000, "no line of it is a JSON object"),
    ],
)
def test_json_that_holds_no_article_is_an_error(text: str, problem: str) -> None:
    with pytest.raises(ArticleError, match=problem):
        rows(text)


def test_mapping_is_read_from_the_option() -> None:
    assert parse_map("text=body, title=Kopf") == {"text": "body", "title": "Kopf"}
    assert parse_map(None) == {}


@pytest.mark.parametrize("given", ["text", "words=body", "text=", "=body"])
def test_mapping_of_another_form_is_refused(given: str) -> None:
    with pytest.raises(ConfigError, match="no mapping of a field"):
        parse_map(given)
