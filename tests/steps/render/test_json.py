"""The JSON that is written in parts is the JSON of the whole."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.schema.briefing import Briefing, Failure, Run
from briefing.steps.render.json import to_json

TEXTS = st.text(st.characters(codec="utf-8"))


@given(TEXTS, st.lists(st.tuples(TEXTS, TEXTS), max_size=3))
def test_the_parts_are_the_whole(title: str, failures: list[tuple[str, str]]) -> None:
    briefing = Briefing(
        title=title,
        created="2026-03-02T08:00:00+00:00",
        articles=(),
        statements=(),
        failures=[Failure(source=s, error=e, hint="h") for s, e in failures],
        run=Run(briefing="0.1.0", model="m", parameters={"seed": None, "key_points": title}),
    )

    assert "".join(to_json(briefing)) == briefing.model_dump_json(indent=1, by_alias=True) + "\n"


def test_no_part_holds_more_than_a_record() -> None:
    failures = tuple(Failure(source=f"{n}.txt", error="e", hint="h") for n in range(100))
    briefing = Briefing(
        title="T", created="", articles=(), statements=(), failures=failures,
        run=Run(briefing="0.1.0", model="m"),
    )  # fmt: skip

    assert max(part.count("source") for part in to_json(briefing)) == 1
