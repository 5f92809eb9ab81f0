"""A briefing comes in → its JSON form, record by record: memory never holds all of it."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from briefing.schema.briefing import Briefing


def to_json(briefing: Briefing) -> Iterator[str]:
    """The form of `model_dump_json(indent=1, by_alias=True)`, in parts.

    Yields:
        Parts of the file in order; a record is never cut.
    """
    before = "{"
    for name, field in Briefing.model_fields.items():
        yield f"{before}\n {json.dumps(field.alias or name)}: "
        yield from _value(getattr(briefing, name))
        before = ","
    yield "\n}\n"


def _value(value: Any) -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield _written(value, " ")
    elif isinstance(value, str):
        yield json.dumps(value, ensure_ascii=False)
    else:
        yield from _records(value)


def _records(records: Sequence[BaseModel]) -> Iterator[str]:
    before = "["
    for record in records:
        yield f"{before}\n  {_written(record, '  ')}"
        before = ","
    yield "[]" if before == "[" else "\n ]"


def _written(record: BaseModel, indent: str) -> str:
    # No string in JSON holds a line end.
    return record.model_dump_json(indent=1, by_alias=True).replace("\n", f"\n{indent}")
