"""A model's reply becomes what a statement is to each earlier one; in doubt it is another."""

import asyncio
import json

import pytest

from briefing.extractors.match import match
from briefing.prompts import load_prompt
from briefing.schema.reply import MAX_EARLIER, Relation
from tests.extractors.test_summarise import DoubleEndpoint


def _reply(*matches: tuple[str, str]) -> str:
    items = [{"earlier": number, "relation": relation} for number, relation in matches]
    return json.dumps({"matches": items})


def _match(endpoint: DoubleEndpoint, n: int = 2) -> tuple[Relation, ...] | str:
    earlier = [f"Ann Lee (position), 2026-03-0{n}: I agreed." for n in range(1, n + 1)]
    prompt = load_prompt("match", "v1")
    return asyncio.run(match(endpoint, prompt, "Ann Lee (position), today: I agree.", earlier))


def test_the_relations_come_in_the_order_of_the_lines() -> None:
    endpoint = DoubleEndpoint(_reply(("e2", "changed"), ("e1", "repeated")))

    assert _match(endpoint) == ("repeated", "changed")
    question = endpoint.asked[0].messages[1].content
    assert "[today] Ann Lee (position), today: I agree." in question
    assert "[e2] Ann Lee (position), 2026-03-02: I agreed." in question


def test_what_is_not_named_or_named_twice_in_two_ways_is_another() -> None:
    endpoint = DoubleEndpoint(_reply(("e2", "changed"), ("e2", "repeated"), ("e7", "changed")))

    assert _match(endpoint) == ("other", "other")


def test_a_reply_of_another_form_is_asked_again_and_then_a_reason() -> None:
    endpoint = DoubleEndpoint(_reply(("e1", "perhaps")), "so")

    assert "malformed" in str(_match(endpoint))
    assert "matches[0].relation" in endpoint.asked[1].messages[-1].content


def test_more_than_the_prompt_has_numbers_for_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 8"):
        _match(DoubleEndpoint(), n=MAX_EARLIER + 1)
