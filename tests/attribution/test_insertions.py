"""Sentences whose cue is interrupted, or whose content is: by dashes, appositions, other voices."""

import pytest

from tests.hearing import hear


@pytest.mark.parametrize(
    ("text", "speaker", "contents"),
    [
        ("Abt told the agency his firm had paid.", "Abt", ["his firm had paid"]),
        ("Farmers — and some bakers — say that prices rise.", "Farmers", ["prices rise"]),
        (
            "Roe said — on the radio, as it happens — that costs had doubled.",
            "Roe",
            ["costs had doubled"],
        ),
        (
            "The rules, which officials said will begin in May, will not apply to all.",
            "officials",
            ["which", "will begin in May"],
        ),
        ("Director Ian Read said profits had grown.", "Director Ian Read", ["profits had grown"]),
        ("Roe told the BBC’s “Today” that it was late.", "Roe", ["it was late"]),
        (
            "The main obstacle to digging, say experts like Ada Roe, is the ground.",
            "experts",
            ["The main obstacle to digging", "is the ground"],
        ),
        (
            "Roe was critical but on Tuesday wrote that she agreed with it.",
            "Roe",
            ["she agreed with it"],
        ),
        (
            "Last year, people close to the mayor said, the mere mention of it made him fume.",
            "people close to the mayor",
            ["the mere mention of it made him fume"],
        ),
        ("And yet, his aides say, it remains a priority.", "his aides", ["it remains a priority"]),
        ("Roe made it clear that she would stay.", "Roe", ["she would stay"]),
        ("The race is open, Carly Abt said Monday.", "Carly Abt", ["The race is open"]),
        (
            "Roe said on the “Ten O’Clock Show” that she would look at it.",
            "Roe",
            ["she would look at it"],
        ),
        (
            "If taxes rise, said Ada Roe, an analyst for Low, the bank wants out.",
            "Ada Roe",
            ["If taxes rise", "the bank wants out"],
        ),
        (
            "Defending it is hard, said a handful of voters.",
            "a handful of voters",
            ["Defending it is hard"],
        ),
        ("David Jolly hopes to build it.", "David Jolly", ["to build it"]),
        ("Workers are angry and want their money back.", "Workers", ["their money back"]),
        (
            "The bank is lost, records filed on Sunday night revealed.",
            "records filed on Sunday night",
            ["The bank is lost"],
        ),
        (
            "She defended “values,” saying the city embodied them.",
            "She",
            ["the city embodied them"],
        ),
        (
            "The plan was late, Roe wrote in a memo to staff, and would cost more.",
            "Roe",
            ["The plan was late", "and would cost more"],
        ),
        ("May said that it was late.", "May", ["it was late"]),
        (
            "About four in ten voters said life would be worse.",
            "About four in ten voters",
            ["life would be worse"],
        ),
        ("Abt said as he came in, “It is late.”", "Abt", ["“It is late.”"]),
        ("Abt added, that it was late.", "Abt", ["it was late"]),
        (
            "While it could hurt, she added, revoking it would hurt more.",
            "she",
            ["While it could hurt", "revoking it would hurt more"],
        ),
        (
            "A memo seen by the agency said investigators were late.",
            "A memo seen by the agency",
            ["investigators were late"],
        ),
        ("Going was hard, he and Mr. Abt said.", "Mr. Abt", ["Going was hard"]),
        (
            "Abt accused another paper of misrepresenting her in interviews.",
            "Abt",
            ["another paper of misrepresenting her in interviews"],
        ),
        (
            "Abt said because Roe is popular, it is a good sign.",
            "Abt",
            ["because Roe is popular, it is a good sign"],
        ),
        (
            "Roe said, if elected, she would ask them to help.",
            "Roe",
            ["if elected, she would ask them to help"],
        ),
        (
            "Abt gave it, according to papers reported by The Post, becoming an owner.",
            "papers",
            ["Abt gave it"],
        ),
        (
            "To chants of “Roe! Roe!,” the senator said his campaign was strong.",
            "the senator",
            ["his campaign was strong"],
        ),
        (
            "Roe told a crowd in snowy Low, New Abt, on the last day that it was late.",
            "Roe",
            ["it was late"],
        ),
        (
            "Speaker Ada Roe, the chair of it, on Tuesday called the plan “dead”.",
            "Speaker Ada Roe",
            ["the plan “dead”"],
        ),
        (
            "Abt, who says Roe is attacking him because it is late, said it was over.",
            "Abt",
            ["Roe is attacking him because it is late"],
        ),
        (
            "A source said they were late, as supporters point out.",
            "A source",
            ["they were late, as supporters point out"],
        ),
        (
            "Roe argued the pipeline, which is backed by Low, “would not go far” without it.",
            "Roe",
            ["the pipeline, which is backed by Low, “would not go far” without it"],
        ),
        ("The poll showed Roe ahead, 45 to 18.", "The poll", ["Roe ahead, 45 to 18"]),
    ],
)
def test_a_clause_is_found_around_what_is_inserted(
    text: str, speaker: str, contents: list[str]
) -> None:
    assert (speaker, contents) in hear(text)


def test_words_behind_a_colon_are_the_quotation_alone() -> None:
    text = "Roe said she was busy with other work: “I have no time,” she wrote."

    assert hear(text)[-1][1] == ["“I have no time,”"]


def test_a_figure_in_a_relative_clause_is_not_who_says_the_sentence() -> None:
    text = "Roe says the gap can be closed, which stood at 263 votes, according to the agency."

    assert hear(text) == [
        ("Roe", ["the gap can be closed"]),
        ("the agency", ["which stood at 263 votes"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "She came to support Ada Roe.",
        "A spokesman did not respond to a request for comment.",
        "It was supposed to open in May.",
        "They gave it to states and then states doled it out.",
    ],
)
def test_a_deed_is_nothing_said(text: str) -> None:
    assert hear(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Ada Roe, President Bo Abt’s former budget director, said it was late. Abt left.",
            "Ada Roe",
        ),
        ("Theresa May came. It was late, May said.", "Theresa May"),
        (
            "Ivo Abt lost the town of Low Fell. Mr Abt said it was late: “It is over,” he claimed.",
            "Ivo Abt",
        ),
    ],
)
def test_who_is_named_beside_a_speaker_is_not_the_speaker(text: str, speaker: str) -> None:
    assert {who for who, _ in hear(text)} == {speaker}
