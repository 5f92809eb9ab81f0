"""Who is meant: pronouns, roles, persons without a name, and two who speak together."""

import pytest

from briefing.attribution import find_attributions


def _speakers(text: str) -> list[str]:
    return [found.speaker for found in find_attributions(text)]


def test_it_is_the_body_that_is_named_with_an_article() -> None:
    text = "The Red Cross said that a third were minors. It has appealed for blankets."

    assert _speakers(text) == ["Red Cross", "Red Cross"]


def test_a_pronoun_means_the_person_whose_gender_is_known() -> None:
    text = "Ms Ada Roe and Quinn Abt came. She said that it was late."

    assert _speakers(text) == ["Ms Ada Roe"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Ivo Roe came. The father of a victim said it hurt. He said he would sue.",
            ["The father of a victim", "The father of a victim"],
        ),
        (
            "Ivo Roe came. Police asked one man to leave. He told this newspaper that it hurt.",
            ["Police", "one man"],
        ),
        (
            "Ms Roe asked Eileen Abt whether it was hers. She said it was not.",
            ["Ms Roe", "Eileen Abt"],
        ),
        (
            "Ivo Roe spoke first. One woman said it was loud. He said it was late.",
            ["One woman", "Ivo Roe"],
        ),
        (
            "Foreign minister Ada Roe met Bo Abt. The foreign minister smiled. “Soon,” she said.",
            ["Foreign minister Ada Roe"],
        ),
        (
            "Medlane, the wholesaler, denied any delay; the order, it said, had been placed.",
            ["Medlane", "Medlane"],
        ),
    ],
)
def test_a_pronoun_may_mean_who_has_no_name(text: str, speakers: list[str]) -> None:
    assert _speakers(text) == speakers


def test_two_who_speak_together_are_neither_of_them() -> None:
    text = "The Union and the Low Foundation welcomed it. The Low Foundation said it was glad."

    assert _speakers(text) == [
        "The Union and the Low Foundation",
        "Low Foundation",
    ]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Mr Bo Low said it leaked. Former mayor Ivo Abt was for it, he said on Monday.",
            ["Mr Bo Low", "Ivo Abt"],
        ),
        (
            "Mr Bo Low said it leaked. “Ivo Abt is laughing at us,” he said on Monday.",
            ["Mr Bo Low", "Mr Bo Low"],
        ),
    ],
)
def test_who_is_named_first_in_a_sentence_may_be_its_speaker(
    text: str, speakers: list[str]
) -> None:
    assert _speakers(text) == speakers


def test_a_title_that_comes_later_tells_who_a_pronoun_is_not() -> None:
    text = (
        "Mr Paul Anwell said he had seen it.\n\n"
        "Farrah Sidd, for the defence, said the witness had made it up.\n\n"
        "“That is untrue,” he replied. Ms Sidd sat down."
    )
    (reply,) = [a for a in find_attributions(text) if "untrue" in a.content[0].of(text)]
    assert reply.speaker == "Mr Paul Anwell"
