import pytest
from pydantic import SecretStr

from briefing.endpoint import EndpointSettings
from briefing.errors import ConfigError

CANARY = "sk-canary-0123456789"


def test_the_key_shows_in_no_representation() -> None:
    settings = EndpointSettings(model="m", api_key=SecretStr(CANARY))
    assert CANARY not in repr(settings) + str(settings) + settings.model_dump_json()
    assert settings.key == CANARY


def test_a_missing_key_is_sent_as_none() -> None:
    assert EndpointSettings(model="m").key == "none"
    assert EndpointSettings(model="m", api_key=SecretStr(" ")).key == "none"


@pytest.mark.parametrize(
    "url",
    [
        f"http://user:{CANARY}@host/v1",
        f"https://host/v1?key={CANARY}",
        f"https://host/v1#{CANARY}",
        f"ftp://host/{CANARY}",
        CANARY,
        f"http://host:{CANARY}/v1",
    ],
)
def test_a_base_url_that_may_hold_a_credential_is_refused_without_being_shown(url: str) -> None:
    with pytest.raises(ConfigError) as error:
        EndpointSettings(model="m", base_url=url)
    assert CANARY not in str(error.value) + error.value.hint


@pytest.mark.parametrize(
    ("url", "host"),
    [
        (None, "api.openai.com"),
        ("http://127.0.0.1:8000/v1/", "127.0.0.1:8000"),
        ("http://[::1]:8000/v1", "[::1]:8000"),
        ("https://example.org/v1", "example.org"),
    ],
)
def test_the_host_is_all_that_is_said_of_the_endpoint(url: str | None, host: str) -> None:
    assert EndpointSettings(model="m", base_url=url).host == host
