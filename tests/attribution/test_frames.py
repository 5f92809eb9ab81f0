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


@pytest.mark.parametrize(
    ("text", "source", "contents"),
    [
        (
            "ORREN BAY, March 4 (Northgate Agency) - Fares will rise, the line said on Monday.",
            "the line",
            ["Fares will rise"],
        ),
        (
            "Geneva – The dispute will end, the minister said.",
            "the minister",
            ["The dispute will end"],
        ),
        (
            "The engineer who first noticed cracks in the dam told the inquiry that he wrote.",
            "The engineer who first noticed cracks in the dam",
            ["he wrote"],
        ),
        ("Ada Roe hoped that would be soon.", "Ada Roe", ["that would be soon"]),
        (
            "Roe and Abt failed to agree, leaving 61 ships idle and both governments blaming fog.",
            "both governments",
            ["fog"],
        ),
        (
            "Customers will not be fined, according to the company, provided that they pay.",
            "the company",
            ["Customers will not be fined", "provided that they pay"],
        ),
        ("They expect a rise if the strait stays shut into May.", "They", None),
        (
            "Ada Roe asked him whether it hurt, and he shook his head.",
            "Ada Roe",
            ["whether it hurt"],
        ),
        (
            "Ada Roe did not rule out sending tugs but insisted that nobody thought of force.",
            "Ada Roe",
            ["sending tugs"],
        ),
    ],
)
def test_only_what_is_said_is_content(text: str, source: str, contents: list[str] | None) -> None:
    found = _read(text)

    if contents is None:
        assert all(said[-1].endswith("May") for _, said in found)
    else:
        assert (source, contents) in found


@pytest.mark.parametrize(
    "text",
    [
        "The last people who know how to run a sleeper will have retired.",
        "The official, who asked not to be named because the talks were secret, sat down.",
        "About 140 people came to hear whether the hall would be repaired.",
        "She reads the notices in order to answer questions.",
        "Sir Ivo has not been called and declined to comment when approached at home.",
        "It rained. It is a legally binding rule that every ship has a pilot.",
    ],
)
def test_who_does_something_says_nothing(text: str) -> None:
    assert _read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Neither delegation would say if it accepts that.",
        "Nor have the governments said what will happen to the recording.",
        "A deed gives it to the town, but nobody has been able to say what that means.",
        "Judge Ada Roe will decide this week whether to call the minister.",
    ],
)
def test_what_nobody_says_is_open(text: str) -> None:
    (found,) = find_attributions(text)

    assert found.kind == "question"
    assert found.source is None or "deed" not in found.source.of(text)
