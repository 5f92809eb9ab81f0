"""Paths and addresses in, articles out, and one failure for each that cannot be read."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from briefing.schema.article import Article, Copy
from briefing.schema.briefing import Failure
from briefing.steps.load.stream import stream_articles


class Loaded(NamedTuple):
    """What could be read and what could not, each in the order of the paths."""

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...]


def load_articles(paths: Sequence[str], **how: Any) -> Loaded:
    """Read all articles at once; the arguments are those of `stream_articles`."""
    return collect_articles(stream_articles(paths, **how))


def collect_articles(items: Iterable[Article | Copy | Failure]) -> Loaded:
    """Put articles together with the other places of their texts (`also_at`)."""
    articles: dict[str, Article] = {}
    copies: dict[str, list[str]] = {}
    failures = []
    for item in items:
        if isinstance(item, Article):
            articles[item.id] = item
        elif isinstance(item, Copy):
            copies.setdefault(item.article, []).append(item.source)
        else:
            failures.append(item)
    return Loaded(
        tuple(
            a.model_copy(update={"also_at": (*a.also_at, *copies[id_])}) if id_ in copies else a
            for id_, a in articles.items()
        ),
        tuple(failures),
    )
