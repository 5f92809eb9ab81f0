import pytest

from briefing.errors import ArticleError
from briefing.steps.load.docx import read_docx
from tests.steps.load.made import PARAGRAPHS, TEXT, TITLE, docx


def read(data: bytes) -> tuple[str, str | None, str | None]:
    found = read_docx(data, where="a.docx", max_bytes=100_000)
    return found.text, found.title, found.author


def test_paragraphs_are_read_and_captions_left_out() -> None:
    paragraphs = [("Normal", words) for words in PARAGRAPHS]
    data = docx(("Title", TITLE), ("Caption", "The old quay"), *paragraphs, author="Ada Finch")

    assert read(data) == (TEXT, TITLE, "Ada Finch")


def test_title_may_stand_in_the_properties_only() -> None:
    data = docx(*[("Normal", words) for words in PARAGRAPHS], title=TITLE)

    assert read(data)[:2] == (TEXT, TITLE)


def test_parts_that_unpack_to_too_much_are_not_read() -> None:
    with pytest.raises(ArticleError, match="too large"):
        read(docx(("Normal", "a" * 1_000_000)))


def test_document_without_words_is_an_error() -> None:
    with pytest.raises(ArticleError, match="holds no text"):
        read(docx(("Normal", " ")))
