"""The settings of a run come in → the endpoint that they name."""

import math
from collections.abc import Callable, Iterable

from briefing.config import Settings
from briefing.endpoint.cache import default_cache_file
from briefing.endpoint.endpoint import Endpoint, new_limiter
from briefing.endpoint.gguf import find_gguf
from briefing.endpoint.local import SLOTS
from briefing.endpoint.prices import find_price
from briefing.endpoint.settings import EndpointSettings
from briefing.errors import ConfigError

LEAST_CONTEXT = 8192
FIXED_CONTEXT = 6000
"""Tokens for an answer (3,000), the prompt (1,100 with `extract/v2`) and what a second ask adds. A
chunk may have twice as many by the model's vocabulary as by the encoding that measured it."""


def endpoint_settings(settings: Settings, *, model: str | None = None) -> EndpointSettings:
    """What of a run's settings concerns the endpoint.

    Args:
        settings: Those of the run.
        model: Asked instead of the one in `settings`.

    Raises:
        ConfigError: No model is named, its file cannot be used, or the base URL is not one.
    """
    named = model or settings.model
    if named is None:
        raise ConfigError("model", "none is named", hint="name one with --model")
    gguf = find_gguf(named, base_url=settings.base_url)
    return EndpointSettings(
        model=gguf.path.name if gguf else named,
        base_url=settings.base_url,
        gguf=gguf,
        context_tokens=max(LEAST_CONTEXT, FIXED_CONTEXT + 2 * settings.chunk_tokens),
        api_key=settings.api_key,
        max_concurrency=SLOTS if gguf else settings.max_concurrency,
        rpm=settings.rpm,
        tpm=settings.tpm,
        price=None if settings.price is None else read_price(settings.price),
        max_cost=settings.max_cost,
        timeout_s=settings.timeout,
        connect_timeout_s=settings.connect_timeout,
        first_byte_timeout_s=settings.first_byte_timeout or settings.timeout,
    )


def read_price(text: str, *, where: str = "price") -> tuple[float, float]:
    """Dollars in and out of `0.25,2`.

    Raises:
        ConfigError: It is no such pair; `where` is the setting.
    """
    try:
        dollars_in, dollars_out = (float(part) for part in text.split(","))
    except ValueError:
        dollars_in = dollars_out = -1.0
    if not (0 <= dollars_in < math.inf and 0 <= dollars_out < math.inf):
        hint = "give dollars for a million tokens in and out, for example 0.25,2"
        raise ConfigError(where, f"is not two numbers from 0 on ({text})", hint=hint)
    return dollars_in, dollars_out


def open_endpoint(settings: Settings, *, notice: Callable[[str], None]) -> Endpoint:
    """The endpoint with its cache, still closed: an async context manager.

    Raises:
        ConfigError: A setting cannot be used, or what a limit on costs needs is not known.
    """
    (endpoint,) = open_endpoints(settings, [settings.model], notice=notice)
    return endpoint


def open_endpoints(
    settings: Settings, models: Iterable[str | None], *, notice: Callable[[str], None]
) -> list[Endpoint]:
    """One endpoint a model, still closed; those at one server have one limit.

    Raises:
        ConfigError: A setting cannot be used, or what a limit on costs needs is not known.
    """
    asked = [endpoint_settings(settings, model=model) for model in models]
    for one in asked:
        _check_price(one)
    cache = None if settings.no_cache else settings.cache or default_cache_file()
    limiters = {one.host: new_limiter(one) for one in asked}
    return [Endpoint(one, cache=cache, notice=notice, limiter=limiters[one.host]) for one in asked]


def _check_price(asked: EndpointSettings) -> None:
    if asked.max_cost is not None and find_price(asked) is None:
        problem = f"cannot be kept: the price of {asked.model} at {asked.host} is not known"
        hint = "say it with --price IN,OUT, in dollars for a million tokens"
        raise ConfigError("max_cost", problem, hint=hint)
