"""What a model's tokens cost: from genai-prices, offline, or as the user says."""

from collections.abc import Callable

from briefing.endpoint.settings import EndpointSettings

Price = Callable[[int, int, int], float]
"""Dollars for one answer: input tokens, those among them that the server had cached, output."""

MILLION = 1e6


def find_price(settings: EndpointSettings) -> Price | None:
    """The price of this model at this endpoint; None where it is not known.

    The endpoint's address decides who is paid: the same model elsewhere costs something else, and
    a model file nothing. The
    prices are those of the installed genai-prices, which is never asked to update them.
    """
    if settings.price is not None or settings.gguf is not None:
        dollars_in, dollars_out = settings.price or (0.0, 0.0)
        return lambda tokens, _, out: (tokens * dollars_in + out * dollars_out) / MILLION
    # A quarter of a second, for those who pay only.
    from genai_prices import Usage, calc_price

    def price(tokens: int, cached: int, out: int) -> float:
        usage = Usage(input_tokens=tokens, cache_read_tokens=cached, output_tokens=out)
        found = calc_price(usage, settings.model, provider_api_url=settings.url)
        return float(found.total_price)

    try:
        price(1, 0, 1)
    except LookupError:
        return None
    return price
