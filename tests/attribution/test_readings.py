"""Sentences that were once read wrongly in a briefing, with what an analyst reads in them."""

import pytest

from briefing.attribution import find_attributions


def _read(text: str) -> list[tuple[str, str, list[str]]]:
    return [
        (a.kind, a.speaker, [span.of(text) for span in a.content]) for a in find_attributions(text)
    ]


@pytest.mark.parametrize(
    ("text", "kind", "speaker", "contents"),
    [
        (
            "“It is a mess,” said one of them, who asked for anonymity to discuss it.",
            "position",
            "one of them",
            ["“It is a mess,”"],
        ),
        (
            "Her office later issued a statement saying that she had not signed it.",
            "position",
            "Her office",
            ["she had not signed it"],
        ),
        (
            "Roe was quoted by the state news agency as saying that it was vandalism.",
            "position",
            "Roe",
            ["it was vandalism"],
        ),
        (
            "Passengers were advised by the company not to travel on Wednesday.",
            "demand",
            "the company",
            ["not to travel on Wednesday"],
        ),
        (
            "Mr Abt refused to confirm that an offer had been made.",
            "question",
            "Mr Abt",
            ["that an offer had been made"],
        ),
        (
            "The coalition partner, Bruno Abt, has not excluded it.",
            "question",
            "Bruno Abt",
            ["it"],
        ),
        (
            "What caused the leak is still under investigation.",
            "question",
            "unattributed",
            ["What caused the leak"],
        ),
        (
            "The Court of Appeal ruled that the jury had been misdirected.",
            "position",
            "Court of Appeal",
            ["the jury had been misdirected"],
        ),
        (
            "The bank signalled that it would lower borrowing costs.",
            "position",
            "The bank",
            ["it would lower borrowing costs"],
        ),
        (
            "Farmers have asked to be left out of any retaliation.",
            "demand",
            "Farmers",
            ["to be left out of any retaliation"],
        ),
        ("Mr Abt urged a strong stand.", "demand", "Mr Abt", ["a strong stand"]),
        (
            "Abt asked about the delay.",
            "question",
            "Abt",
            ["about the delay"],
        ),
        (
            "The Union and the Low Foundation welcomed it.",
            "position",
            "The Union and the Low Foundation",
            ["it"],
        ),
        (
            "“It will be gone,” said Ada Roe, CEO of Lund-based maker Scandicarb.",
            "position",
            "Ada Roe",
            ["“It will be gone,”"],
        ),
        (
            "The firm said it would grow provided the duty stays.",
            "consequence",
            "The firm",
            ["it would grow provided the duty stays"],
        ),
        (
            "Analysts expect prices to rise if the duty comes.",
            "consequence",
            "Analysts",
            ["prices to rise if the duty comes"],
        ),
        ("Ms Low disputed that.", "position", "Ms Low", ["that"]),
        ("Mr Abt questioned the figure.", "position", "Mr Abt", ["the figure"]),
        (
            "Roe conceded that disclosure was “not where it should be”.",
            "position",
            "Roe",
            ["disclosure was “not where it should be”"],
        ),
        (
            "Ada Roe said this winter’s snow holds more water than the average.",
            "position",
            "Ada Roe",
            ["this winter’s snow holds more water than the average"],
        ),
        (
            "Low wants the truce extended for two years.",
            "demand",
            "Low",
            ["the truce extended for two years"],
        ),
        (
            "According to a poll, Ada Roe is ahead.",
            "position",
            "a poll",
            ["Ada Roe is ahead"],
        ),
        (
            "A ministry spokesman contradicted him: it had been sent in May.",
            "position",
            "A ministry spokesman",
            ["it had been sent in May"],
        ),
        (
            "Environmental groups in Tarsia fear that it comes too early.",
            "consequence",
            "Environmental groups in Tarsia",
            ["it comes too early"],
        ),
        (
            "If the wall gave way, the authors write, a wave would reach the houses.",
            "consequence",
            "the authors",
            ["If the wall gave way", "a wave would reach the houses"],
        ),
        (
            "According to its author, the former minister Ana Low, the word was old.",
            "position",
            "former minister Ana Low",
            ["the word was old"],
        ),
        (
            "Harrow & Pike said the bottles were safe.",
            "position",
            "Harrow & Pike",
            ["the bottles were safe"],
        ),
        (
            "Whether the Union will pay its promised share remains uncertain.",
            "question",
            "unattributed",
            ["Whether the Union will pay its promised share"],
        ),
        (
            "It is not clear whether Tarsia, which earns most, will join.",
            "question",
            "unattributed",
            ["whether Tarsia, which earns most, will join"],
        ),
        (
            "Mayor Luis Abt, who voted against, said he was sorry.",
            "position",
            "Mayor Luis Abt",
            ["he was sorry"],
        ),
        (
            "Nor is it clear why the lake formed.",
            "question",
            "unattributed",
            ["why the lake formed"],
        ),
        (
            "It is not yet known, either, whether the insurers will pay.",
            "question",
            "unattributed",
            ["whether the insurers will pay"],
        ),
        (
            "How the fire began has not yet been established.",
            "question",
            "unattributed",
            ["How the fire began"],
        ),
        (
            "Whether the crew slept, as Abt suggests, has not been established.",
            "question",
            "unattributed",
            ["Whether the crew slept, as Abt suggests,"],
        ),
        (
            "The union that represents workers at the plant, Bakers United, denied any link.",
            "position",
            "Bakers United",
            ["any link"],
        ),
    ],
)
def test_one_line_is_read(text: str, kind: str, speaker: str, contents: list[str]) -> None:
    assert _read(text) == [(kind, speaker, contents)]


@pytest.mark.parametrize(
    "text",
    [
        "Talks on sharing the water of the headwaters broke up without agreement.",
        "The fund is paid out according to need.",
    ],
)
def test_nobody_says_it(text: str) -> None:
    assert _read(text) == []


def test_nobody_is_told_what_nobody_should_do() -> None:
    (found,) = find_attributions("“Nobody should hold a country hostage,” said Ada Roe.")

    assert (found.kind, found.addressee) == ("demand", None)


def test_the_subject_stands_behind_an_opening_clause() -> None:
    text = "Asked if he would lock the gate himself, Abt smiled and said that he had been given it."

    assert ("position", "Abt", ["he had been given it"]) in _read(text)


def test_what_is_clear_is_no_open_question() -> None:
    assert _read("It is clear why he left. What she wanted was known.") == []


def test_were_she_to_go_is_a_condition() -> None:
    text = "Were she to go back on it, Roe added, they would vote with the opposition."
    (found,) = find_attributions(text)

    assert found.kind == "consequence"
    assert found.condition is not None
    assert found.condition.of(text) == "Were she to go back on it"


def test_nobody_says_what_somebody_was_asked_about() -> None:
    text = "Asked whether she feared a recession, the governor replied that the risk was small."

    assert _read(text)[1:] == [("position", "the governor", ["the risk was small"])]


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Roe demanded that Petrov publish the map.", "Petrov"),
        ("Low demanded that the Union cap steel exports.", "the Union"),
        ("Family doctors, Roe added, should stop seeing patients.", "Family doctors"),
        ("Roe demanded that Petrov’s map be published.", None),
        ("Roe demanded that Low goes.", None),
    ],
)
def test_who_is_to_act_is_the_addressee(text: str, addressee: str | None) -> None:
    (found,) = find_attributions(text)

    assert found.kind == "demand"
    assert (found.addressee.of(text) if found.addressee else None) == addressee


def test_a_denial_ends_where_its_speaker_goes_on() -> None:
    text = "Roe denied that there was a plan, though she refused to exclude it for others."

    assert _read(text)[0] == ("position", "Roe", ["there was a plan"])


def test_when_somebody_was_asked_is_not_what_they_say() -> None:
    text = "It was possible, Abt said when asked about it."

    assert _read(text)[0] == ("position", "Abt", ["It was possible"])


def test_a_saying_and_what_it_leaves_open_are_both_read() -> None:
    text = "Mr Abt said he planned to meet again and did not rule out a summit."

    assert _read(text) == [
        ("position", "Mr Abt", ["he planned to meet again"]),
        ("question", "Mr Abt", ["a summit"]),
    ]


def test_what_is_described_may_stand_before_the_cue() -> None:
    text = "They met for talks which Abt described as “frank”."

    assert _read(text) == [("position", "Abt", ["which", "as “frank”"])]
