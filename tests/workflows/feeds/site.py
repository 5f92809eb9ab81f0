"""A web site on loopback, for the tests of feeds: its pages are ours, and it counts who asks."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.loopback import Loopback


@dataclass
class Page:
    """What is served at a path."""

    body: bytes | str = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    delay_s: float = 0.0


class Site(Loopback):
    """Serves pages; answers 304 where a page's ETag or Last-Modified is sent back."""

    def __init__(self, pages: Mapping[str, Page] | None = None) -> None:
        self.pages = dict(pages or {})
        self.asked: list[str] = []
        super().__init__(_Server(self))

    @property
    def url(self) -> str:
        """Without a slash at its end."""
        return f"http://{self.host}"

    def asked_for(self, path: str) -> int:
        """How often a path was asked for."""
        return self.asked.count(path)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, site: Site) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site = site


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        site = self.server.site
        site.asked.append(self.path)
        page = site.pages.get(self.path, Page(b"nothing here", 404))
        time.sleep(page.delay_s)
        headers = {name.lower(): value for name, value in page.headers.items()}
        same = [
            headers.get(kept) and self.headers.get(sent) == headers.get(kept)
            for sent, kept in (("if-none-match", "etag"), ("if-modified-since", "last-modified"))
        ]
        body = page.body.encode("utf-8") if isinstance(page.body, str) else page.body
        self.send_response(304 if any(same) else page.status)
        self.send_header("content-type", page.kind)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if not any(same):
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def article_page(title: str, *paragraphs: str) -> Page:
    """A page as papers make them: an article among navigation, comments and imprint."""
    text = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return Page(
        f"""<!doctype html><html lang="en"><head><title>{title} | Lowen Courier</title>
<meta property="og:site_name" content="Lowen Courier"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a> <a href="/login">Subscribe now</a></nav>
<article><h1>{title}</h1>
{text}
</article>
<section class="comments"><p>First! said nobody in particular.</p></section>
<footer>All rights reserved. Privacy settings.</footer></body></html>"""
    )


def rss(title: str, *entries: tuple[str, str, str]) -> Page:
    """An RSS 2.0 feed; an entry is its link, its title and its date (RFC 822)."""
    items = "".join(
        f"<item><title>{headline}</title><link>{link}</link><pubDate>{moment}</pubDate></item>"
        for link, headline, moment in entries
    )
    head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
    body = f"{head}<title>{title}</title>{items}</channel></rss>"
    return Page(body, kind="application/rss+xml")


Serve = Callable[..., Site]
