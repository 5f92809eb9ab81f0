"""What a site's robots.txt allows (RFC 9309), asked once a run and site."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from briefing.errors import ArticleError
from briefing.libraries import load_library

MAX_DELAY_S = 10.0
"""Longest pause between two pages that a site is granted."""
Read = Callable[[str], tuple[int, bytes]]


class Robots:
    """Rules by site; waits as long as a site asks between two pages."""

    def __init__(self, read: Read, *, agent: str, sleep: Callable[[float], None]) -> None:
        """`read`: status and body of a robots.txt, or ArticleError where nobody answers."""
        self._read = read
        self._agent = agent
        self._sleep = sleep
        self._rules: dict[str, Any] = {}
        self._visited: set[str] = set()

    def check(self, url: str) -> None:
        """Wait for our turn.

        Raises:
            ArticleError: The site does not want it fetched, or does not say.
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._rules_of(site)
        rules = self._rules[site]
        if isinstance(rules, ArticleError):
            raise ArticleError(url, rules.problem, hint=rules.hint)
        if not rules.can_fetch(url, self._agent):
            hint = "leave it out, or save the article into the folder"
            raise ArticleError(url, "robots.txt does not allow it", hint=hint)
        delay = rules.crawl_delay(self._agent)
        if delay and site in self._visited:
            self._sleep(min(float(delay), MAX_DELAY_S))
        self._visited.add(site)

    def _rules_of(self, site: str) -> Any:
        """Nothing is allowed where robots.txt cannot be had, all where there is none (2.3.1)."""
        parse = load_library("protego").Protego.parse
        try:
            status, body = self._read(f"{site}/robots.txt")
        except ArticleError as error:
            return error
        if status >= 500:
            problem = f"robots.txt cannot be had (the server answers {status})"
            return ArticleError(site, problem, hint="it is tried again on the next run")
        return parse(body.decode("utf-8", "replace") if 200 <= status < 300 else "")
