"""The JSON form is what docs/compare.md says that it is."""

import re
from pathlib import Path
from typing import Any

from briefing.comparison.matching import RULE
from briefing.schema.comparison import Comparison, GoldArticle

DOC = Path(__file__).parent.parent.parent / "docs" / "compare.md"
ELSEWHERE = ("Statement", "Drop", "Failure", "Evidence")
"""Told by the JSON form of a briefing."""


def _fields(schema: dict[str, Any]) -> set[str]:
    models = {"": schema, **schema.get("$defs", {})}
    return {
        field
        for name, model in models.items()
        if name not in ELSEWHERE
        for field in model.get("properties", {})
    }


def test_the_document_names_every_field_and_no_other() -> None:
    text = DOC.read_text(encoding="utf-8")
    block = text.split("## The JSON form")[1].split("```")[1]
    told = set(re.findall(r'"([a-z_0-9]+)"', block))

    assert told == _fields(Comparison.model_json_schema(by_alias=True))
    assert f'"schema": "{Comparison.model_fields["schema_"].default}"' in block


def test_the_document_names_every_field_of_a_gold_line() -> None:
    line = DOC.read_text(encoding="utf-8").split("### The gold form")[1].split("`")[5]

    assert set(re.findall(r'"([a-z_0-9]+)"', line)) == _fields(GoldArticle.model_json_schema())


def test_the_document_gives_the_rule_that_is_used() -> None:
    assert RULE in DOC.read_text(encoding="utf-8")
