from briefing.errors import ArticleError
from briefing.steps.load.document import Document
from briefing.steps.load.documents import Reading, read_documents
from tests.steps.load.made import PARAGRAPHS, TEXT, TITLE


def entry(title: str, content: str) -> str:
    full = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    date = "<pubDate>Tue, 03 Mar 2026 09:00:00 GMT</pubDate>"
    return f"<item><title>{title}</title>{date}<description>Short.</description>{full}</item>"


def feed(*entries: str) -> bytes:
    head = 'version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    title = "<title>The Lorne Courier</title>"
    return f"<rss {head}><channel>{title}{''.join(entries)}</channel></rss>".encode()


def read(data: bytes) -> list[Document | ArticleError]:
    return list(read_documents(data, "feed.txt", Reading()))


def test_entry_with_its_text_is_an_article_and_the_others_are_told_once() -> None:
    content = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    article, error = read(feed(entry(TITLE, content), entry("Short", ""), entry("Shorter", "")))

    assert isinstance(article, Document)
    assert (article.text, article.part, article.publisher, article.published) == (
        TEXT,
        "#1",
        "The Lorne Courier",
        "2026-03-03T09:00:00+00:00",
    )
    assert isinstance(error, ArticleError)
    assert error.problem == "2 of 3 entries hold no full text"
    assert "briefing digest" in error.hint


def test_feed_without_entries_is_an_error() -> None:
    (error,) = read(feed())

    assert isinstance(error, ArticleError)
    assert error.problem == "a feed without entries"
