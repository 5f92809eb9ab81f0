"""The settings of a run come in → the endpoint that they name."""

from collections.abc import Callable

from briefing.config import Settings
from briefing.endpoint.cache import default_cache_file
from briefing.endpoint.endpoint import Endpoint
from briefing.endpoint.settings import EndpointSettings
from briefing.errors import ConfigError


def endpoint_settings(settings: Settings, *, model: str | None = None) -> EndpointSettings:
    """What of a run's settings concerns the endpoint.

    Args:
        settings: Those of the run.
        model: Asked instead of the one in `settings`.

    Raises:
        ConfigError: No model is named, or the base URL is not one.
    """
    named = model or settings.model
    if named is None:
        raise ConfigError("model", "none is named", hint="name one with --model")
    return EndpointSettings(
        model=named,
        base_url=settings.base_url,
        api_key=settings.api_key,
        max_concurrency=settings.max_concurrency,
        rpm=settings.rpm,
        tpm=settings.tpm,
        timeout_s=settings.timeout,
        connect_timeout_s=settings.connect_timeout,
        first_byte_timeout_s=settings.first_byte_timeout or settings.timeout,
    )


def open_endpoint(settings: Settings, *, notice: Callable[[str], None]) -> Endpoint:
    """The endpoint with its cache, still closed: an async context manager."""
    return Endpoint(
        endpoint_settings(settings),
        cache=None if settings.no_cache else settings.cache or default_cache_file(),
        notice=notice,
    )
