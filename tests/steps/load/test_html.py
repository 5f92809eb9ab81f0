import pytest

from briefing.errors import ArticleError
from briefing.steps.load import load_articles
from briefing.steps.load.html import read_html
from tests.steps.load.made import PARAGRAPHS, TEXT, TITLE, html_page


def test_page_gives_headline_and_paragraphs_without_what_stands_around_them() -> None:
    found = read_html(html_page(), where="page.html")

    assert found.text == TEXT
    assert (found.title, found.author, found.publisher, found.published) == (
        TITLE,
        "Ada Finch",
        "The Lorne Courier",
        "2026-03-03",
    )
    assert found.extractor is not None
    assert found.extractor.startswith("trafilatura ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_encoding_is_the_one_that_the_page_names(encoding: str) -> None:
    page = html_page().replace('charset="utf-8"', f'charset="{encoding}"')

    assert PARAGRAPHS[1] in read_html(page.encode(encoding, "xmlcharrefreplace"), where="a").text


@pytest.mark.parametrize("words", ["© 2026 The Lorne Courier", "The council met on 12 June 2025."])
def test_date_is_not_guessed(words: str) -> None:
    page = html_page(body=f"<p>{words}</p>").replace("2026-03-03T09:00:00Z", "")

    assert read_html(page, where="a").published is None


def test_page_without_words_is_an_error() -> None:
    with pytest.raises(ArticleError, match="no article was found"):
        read_html("<html><body><img src='a.png'></body></html>", where="page.html")


def test_article_knows_its_file_and_its_extractor(tmp_path: object) -> None:
    path = f"{tmp_path}/page.txt"
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 (a name is all it takes)
        file.write(html_page())

    (article,) = load_articles([path]).articles

    assert article.publisher == "The Lorne Courier"
    assert article.title == TITLE
    assert article.file_sha256 is not None
    assert article.file_sha256 != article.text_sha256
