import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ConfigError
from briefing.schema.article import Article, Chunk
from briefing.schema.reply import MAX_SENTENCES
from briefing.steps.chunk import chunk_article
from briefing.steps.split import split_article
from briefing.tokens import count_tokens

SENTENCES = st.sampled_from(
    ["It rained. ", "“We wait. ", "Nobody came,” she said. ", '"No." ', "a" * 90 + ". ", "\n\n"]
)


def _article(text: str) -> Article:
    return Article(source="a.txt", text=text, title="Port closed")


def _chunks(text: str, max_tokens: int) -> list[list[str]]:
    article = _article(text)
    chunks = chunk_article(article, split_article(article), max_tokens=max_tokens)
    return [[s.of(text) for s in chunk.sentences] for chunk in chunks]


def _tokens(chunk: Chunk, text: str) -> int:
    lines = [f"[s{i}] {s.of(text)}\n" for i, s in enumerate(chunk.sentences, start=1)]
    return count_tokens(["".join(lines)])[0]


@given(st.lists(SENTENCES, max_size=60).map("".join), st.integers(20, 200))
def test_chunks_hold_every_sentence_once_within_the_budget(text: str, max_tokens: int) -> None:
    article = _article(text)
    sentences = split_article(article)
    chunks = chunk_article(article, sentences, max_tokens=max_tokens)

    assert tuple(s for chunk in chunks for s in chunk.sentences) == sentences
    for chunk in chunks:
        assert 1 <= len(chunk.sentences) <= MAX_SENTENCES
        assert len(chunk.sentences) == 1 or _tokens(chunk, text) <= max_tokens


def test_sentence_over_the_budget_is_a_chunk_of_its_own() -> None:
    long = "The port was closed " * 40 + "again."

    assert _chunks(f"It rained. {long} It poured.", 30) == [["It rained."], [long], ["It poured."]]


def test_chunk_holds_at_most_as_many_sentences_as_a_reply_can_number() -> None:
    assert [len(c) for c in _chunks("It rained. " * 130, 100_000)] == [64, 64, 2]


def test_chunk_ends_with_a_paragraph_where_that_costs_little() -> None:
    text = "One fell. Two fell. Three fell.\n\nFour fell. Five fell."

    assert _chunks(text, 24) == [
        ["One fell.", "Two fell.", "Three fell."],
        ["Four fell.", "Five fell."],
    ]


def test_chunk_is_not_left_half_empty_for_a_paragraph() -> None:
    text = "One fell.\n\nTwo fell. Three fell. Four fell. Five fell."

    assert [len(chunk) for chunk in _chunks(text, 24)] == [4, 1]


@pytest.mark.parametrize("marks", ["“”", '""', "«»"])
def test_quotation_that_fits_is_not_broken(marks: str) -> None:
    text = f"It rained. {marks[0]}We wait. We hope. We pray,{marks[1]} she said."

    assert _chunks(text, 24)[0] == ["It rained."]


def test_quotation_over_paragraphs_is_not_broken_at_a_paragraph_end() -> None:
    text = "It rained.\n\n“We wait.\n\n“We hope,” she said. It poured."

    assert _chunks(text, 20)[0] == ["It rained."]


def test_paragraph_that_leaves_a_quotation_open_ends_it() -> None:
    text = "“We wait. We hope.\n\nIt rained. It poured. It froze."

    assert _chunks(text, 21)[0] == ["“We wait.", "We hope."]


def test_quotation_that_does_not_fit_is_broken() -> None:
    text = "“" + "We wait. " * 20 + "We hope,” she said."

    assert all(len(chunk) > 1 for chunk in _chunks(text, 40)[:-1])


def test_chunk_carries_its_context() -> None:
    text = "Jane Dorn came. She left. She came again. She left again."
    article = _article(text)

    first, second = chunk_article(
        article, split_article(article), max_tokens=24, names=lambda at: (f"before {at}",)
    )

    assert (first.id, second.id) == ("c1", "c2")
    assert first.article == second.article == article.id
    assert second.headline == "Port closed"
    assert second.names == (f"before {second.sentences[0].start}",)


def test_no_sentences_make_no_chunks() -> None:
    assert chunk_article(_article("Port closed"), ()) == ()


def test_unknown_encoding_is_an_error() -> None:
    article = _article("It rained.")

    with pytest.raises(ConfigError):
        chunk_article(article, split_article(article), encoding="none")
