"""Paths and settings come in → articles that can be briefed, and a model that is named."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from briefing.config import BUILTIN, DEFAULT_MODEL, Settings
from briefing.endpoint import list_models
from briefing.endpoint.connect import endpoint_settings
from briefing.errors import ArticleError, ConfigError
from briefing.schema.article import Article, Copy
from briefing.schema.briefing import Failure
from briefing.steps.load.fields import parse_map
from briefing.steps.load.stream import stream_articles


def choose_model(settings: Settings, *, notice: Callable[[str], None]) -> Settings:
    """Settings in which a model is named, and a line on which one where the user named none.

    Raises:
        ConfigError: The endpoint has no model, or several of which none was named.
        EndpointUnavailable: It does not say which models it has.
    """
    if settings.model is not None:
        return settings
    if settings.base_url is not None:
        model = _only_model(settings)
        notice(f"model: {model}, the only one at the endpoint")
    elif settings.api_key is not None:
        model = DEFAULT_MODEL
        notice(f"model: {model}; name another with --model")
    else:
        model = BUILTIN
        notice("model: the built-in extractor (no OPENAI_API_KEY or OPENAI_BASE_URL is set)")
    return settings.model_copy(update={"model": model})


def _only_model(settings: Settings) -> str:
    asked = endpoint_settings(settings, model="unnamed")
    models = asyncio.run(list_models(asked))
    if len(models) == 1:
        return models[0]
    has = f"has {len(models)} models, none was named" if models else "lists no model"
    shown = ", ".join(models[:20])
    hint = f"name one with --model: {shown}" if models else "name one with --model"
    raise ConfigError(asked.host, has, hint=hint)


def read_articles(
    paths: Sequence[str], settings: Settings, *, notice: Callable[[str], None]
) -> Iterator[Article | Copy | Failure]:
    """Load every path; what cannot be read is a failure, and a text that comes twice a notice.

    Raises:
        ConfigError: The mapping of columns cannot be read.
        ArticleError: While it is read: nothing at all could be, or under `strict` anything could
            not.
    """
    stdin = sys.stdin.buffer if "-" in paths else None
    return _checked(
        stream_articles(
            paths,
            max_bytes=settings.max_bytes,
            stdin=stdin,
            fields=parse_map(settings.map),
            allow_private=settings.allow_private,
        ),
        " ".join(paths),
        strict=settings.strict,
        notice=notice,
    )


def _checked(
    items: Iterable[Article | Copy | Failure],
    paths: str,
    *,
    strict: bool,
    notice: Callable[[str], None],
) -> Iterator[Article | Copy | Failure]:
    sources: dict[str, str] = {}
    failures: list[Failure] = []
    for item in items:
        if isinstance(item, Article):
            sources[item.id] = item.source
        elif isinstance(item, Copy):
            notice(f"{item.source}: the same text as {sources[item.article]}, read once")
        elif strict:
            raise ArticleError(item.source, item.error, hint=item.hint)
        elif not sources:
            failures.append(item)
        yield item
    if not sources:
        raise _nothing_read(paths, failures, notice)


def _nothing_read(
    paths: str, failures: Sequence[Failure], notice: Callable[[str], None]
) -> ArticleError:
    if not failures:
        hint = "name files, or a folder that holds some"
        return ArticleError(paths, "no articles there", hint=hint)
    first, *others = failures
    for failure in others:
        notice(f"{failure.source}: {failure.error}\nhint: {failure.hint}")
    return ArticleError(first.source, first.error, hint=first.hint)
