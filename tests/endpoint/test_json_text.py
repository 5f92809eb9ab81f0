import time

import pytest

from briefing.endpoint import json_object_in

OBJECT = '{"a": {"b": "}"}}'


@pytest.mark.parametrize(
    "text",
    [
        OBJECT,
        f"\n {OBJECT}\n",
        f"```json\n{OBJECT}\n```",
        f"Here it is:\n```\n{OBJECT}\n```\nAnything else?",
        f"<think>Perhaps {{this}}?</think>{OBJECT}",
    ],
)
def test_the_object_is_taken_out_of_fences_prose_and_thoughts(text: str) -> None:
    assert json_object_in(text) == OBJECT


@pytest.mark.parametrize("text", ["", "   ", "no braces", "} {", "{ cut off"])
def test_what_holds_no_object_is_left_as_it_is(text: str) -> None:
    assert json_object_in(text) == text.strip()


def test_a_megabyte_of_braces_takes_no_time() -> None:
    started = time.perf_counter()
    json_object_in("{" * 1_000_000 + "</think>" * 1000)
    assert time.perf_counter() - started < 0.5
