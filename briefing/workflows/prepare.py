"""Paths and settings come in → articles that can be briefed, and a model that is named."""

import asyncio
import sys
from collections.abc import Callable, Sequence

from briefing.config import BUILTIN, DEFAULT_MODEL, Settings
from briefing.endpoint import list_models
from briefing.endpoint.connect import endpoint_settings
from briefing.errors import ArticleError, ConfigError
from briefing.steps.load import Loaded, load_articles
from briefing.steps.load.fields import parse_map


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
) -> Loaded:
    """Load every path; what cannot be read is a failure, and a text that comes twice a notice.

    Raises:
        ConfigError: The mapping of columns cannot be read.
        ArticleError: Nothing at all could be read, or under `strict` anything could not.
    """
    stdin = sys.stdin.buffer if "-" in paths else None
    loaded = load_articles(
        paths,
        max_bytes=settings.max_bytes,
        stdin=stdin,
        fields=parse_map(settings.map),
        allow_private=settings.allow_private,
    )
    for article in loaded.articles:
        for other in article.also_at:
            notice(f"{other}: the same text as {article.source}, read once")
    if loaded.failures and (settings.strict or not loaded.articles):
        first, *others = loaded.failures
        for failure in others:
            notice(f"{failure.source}: {failure.error}\nhint: {failure.hint}")
        raise ArticleError(first.source, first.error, hint=first.hint)
    if not loaded.articles:
        raise ArticleError(
            " ".join(paths), "no articles there", hint="name files, or a folder that holds some"
        )
    return loaded
