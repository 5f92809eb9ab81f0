"""Who does not demand, promise or warn is not listed as if they did."""

import pytest

from briefing.attribution import find_attributions


@pytest.mark.parametrize(
    "text",
    [
        "Ada Roe did not call on the council to act.",
        "Ada Roe has not promised to pay the dockers.",
        "Ada Roe never demanded that the council resign.",
        "Ada Roe isn't demanding that he resign.",
        "Ada Roe failed to demand that the council resign.",
        "Ada Roe stopped short of calling for his resignation.",
        "Ada Roe made no promise to pay.",
        "The union dropped its demand for a pay rise.",
        "No minister promised to pay.",
        "Nobody warned that the bridge would fall.",
        "Ada Roe denies that the council must resign.",
        "Ada Roe did not say that the council must resign.",
    ],
)
def test_what_is_denied_is_a_position_put_to_nobody(text: str) -> None:
    (found,) = find_attributions(text)

    assert found.kind == "position"
    assert found.addressee is None
    assert found.condition is None


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Ada Roe did not call on the council to act.", "did not call on"),
        ("The union dropped its demand for a pay rise.", "dropped its demand"),
        ("Ada Roe made no promise to pay.", "no promise"),
        ("Not everybody agrees that it leaked.", "Not everybody agrees"),
        ("Ada Roe denies that the council must resign.", "denies"),
    ],
)
def test_the_cue_of_what_is_denied_says_so(text: str, cue: str) -> None:
    (found,) = find_attributions(text)

    assert found.cue is not None
    assert found.cue.of(text) == cue


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ada Roe called on the council not to act.", "demand"),
        ("Ada Roe promised never to leave.", "consequence"),
        ("Ada Roe warned that it would not hold.", "consequence"),
        ("Ada Roe said she would not rest and urged the council to act.", "demand"),
        ("Ada Roe did not rule out a strike.", "question"),
    ],
)
def test_a_negation_inside_what_is_said_denies_nothing(text: str, kind: str) -> None:
    assert find_attributions(text)[-1].kind == kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Roe promised not to leave.", "not to leave"),
        ("Ada Roe vowed never to return.", "never to return"),
        ("Ada Roe urged the crews not to sail.", "the crews not to sail"),
        ("Ada Roe told the crews not to sail.", "not to sail"),
        ("Ada Roe was asked not to speak.", "not to speak"),
        ("The bank is expected not to move.", "not to move"),
    ],
)
def test_the_negation_of_an_infinitive_is_part_of_what_is_said(text: str, words: str) -> None:
    (found,) = find_attributions(text)

    assert found.content[-1].of(text) == words


@pytest.mark.parametrize(
    ("text", "words", "is_told"),
    [
        (
            "Ada Roe warned Meridia against using cyber attacks.",
            "against using cyber attacks",
            True,
        ),
        ("Ada Roe warned the crews not to sail.", "the crews not to sail", True),
        ("Ada Roe advised against haste.", "against haste", False),
    ],
)
def test_a_warning_against_something_demands_that_it_be_left(
    text: str, words: str, is_told: bool
) -> None:
    (found,) = find_attributions(text)

    assert found.kind == "demand"
    assert found.content[0].of(text) == words
    assert (found.addressee is not None) is is_told


def test_an_if_clause_before_the_cue_is_the_condition() -> None:
    text = "If the court grants it, Ada Roe said, the union would appeal."
    (found,) = find_attributions(text)

    assert found.condition is not None
    assert found.condition.of(text) == "If the court grants it"


def test_a_country_in_capitals_is_no_pronoun() -> None:
    text = "The US and its allies have rejected those demands."
    (found,) = find_attributions(text)

    assert found.source is not None
    assert found.source.of(text) == "The US and its allies"


def test_an_insertion_between_auxiliary_and_verb_does_not_cut_what_is_said() -> None:
    text = "Ada Roe insisted the town had never, through its officials, threatened the port."
    (found,) = find_attributions(text)

    assert found.content[0].of(text).endswith("threatened the port")


def test_not_everybody_is_the_speaker_of_what_not_everybody_says() -> None:
    (found,) = find_attributions("Not everyone wants the bridge back.")

    assert found.speaker == "Not everyone"
