"""Feeds give articles, each fetched once; what fails is told, and the rest goes on."""

import builtins
import sys
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import ConfigError
from briefing.journal import Mark
from briefing.web import fetch as web_module
from briefing.web.fetch import Web
from briefing.workflows.feeds import Gathered, gather_feeds, is_feed
from briefing.workflows.feeds import gather as module
from tests.workflows.feeds.conftest import BARRIER, FERRY, MONDAY, TUESDAY
from tests.workflows.feeds.site import Page, Site, article_page, rss


def gather(*feeds: str, marks: dict[str, Mark] | None = None, max_bytes: int = 100_000) -> Gathered:
    return gather_feeds(feeds, marks=marks or {}, max_bytes=max_bytes)


def kept(gathered: Gathered) -> dict[str, Mark]:
    return {fetched.mark.url: fetched.mark for fetched in gathered.fetched}


def test_an_article_is_the_text_of_its_page_with_the_feeds_title_and_date(site: Site) -> None:
    found = gather(f"{site.url}/feed")
    barrier, ferry = found.articles

    assert found.failures == ()
    assert barrier.text == "\n\n".join(["Barrier to cost 480 million", *BARRIER]) + "\n"
    assert (barrier.source, barrier.title) == (
        f"{site.url}/barrier",
        "Barrier to cost 480 million",
    )
    assert (barrier.publisher, barrier.published) == ("Lowen Courier", "2026-03-02T09:00:00+00:00")
    assert ferry.text.endswith(FERRY[-1] + "\n")
    assert ferry.source == f"{site.url}/ferry"


def test_a_feed_that_was_not_modified_is_not_sent_again_and_its_pages_are_not_asked_for(
    site: Site,
) -> None:
    marks = kept(gather(f"{site.url}/feed"))
    site.asked.clear()
    again = gather(f"{site.url}/feed", marks=marks)

    assert marks[f"{site.url}/feed"][:3] == (f"{site.url}/feed", '"one"', TUESDAY)
    assert again == Gathered(read=(f"{site.url}/feed",))
    assert site.asked == ["/robots.txt", "/feed"]


def test_of_a_feed_that_has_grown_only_the_new_page_is_fetched(site: Site) -> None:
    marks = kept(gather(f"{site.url}/feed"))
    site.asked.clear()
    site.pages["/feed"] = rss(
        "Lowen Courier",
        ("/new", "A new one", TUESDAY),
        ("/ferry", "Ferry aground off Cape Lorne", TUESDAY),
        ("/barrier", "Barrier to cost 480 million", MONDAY),
    )
    site.pages["/new"] = article_page("A new one", *FERRY, *BARRIER)
    found = gather(f"{site.url}/feed", marks=marks)

    assert [article.title for article in found.articles] == ["A new one"]
    assert site.asked == ["/robots.txt", "/feed", "/new"]


def test_an_entry_that_was_changed_is_fetched_again(site: Site) -> None:
    marks = kept(gather(f"{site.url}/feed"))
    site.pages["/feed"] = rss("Lowen Courier", ("/ferry", "Ferry aground", "Wed, 04 Mar 2026"))

    assert [a.title for a in gather(f"{site.url}/feed", marks=marks).articles] == ["Ferry aground"]


def test_a_feed_whose_pages_failed_is_fetched_in_full_the_next_time(site: Site) -> None:
    del site.pages["/ferry"]
    found = gather(f"{site.url}/feed")

    assert [f"{f.source}: {f.error}" for f in found.failures] == [
        f"{site.url}/ferry: the server answers 404"
    ]
    assert [article.source for article in found.articles] == [f"{site.url}/barrier"]
    assert kept(found).keys() == {f"{site.url}/barrier"}
    assert found.read == (f"{site.url}/feed", f"{site.url}/barrier")


def test_a_feed_that_fails_does_not_stop_the_next(site: Site) -> None:
    found = gather(f"{site.url}/gone", f"{site.url}/feed")

    assert [failure.source for failure in found.failures] == [f"{site.url}/gone"]
    assert len(found.articles) == 2


@pytest.mark.parametrize(
    ("page", "error"),
    [
        (Page("<html><p>Welcome to our site, dear reader.</p></html>"), "is no feed"),
        (Page(b"\x00\xff" * 40), "is no feed"),
        (Page("", status=503), "the server answers 503"),
        (Page("x" * 200_000), "is too large (more than 100,000 bytes)"),
        (Page("", status=302, headers={"Location": "/feed-2"}), "redirected more than 5 times"),
    ],
    ids=["a page", "bytes", "an error", "too much", "a loop"],
)
def test_what_is_wrong_with_a_feed_is_told(site: Site, page: Page, error: str) -> None:
    site.pages |= {"/feed-1": page, "/feed-2": page}
    (failure,) = gather(f"{site.url}/feed-1").failures

    assert failure.error == error
    assert failure.hint


def test_a_server_that_does_not_answer_in_time_is_a_failure(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_module, "TIMEOUT_S", 0.05)
    site.pages["/feed"].delay_s = 1
    (failure,) = gather(f"{site.url}/feed").failures

    assert failure.error.startswith("no answer within")


def test_a_server_that_drips_is_a_failure(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_module, "WHOLE_S", -1)
    (failure,) = gather(f"{site.url}/feed").failures

    # robots.txt is asked for first, and nothing is allowed that it could not be asked about.
    assert "not all there within" in failure.error


def test_nobody_there_is_a_failure() -> None:
    with Site() as site:
        url = site.url
    (failure,) = gather(f"{url}/feed").failures

    assert failure.error.startswith("cannot be fetched")


def test_robots_txt_is_obeyed_for_feeds_and_pages(site: Site) -> None:
    site.pages["/private/feed"] = site.pages["/feed"]
    site.pages["/feed"] = rss("Lowen Courier", ("/private/a", "Not for robots", MONDAY))
    found = gather(f"{site.url}/private/feed", f"{site.url}/feed")

    assert [(f.source, f.error) for f in found.failures] == [
        (f"{site.url}/private/feed", "robots.txt does not allow it"),
        (f"{site.url}/private/a", "robots.txt does not allow it"),
    ]
    assert site.asked == ["/robots.txt", "/feed"]


def test_without_a_robots_txt_all_is_allowed_and_with_a_broken_one_nothing(site: Site) -> None:
    del site.pages["/robots.txt"]
    assert len(gather(f"{site.url}/feed").articles) == 2

    site.pages["/robots.txt"] = Page("", status=500)
    (failure,) = gather(f"{site.url}/feed").failures
    assert failure.error == "robots.txt cannot be had (the server answers 500)"


def test_a_site_gets_the_pause_that_it_asks_for(site: Site) -> None:
    site.pages["/robots.txt"] = Page("User-agent: *\nCrawl-delay: 3\n", kind="text/plain")
    slept: list[float] = []
    gather_feeds(
        [f"{site.url}/feed"],
        marks={},
        max_bytes=100_000,
        web=lambda max_bytes: Web(max_bytes=max_bytes, sleep=slept.append),
    )

    assert slept == [3.0, 3.0]


def test_a_redirect_is_followed(site: Site) -> None:
    site.pages["/old"] = Page("", status=301, headers={"Location": "/feed"})

    assert len(gather(f"{site.url}/old").articles) == 2


def test_a_page_that_is_no_text_is_a_failure(site: Site) -> None:
    site.pages["/ferry"] = Page(b"%PDF-1.7", kind="application/pdf")
    (failure,) = gather(f"{site.url}/feed").failures

    assert failure.error == "is no page of text (application/pdf)"


def test_a_page_without_an_article_is_a_failure(site: Site) -> None:
    site.pages["/ferry"] = Page("<html><body></body></html>")
    (failure,) = gather(f"{site.url}/feed").failures

    assert failure.error == "no article was found on the page"


def test_a_feed_from_elsewhere_cannot_make_us_ask_our_own_machines(
    site: Site, tmp_path: Path
) -> None:
    feed = tmp_path / "feed.xml"
    body = rss("Elsewhere", (f"{site.url}/barrier", "x", MONDAY), ("file:///etc/passwd", "y", ""))
    feed.write_text(str(body.body), encoding="utf-8")
    found = gather(str(feed))

    assert [f.error for f in found.failures] == [
        "lies in a private network",
        "is no web address",
    ]
    assert site.asked == []


def test_a_feed_that_carries_its_articles_needs_no_page(tmp_path: Path) -> None:
    feed = tmp_path / "feed.atom"
    paragraphs = "".join(f"&lt;p&gt;{paragraph}&lt;/p&gt;" for paragraph in FERRY)
    feed.write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Pilot</title><id>p</id><entry>'
        "<title>Ferry aground</title><id>1</id><updated>2026-03-03T22:30:00+02:00</updated>"
        f'<content type="html">{paragraphs}</content></entry></feed>',
        encoding="utf-8",
    )
    (article,) = gather(str(feed)).articles

    assert article.text.startswith("Ferry aground\n\n")
    assert FERRY[1] in article.text
    assert article.published == "2026-03-03T20:30:00+00:00"
    assert article.source == f"{feed}: Ferry aground"


def test_a_feed_file_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    (failure,) = gather(str(tmp_path / "feed.xml")).failures

    assert "no such file" in failure.error


def test_a_page_is_read_in_the_encoding_that_its_server_names(site: Site) -> None:
    page = article_page("Café", *(paragraph.replace("ferry", "fähre") for paragraph in FERRY))
    site.pages["/ferry"] = Page(
        str(page.body).encode("cp1252", "replace"), kind="text/html; charset=windows-1252"
    )

    assert "fähre Halcyon" in gather(f"{site.url}/feed").articles[1].text


def test_of_an_endless_feed_the_first_entries_are_read_and_it_is_said(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_ENTRIES", 1)
    found = gather(f"{site.url}/feed")

    assert len(found.articles) == 1
    assert [f.error for f in found.failures] == ["has 2 entries, of which 1 are read"]


def test_a_missing_library_is_named_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "feed.xml").write_text("<rss/>", encoding="utf-8")
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "feedparser":
            raise ImportError(name=name)
        return real(name, *rest)

    monkeypatch.delitem(sys.modules, "feedparser", raising=False)
    monkeypatch.setitem(sys.modules, "feedparser", None)
    monkeypatch.setattr(builtins, "__import__", without)

    with pytest.raises(ConfigError, match="needs feedparser") as raised:
        gather(str(tmp_path / "feed.xml"))
    assert raised.value.hint == "pip install 'briefing[inputs]'"


@pytest.mark.parametrize("path", ["https://x.example/feed", "news.xml", "a/News.RSS", "b.atom"])
def test_what_is_a_feed(path: str) -> None:
    assert is_feed(path)


@pytest.mark.parametrize("path", ["inbox", "-", "https.txt", "notes.md"])
def test_what_is_none(path: str) -> None:
    assert not is_feed(path)
