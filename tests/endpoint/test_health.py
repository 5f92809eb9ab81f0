import pytest

from briefing.endpoint.health import STRIKES, Health
from briefing.errors import EndpointUnavailable

ERROR = EndpointUnavailable("here", "HTTP 401", hint="set a key")


def test_an_error_that_meets_every_request_gives_the_endpoint_up_at_once() -> None:
    health = Health()
    health.failed(ERROR, for_all=True)
    with pytest.raises(EndpointUnavailable, match="here: HTTP 401") as raised:
        health.check()
    assert raised.value.hint == "set a key"


def test_after_an_answer_it_takes_several_in_a_row() -> None:
    health = Health()
    for _ in range(3):
        health.succeeded()
        for _ in range(STRIKES - 1):
            health.failed(ERROR, for_all=True)
        health.check()
    health.failed(ERROR, for_all=False)
    assert health.given_up
