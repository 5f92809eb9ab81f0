"""What servers leave out of a completion, or add to it, does no harm."""

import pytest

from briefing.endpoint.completion import read_answer
from briefing.endpoint.faults import Fault


def test_answers_are_read_leniently() -> None:
    part = {"type": "text", "text": "{}"}
    message = {"content": [part, {"type": "image"}, 3]}
    answer = read_answer({"choices": [{"message": message}], "usage": {"prompt_tokens": "x"}}, "k")
    assert (answer.text, answer.finish_reason, answer.input_tokens) == ("{}", None, 0)
    assert read_answer({"choices": [{"message": {"content": None}}]}, "k").text == ""
    with pytest.raises(Fault, match="upstream"):
        read_answer({"error": "upstream is down"}, "k")
