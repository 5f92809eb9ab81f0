"""One sentence for each rule about what surrounds a cue: nouns, passives, interruptions, ends."""

import pytest

from briefing.attribution import find_attributions


def _read(text: str) -> list[tuple[str | None, list[str]]]:
    return [
        (
            found.source.of(text) if found.source else None,
            [span.of(text).strip("“”\"',. ") for span in found.content],
        )
        for found in find_attributions(text)
    ]


@pytest.mark.parametrize(
    ("text", "source", "contents"),
    [
        ("He's suggesting that the plan is late.", "He", ["the plan is late"]),
        ("The union issued a warning that jobs would go.", "The union", ["jobs would go"]),
        ("The plan was criticised by farmers.", "farmers", ["The plan"]),
        ("As the report noted, costs have doubled.", "the report", ["costs have doubled"]),
        ("He said, twice, that he would stay.", "He", ["he would stay"]),
        ("One in three said the plan was late.", "One in three", ["the plan was late"]),
        ("Roe kept asking why it leaked.", "Roe", ["why it leaked"]),
        ("Roe asked the court for help.", "Roe", ["help"]),
        ("Roe called again for an inquiry.", "Roe", ["an inquiry"]),
        ("A survey found broad support for the plan.", "A survey", ["broad support for the plan"]),
        ("Roe endorsed the plan on Friday.", "Roe", ["the plan"]),
        ("Demand, according to the firm, has fallen.", "the firm", ["Demand", "has fallen"]),
    ],
)
def test_a_rule_reads_its_example(text: str, source: str, contents: list[str]) -> None:
    assert _read(text) == [(source, contents)]


def test_a_judgement_ends_before_the_next_verb() -> None:
    assert _read("Roe praised Low and defended Ash.") == [("Roe", ["Low"]), ("Roe", ["Ash"])]


def test_a_subordinate_saying_ends_before_the_main_clause() -> None:
    assert _read("While Roe says the plan is late, the mayor opened it.")[0] == (
        "Roe",
        ["the plan is late"],
    )


def test_a_declined_comment_is_nothing_said() -> None:
    assert _read("The company declined to comment.") == []


def test_a_title_in_quotation_marks_is_nobodys_words() -> None:
    assert _read("The band walked on to “Songs From The Long Northern Winter.”") == []


@pytest.mark.parametrize(
    "text", ["The union renewed its call for", "the call for " * 400, "question " * 1000]
)
def test_a_cue_with_nothing_behind_it_is_no_error(text: str) -> None:
    assert all(span.start < span.end for a in find_attributions(text) for span in a.content)


def test_one_of_them_is_a_source_and_keeps_both_halves_of_its_quotation() -> None:
    text = "“I want no hotel,” one of them wrote, “I want to wake up somewhere.”"
    (found,) = find_attributions(text)

    assert found.source is not None
    assert found.source.of(text) == "one of them"
    assert len(found.content) == 2


def test_a_clause_with_whose_ends_before_the_main_verb() -> None:
    text = "Ivo Roe, whose ministry ordered the closure, told parliament that it was over."

    contents = [found.content[0].of(text) for found in find_attributions(text)]
    assert contents == ["the closure", "it was over"]


def test_who_asked_for_a_part_of_a_sentence_has_not_said_the_sentence() -> None:
    text = "It is unclear whether it will close, as Ivo Roe has demanded, or be sold."

    assert [found.kind for found in find_attributions(text)] == ["question"]


def test_we_shall_is_a_promise_or_forecast_and_no_demand() -> None:
    (found,) = find_attributions("“We shall know in autumn,” Ada Roe said.")

    assert found.kind == "position"
