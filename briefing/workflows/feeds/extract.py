"""A page and the entry that announced it come in → its article."""

from briefing.schema.article import Article
from briefing.steps.load.describe import describe_document
from briefing.steps.load.entries import Entry
from briefing.steps.load.html import read_html


def extract_article(page: bytes | str, *, url: str, entry: Entry, publisher: str | None) -> Article:
    """Find the running text of a page; its headline comes first.

    Args:
        page: HTML.
        url: Its address, the article's source.
        entry: What the feed says of it; the feed's title and date come before the page's.
        publisher: The feed's title.

    Raises:
        ArticleError: There is no text on it.
    """
    found = read_html(page, where=url, title=entry.title or None)
    article = describe_document(found._replace(published=None, publisher=None), source=url)
    return article.model_copy(
        update={
            "published": entry.published or article.published or found.published,
            "publisher": publisher or article.publisher or found.publisher,
        }
    )
