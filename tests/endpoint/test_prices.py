import pytest

from briefing.endpoint import EndpointSettings
from briefing.endpoint.prices import find_price


def _settings(model: str, url: str | None = None, **more: tuple[float, float]) -> EndpointSettings:
    return EndpointSettings(model=model, base_url=url, **more)


def test_a_known_model_has_a_price_and_cached_tokens_cost_less() -> None:
    price = find_price(_settings("gpt-5-mini"))
    assert price is not None
    assert 0 < price(1_000, 1_000, 0) < price(1_000, 0, 0) < price(1_000, 0, 1_000)
    assert price(2_000, 0, 0) == pytest.approx(2 * price(1_000, 0, 0))


@pytest.mark.parametrize(
    ("model", "url"),
    [("gpt-5-mini", "http://127.0.0.1:8000/v1"), ("a-model-of-my-own", None)],
)
def test_elsewhere_or_unknown_it_has_none(model: str, url: str | None) -> None:
    assert find_price(_settings(model, url)) is None


def test_what_the_user_says_goes_before() -> None:
    price = find_price(_settings("gpt-5-mini", price=(1.0, 10.0)))
    assert price is not None
    assert price(1_000_000, 0, 100_000) == pytest.approx(2.0)
