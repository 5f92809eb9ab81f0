"""A pydantic JSON schema made acceptable to servers that decode under it.

The subset is the one that strict structured outputs document: every object closed, every property
required, no defaults. References are written out, since several compatible servers know no `$defs`;
titles and descriptions go, since they cost tokens in every request and the prompt says it better.
"""

from collections.abc import Iterable, Mapping
from typing import Any

KEPT = ("type", "enum", "const", "anyOf", "items", "properties", "required", "additionalProperties")
LIMITS = ("minItems", "maxItems")
"""Accepted by OpenAI and by grammar-based servers, where they keep a small model from listing
without end; refused by some others, for which the ladder has a rung without them."""


def strict_schema(schema: Mapping[str, Any], *, order: Iterable[str] = ()) -> dict[str, Any]:
    """The same schema in the strict subset.

    Args:
        schema: What `model_json_schema()` gives; references must not be recursive.
        order: Property names that come first, in this order, in every object: a model writes
            properties in the order of the schema.

    Returns:
        A new schema, the same for the same arguments, down to the order of its keys.
    """
    rank = {name: place for place, name in enumerate(order)}
    definitions = schema.get("$defs", {})

    def strict(node: Mapping[str, Any]) -> dict[str, Any]:
        if "$ref" in node:
            return strict(definitions[node["$ref"].removeprefix("#/$defs/")])
        out = {name: node[name] for name in (*KEPT, *LIMITS) if name in node}
        if "anyOf" in out:
            out["anyOf"] = [strict(option) for option in out["anyOf"]]
        if "items" in out:
            out["items"] = strict(out["items"])
        if "properties" in out:
            names = sorted(out["properties"], key=lambda name: rank.get(name, len(rank)))
            out["properties"] = {name: strict(out["properties"][name]) for name in names}
            out["required"] = names
            out["additionalProperties"] = False
        return out

    return strict(schema)


def without_limits(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A strict schema without the bounds on array lengths, which validation checks anyway."""

    def bare(node: Any) -> Any:
        if isinstance(node, list):
            return [bare(item) for item in node]
        if not isinstance(node, Mapping):
            return node
        return {name: bare(value) for name, value in node.items() if name not in LIMITS}

    return {name: bare(value) for name, value in schema.items() if name not in LIMITS}
