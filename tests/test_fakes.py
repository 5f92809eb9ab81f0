"""The doubles say what they are."""

import json
import urllib.error
import urllib.request

import pytest

from briefing.schema.reply import QuotesReply, SentencesReply
from tests.fakes import (
    DOUBLE_HEADER,
    Double,
    Scripted,
    always,
    completion,
    in_turn,
    numbered,
    quoted,
    refused,
    statements,
)


def _post(url: str) -> tuple[int, dict[str, str]]:
    request = urllib.request.Request(f"{url}/chat/completions", data=json.dumps({}).encode())
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, {k.lower(): v for k, v in response.headers.items()}
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {k.lower(): v for k, v in error.headers.items()}


def test_every_response_of_the_double_says_that_it_is_one() -> None:
    with Double(in_turn(completion("{}"), refused(429, "slow down"))) as double:
        answered, failed = _post(double.url), _post(double.url)
        with urllib.request.urlopen(f"{double.url}/models") as listed:
            names = {name.lower() for name in listed.headers}
    assert (answered[0], failed[0]) == (200, 429)
    assert DOUBLE_HEADER in answered[1]
    assert DOUBLE_HEADER in failed[1]
    assert DOUBLE_HEADER in names


def test_a_cut_connection_gives_no_response() -> None:
    with (
        Double(always(Scripted(cut=True))) as double,
        pytest.raises(ConnectionError),
    ):
        _post(double.url)


def test_the_doubles_items_are_valid_replies() -> None:
    assert QuotesReply.model_validate_json(statements(quoted("Words."))).statements
    assert SentencesReply.model_validate_json(statements(numbered("s1", "s2"))).statements
