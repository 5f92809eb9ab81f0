"""A web page in, its article out, found by trafilatura."""

from briefing.errors import ArticleError
from briefing.libraries import load_library
from briefing.steps.load.document import Document, compose_text, named

_HINT = "leave it out, or save the article's text into the folder"


def read_fragment(words: str, *, where: str, title: str | None) -> Document:
    """As `read_html`, of an article's HTML without the page around it."""
    page = f"<html><body><article>{words}</article></body></html>"
    return read_html(page, where=where, title=title)


def read_html(page: bytes | str, *, where: str, title: str | None = None) -> Document:
    """Find the running text of a page; its headline comes first, each paragraph is one line.

    Comments, navigation, related links and captions are left out by trafilatura.

    Args:
        page: HTML.
        where: Its address or path, for the error; an address helps to find the date.
        title: The headline, where it is known from elsewhere.

    Raises:
        ArticleError: There is no text on it.
        ConfigError: trafilatura is not installed.
    """
    found = load_library("trafilatura", to_read="web pages").bare_extraction(
        page,
        url=where if where.startswith("http") else None,
        include_comments=False,
        with_metadata=True,
        # Else a page without a date gets one from its copyright notice, or from its story.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None:
        raise ArticleError(where, "no article was found on the page", hint=_HINT)
    headline = title or found.title
    text = compose_text(headline, (found.text or "").splitlines())
    if not text:
        raise ArticleError(where, "no article was found on the page", hint=_HINT)
    return Document(
        text,
        title=headline,
        author=found.author,
        publisher=found.sitename,
        published=found.date,
        extractor=named("trafilatura"),
    )
