"""A line is shown in its whole sentence, with exactly the words of its evidence marked."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.schema.article import Span
from briefing.schema.briefing import BriefedArticle
from briefing.steps.render.page import Page, Passage

TEXT = "Ada denied “leaving early”. Ben agreed.\n\n“Yes,” he said, “we do.” It cost £3m."


def _page(text: str) -> Page:
    return Page(
        BriefedArticle(
            id="a",
            title="T",
            source="a.txt",
            published=None,
            publisher=None,
            text_sha256="",
            text=text,
            sentences=0,
            attributed_sentences=0,
            covered_sentences=0,
        ),
        number=3,
    )


def _passages(*words: str) -> list[Passage]:
    spans = [Span(TEXT.index(w), TEXT.index(w) + len(w)) for w in words]
    return _page(TEXT).passages(spans)


def _marked(passage: Passage) -> str:
    return "".join(f"[{s.text}]" if s.is_marked else s.text for s in passage.segments)


def test_the_sentence_around_the_words_tells_how_they_are_said() -> None:
    (passage,) = _passages("leaving early")

    assert _marked(passage) == "Ada denied “[leaving early]”."
    assert (passage.source, passage.sentences) == (3, "sentence 1")


def test_quotation_marks_and_stops_stay_outside_the_mark() -> None:
    (passage,) = _passages("“leaving early”.")

    assert _marked(passage) == "Ada denied “[leaving early]”."


def test_two_parts_of_one_quotation_are_one_passage() -> None:
    (passage,) = _passages("we do", "Yes")

    assert _marked(passage) == "“[Yes],” he said, “[we do].”"


def test_words_in_different_sentences_are_two_passages() -> None:
    first, second = _passages("leaving early", "Yes")

    assert (first.sentences, second.sentences) == ("sentence 1", "sentence 3")


def test_a_currency_sign_stays_with_its_amount() -> None:
    (passage,) = _passages("£3m")

    assert _marked(passage) == "It cost [£3m]."


@given(st.text(min_size=1, max_size=200), st.data())
def test_a_passage_is_cut_from_the_article_and_holds_the_span(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    (passage,) = _page(text).passages([Span(start, end)])

    assert "".join(s.text for s in passage.segments) in text
    assert [s.text in text[start:end] for s in passage.segments if s.is_marked] == [True]
