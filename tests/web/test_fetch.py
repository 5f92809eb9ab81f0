"""Pages are fetched within bounds, and never from our own network by somebody else's word."""

import hashlib

import pytest

from briefing.errors import ArticleError
from briefing.steps.load import load_articles
from briefing.web.address import is_address
from briefing.web.fetch import Answer, Web
from tests.workflows.feeds.site import Page, Site, article_page

WORDS = (
    "Works Minister Carla Denholm told parliament that the barrier would cost 480 million crowns.",
    "“We have built walls on the cheap for a century,” Ms Denholm said on the steps afterwards.",
    "Council leader Oskar Brenner denied that any of them had been built in his time in office.",
)


def test_page_is_an_article() -> None:
    with Site({"/wall": article_page("Barrier to cost 480 million", *WORDS)}) as site:
        loaded = load_articles([f"{site.url}/wall"], allow_private=True)

    assert loaded.failures == ()
    (article,) = loaded.articles
    assert article.source == f"{site.url}/wall"
    assert all(words in article.text for words in WORDS)


def test_address_in_a_private_network_is_not_asked() -> None:
    with Site({"/wall": article_page("Barrier", *WORDS)}) as site:
        loaded = load_articles([f"{site.url}/wall"])

        assert site.asked == []
    assert [failure.error for failure in loaded.failures] == ["lies in a private network"]
    assert "--allow-private" in loaded.failures[0].hint


@pytest.mark.parametrize("path", ["/wall", "/robots.txt"])
def test_redirect_into_a_private_network_is_not_followed(path: str) -> None:
    there = {"Location": "http://10.0.0.7/secret"}
    with Site({path: Page(status=302, headers=there)}) as site, Web(max_bytes=1000) as web:
        host = site.host.partition(":")[0]
        with pytest.raises(ArticleError, match="private network"):
            web.fetch(f"{site.url}/wall", home=host)


@pytest.mark.parametrize("url", ["http://[bad", "http:///x", "https://"])
def test_address_without_a_host_is_a_failure(url: str) -> None:
    assert [f.error for f in load_articles([url]).failures] == ["is no web address"]


def test_robots_txt_is_obeyed() -> None:
    pages = {
        "/robots.txt": Page("User-agent: *\nDisallow: /wall\n", kind="text/plain"),
        "/wall": article_page("Barrier", *WORDS),
    }
    with Site(pages) as site:
        loaded = load_articles([f"{site.url}/wall"], allow_private=True)

        assert site.asked == ["/robots.txt"]
    assert [f.error for f in loaded.failures] == ["robots.txt does not allow it"]


def test_page_that_is_too_large_is_a_failure() -> None:
    with Site({"/wall": article_page("Barrier", *WORDS)}) as site:
        loaded = load_articles([f"{site.url}/wall"], allow_private=True, max_bytes=100)

    assert [f.error for f in loaded.failures] == ["is too large (more than 100 bytes)"]


def test_encoding_that_the_server_names_comes_first_and_the_hash_is_of_what_it_sent() -> None:
    page = f"<html><body><h1>Мост закрыт</h1><p>{'Мэр сказал, что мост закрыт до июня. ' * 9}</p>"
    sent = page.encode("windows-1251")
    served = Page(sent, kind="text/html; charset=windows-1251")
    with Site({"/wall": served}) as site:
        (article,) = load_articles([f"{site.url}/wall"], allow_private=True).articles

    assert "Мэр сказал, что мост закрыт до июня." in article.text
    assert article.file_sha256 == hashlib.sha256(sent).hexdigest()
    assert article.language == "ru"


def test_encoding_that_does_not_exist_is_passed_over() -> None:
    assert Answer("a", b"x", "text/html; charset=klingon", None, None).page == b"x"


def test_what_is_an_address() -> None:
    assert is_address("https://courier.example/a")
    assert not is_address("ftp://courier.example/a")
    assert not is_address("in/a.txt")
