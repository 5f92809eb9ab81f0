"""Paths, settings and options come in → the digests they make."""

from collections.abc import Sequence

from briefing.config import Settings
from briefing.errors import ArticleError
from briefing.steps.load import load_articles
from briefing.steps.load.fields import parse_map
from briefing.workflows.digest import Made, make_digests
from briefing.workflows.digest.options import Options
from briefing.workflows.feeds import is_feed
from briefing.workflows.prepare import choose_model


def run_digest(
    paths: Sequence[str], settings: Settings, options: Options, *, rebuild: bool = False
) -> Made:
    """Load what the paths name, take it in, and write what it concerns.

    A folder without articles is a day on which nothing came in. An address, or a file that ends as
    feeds do, is a feed.

    Raises:
        ArticleError: Under `strict`, something could not be read.
    """
    import sys

    if rebuild:
        return make_digests([], [], settings=settings, options=options, rebuild=True)
    settings = choose_model(settings, notice=options.notice)
    feeds = [path for path in paths if is_feed(path)]
    others = [path for path in paths if not is_feed(path)]
    stdin = sys.stdin.buffer if "-" in others else None
    loaded = load_articles(
        others, max_bytes=settings.max_bytes, stdin=stdin, fields=parse_map(settings.map)
    )
    if loaded.failures and settings.strict:
        first = loaded.failures[0]
        raise ArticleError(first.source, first.error, hint=first.hint)
    return make_digests(
        loaded.articles, loaded.failures, settings=settings, options=options, feeds=feeds
    )
