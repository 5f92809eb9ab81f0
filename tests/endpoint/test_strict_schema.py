import json
from collections.abc import Iterator
from typing import Any

import pytest

from briefing.endpoint import strict_schema
from briefing.endpoint.strict_schema import LIMITS, without_limits
from briefing.schema.reply import REPLY_TYPES, ReplyForm

FORMS: list[ReplyForm] = ["quotes", "sentences"]


def _objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for value in node.values():
            yield from _objects(value)
    elif isinstance(node, list):
        for value in node:
            yield from _objects(value)


@pytest.mark.parametrize("form", FORMS)
def test_every_object_is_closed_and_every_property_required(form: ReplyForm) -> None:
    objects = list(_objects(strict_schema(REPLY_TYPES[form].model_json_schema())))
    assert len(objects) == 2
    for node in objects:
        assert node["additionalProperties"] is False
        assert node["required"] == list(node["properties"])


@pytest.mark.parametrize("form", FORMS)
def test_no_reference_title_or_description_is_left(form: ReplyForm) -> None:
    text = json.dumps(strict_schema(REPLY_TYPES[form].model_json_schema()))
    assert not [word for word in ("$ref", "$defs", '"title"', '"description"') if word in text]


def test_the_named_properties_come_first_and_the_others_follow_as_they_stand() -> None:
    schema = REPLY_TYPES["quotes"].model_json_schema()
    item = strict_schema(schema, order=("quote", "speaker"))["properties"]["statements"]["items"]
    assert list(item["properties"])[:2] == ["quote", "speaker"]
    assert list(item["properties"])[2:] == ["kind", "addressee", "condition", "summary"]


def test_limits_go_and_nothing_else_does() -> None:
    schema = strict_schema(REPLY_TYPES["sentences"].model_json_schema())
    assert any(limit in json.dumps(schema) for limit in LIMITS)
    bare = without_limits(schema)
    assert not any(limit in json.dumps(bare) for limit in LIMITS)
    sentences = schema["properties"]["statements"]["items"]["properties"]["sentences"]
    for limit in LIMITS:
        del sentences[limit]
    assert bare == schema
