"""A page and the entry that announced it come in → its article."""

from briefing.errors import ArticleError
from briefing.schema.article import Article
from briefing.steps.load.describe import describe_article
from briefing.workflows.feeds.entries import Entry
from briefing.workflows.feeds.libraries import load_library

_HINT = "leave it out, or save the article's text into the folder"


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
    found = load_library("trafilatura").bare_extraction(
        page, url=url, include_comments=False, with_metadata=True
    )
    lines = [line.strip() for line in (found.text or "").splitlines()] if found else []
    title = entry.title or (found and found.title) or ""
    body = [line for line in lines if line and line != title]
    if not body:
        raise ArticleError(url, "no article was found on the page", hint=_HINT)
    text = "\n\n".join([title, *body] if title else body) + "\n"
    article = describe_article(text, source=url)
    return article.model_copy(
        update={
            "title": title or article.title,
            "published": entry.published or article.published or found.date,
            "publisher": publisher or article.publisher or found.sitename,
        }
    )
