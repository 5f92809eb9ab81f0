"""The comment at the end of the Markdown survives any text, and tells the words that are shown."""

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.pipeline import make_briefing
from briefing.schema.article import Article, Span
from briefing.schema.statement import UNATTRIBUTED
from briefing.steps.render import render_briefing
from briefing.steps.render.carried import (
    find_record,
    words_of_markdown,
    words_of_passage,
    words_of_text,
)
from briefing.steps.render.markdown import _marked, escape_markdown
from briefing.steps.render.page import Page

TEXT = "Mayor Ada Roe said the bridge was safe. “We must act,” she told the council.\n"


def _markdown(text: str = TEXT, source: str = "a.txt") -> str:
    return render_briefing(make_briefing([Article(source=source, text=text, title="A")]))


def test_it_holds_every_statement_with_the_id_that_the_json_has() -> None:
    briefing = make_briefing([Article(source="a.txt", text=TEXT, title="A")])
    record = find_record(render_briefing(briefing))

    assert record is not None
    assert record.is_whole
    assert {c.id for c in record.statements} == {s.id for s in briefing.statements}
    assert [a.source for a in record.articles] == ["a.txt"]


@settings(max_examples=30)
@given(st.text(alphabet="->!<&\\\"']}{,[x\n", max_size=40))
def test_no_name_ends_the_comment_or_breaks_it(source: str) -> None:
    markdown = _markdown(source=f"--> {source} <!-- briefing/1")
    comment = markdown[markdown.rindex("<!-- briefing/1") :]
    record = find_record(markdown)

    assert comment.count("-->") == 1
    assert comment.endswith("-->\n")
    assert "--" not in comment[4:-4]
    assert record is not None
    assert record.is_whole
    assert record.articles[0].source == f"--> {source} <!-- briefing/1"


@given(st.text(max_size=60))
def test_the_words_that_are_shown_are_those_of_the_text(text: str) -> None:
    assert words_of_markdown(escape_markdown(text)) == words_of_text(text)


@given(st.text(min_size=1, max_size=120), st.data())
def test_the_words_of_a_passage_are_those_of_its_markdown(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    article = Article(source="a", text=text, title="A")
    (passage,) = Page(article, number=1).passages([span])

    shown = "".join(_marked(segment) for segment in passage.segments)
    assert words_of_markdown(shown) == words_of_passage(passage)


def test_it_is_small_and_names_no_sentence_again() -> None:
    markdown = _markdown(TEXT * 20)
    comment = markdown[markdown.index("<!-- briefing/1") :]

    assert "bridge was safe" not in comment
    assert len(comment) < len(markdown) - len(comment)


def test_a_broken_comment_is_none() -> None:
    markdown = _markdown()

    assert find_record("nothing") is None
    assert find_record(markdown.replace('"groups"', '"group"')) is None
    assert find_record(re.sub(r"\[0,\d+", '[{"a":1}', markdown)) is None


def test_an_edited_comment_is_not_whole() -> None:
    record = find_record(_markdown().replace('["p",', '["d",', 1))

    assert record is not None
    assert not record.is_whole


def test_the_json_part_is_json() -> None:
    markdown = _markdown()
    body = markdown[markdown.index('{"articles"') : markdown.rindex("-->")]

    assert set(json.loads(body)) == {"articles", "points", "groups"}
    assert UNATTRIBUTED not in body
