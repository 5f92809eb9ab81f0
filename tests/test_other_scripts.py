"""Offsets hold in every script: what is quoted is always exactly what stands there."""

import json
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from briefing.pipeline import make_briefing
from briefing.schema.article import Article, Chunk, Span
from briefing.schema.briefing import Briefing
from briefing.schema.reply import QuotedItem, QuotesReply
from briefing.steps.ground import ground_reply
from briefing.steps.load import load_articles
from briefing.steps.render import render_briefing
from briefing.steps.split import split_article
from briefing.workflows.verify import verify_file

WORDS = st.sampled_from(
    [
        "قالت الوزيرة", "إنّ الجِدارَ", "لن يُبنى", "١٢٣", "部长表示", "这堵墙不会修建", "“没有人问”",
        "मंत्री ने कहा", "दीवार नहीं", "बनेगी",
        "👩‍👩‍👧‍👦", "🇨🇭", "👍🏽", "e\u0301te\u0301", "Z\u0351a\u0300lgo\u0323",
        "ﷺ", "ﬁn", "ǆ", "İstanbul", "ß", "שלום", "สวัสดี", "\u200fמילה\u200e", "said", "Ada Roe",
    ]
)  # fmt: skip
ENDS = st.sampled_from([". ", "。", "؟ ", "। ", "! ", "\n\n", "\r\n\r\n", " "])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """An article in several scripts at once."""
    parts = draw(st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=6), ENDS), min_size=1))
    return "".join(" ".join(words) + end for words, end in parts)


@given(texts())
def test_sentences_hold_all_words_and_do_not_overlap(text: str) -> None:
    article = Article(source="a", text=text, title="a")
    sentences = split_article(article)

    assert "".join("".join(s.of(text) for s in sentences).split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(sentences))


@given(texts(), st.data())
def test_quotation_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    article = Article(source="a", text=text, title="a")
    sentences = split_article(article)
    wanted = data.draw(st.sampled_from(sentences)).of(text)
    chunk = Chunk(article=article.id, id="c1", sentences=sentences[:64], headline="a")
    item = QuotedItem(
        kind="position", speaker="unattributed", quote=wanted, addressee=None, condition=None,
        summary="x",
    )  # fmt: skip
    grounded = ground_reply(QuotesReply(statements=(item,)), article, chunk)

    for claim in grounded.claims:
        for evidence in claim.evidence:
            assert evidence.quote == text[evidence.start : evidence.end]
            assert "snapped" in claim.flags or _letters(evidence.quote) == _letters(wanted)


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))


@given(texts())
def test_what_is_written_is_read_again_with_the_same_offsets(text: str) -> None:
    article = Article(source="a", text=text + "\nAda Roe said that it would stand.", title="a")
    briefing = make_briefing([article])
    again = Briefing.model_validate(json.loads(render_briefing(briefing, form="json")))

    assert again.articles[0].text == article.text
    assert again.statements == briefing.statements
    assert all(
        e.quote == Span(e.start, e.end).of(article.text)
        for statement in again.statements
        for e in statement.evidence
    )


def test_briefing_of_other_scripts_verifies(tmp_path: Path) -> None:
    text = (
        "Ada Roe said that 这堵墙不会修建 👩‍👩‍👧‍👦 and e\u0301te\u0301 would stay. "
        "“إنّ الجِدارَ لن يُبنى,” Ms Roe said.\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    briefing = make_briefing(load_articles([str(tmp_path / "a.txt")]).articles)
    for form, suffix in (("json", "json"), ("markdown", "md")):
        file = tmp_path / f"b.{suffix}"
        file.write_text(render_briefing(briefing, form=form), encoding="utf-8", newline="")

        assert verify_file(file, sources=[tmp_path / "a.txt"]).mismatches == ()
    assert len(briefing.statements) == 2
