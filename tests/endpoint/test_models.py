import asyncio

import pytest

from briefing.endpoint import EndpointSettings, list_models
from briefing.errors import EndpointUnavailable
from tests.fakes import Double, always, completion


def test_the_endpoints_models_are_listed_in_its_order() -> None:
    with Double(always(completion("{}")), models=("b", "a")) as double:
        settings = EndpointSettings(model="any", base_url=double.url)
        assert asyncio.run(list_models(settings)) == ["b", "a"]
        assert double.bodies == []


def test_an_address_without_a_server_is_named() -> None:
    settings = EndpointSettings(model="any", base_url="http://127.0.0.1:9/v1")
    with pytest.raises(EndpointUnavailable, match=r"127\.0\.0\.1:9: refused connection"):
        asyncio.run(list_models(settings))


def test_a_path_without_a_list_is_an_error_with_a_hint() -> None:
    with Double(always(completion("{}"))) as double:
        settings = EndpointSettings(model="any", base_url=double.url.removesuffix("/v1"))
        with pytest.raises(EndpointUnavailable) as error:
            asyncio.run(list_models(settings))
    assert "usually ends in /v1" in error.value.hint


@pytest.mark.vcr
def test_a_real_server_lists_its_model(recorded_url: str) -> None:
    settings = EndpointSettings(model="any", base_url=recorded_url)
    assert asyncio.run(list_models(settings)) == ["model.gguf"]
