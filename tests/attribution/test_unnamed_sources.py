"""Hearsay, polls, views, and other sources that stand in no subject."""

import pytest

from briefing.schema.statement import UNATTRIBUTED
from tests.hearing import hear


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Reportedly, he wrote to his co-workers.", ["he wrote to his co-workers"]),
        (
            "Both firms have reportedly looked at the company and passed.",
            ["Both firms have", "looked at the company and passed"],
        ),
        (
            "But she is expected to move swiftly to claim an early advantage.",
            ["she", "to move swiftly to claim an early advantage"],
        ),
        (
            "They left a house believed to be worth two million.",
            ["a house", "to be worth two million"],
        ),
        ("A man thought to be in his forties was found.", ["A man", "to be in his forties"]),
        ("Mr Roe is considered the favourite to win.", ["Mr Roe", "the favourite to win"]),
        (
            "A home manager emptied the accounts, a court heard.",
            ["A home manager emptied the accounts"],
        ),
    ],
)
def test_what_nobody_is_named_for_is_unattributed(text: str, contents: list[str]) -> None:
    assert (UNATTRIBUTED, contents) in hear(text)


@pytest.mark.parametrize(
    ("text", "speaker", "contents"),
    [
        (
            "Ms Roe leads her rival by nine points in the latest poll.",
            "the latest poll",
            ["Ms Roe leads her rival by nine points"],
        ),
        ("To many, the deal is a defeat.", "many", ["the deal is a defeat"]),
        (
            "In his view, the centre was no place for a child.",
            "his",
            ["the centre was no place for a child"],
        ),
        ("A vote is, in her opinion, inevitable.", "her", ["A vote is", "inevitable"]),
        ("Cups are considered unclean by the elders.", "the elders", ["Cups", "unclean"]),
        (
            "He was accused by a female reporter, who worked for Mr Roe, of grabbing her.",
            "a female reporter",
            ["He", "of grabbing her"],
        ),
        (
            "(But as Abt noted, voters will look twice if he wins.)",
            "Abt",
            ["voters will look twice if he wins"],
        ),
        (
            "They can be fined, and as Abt noted, people in the case could be jailed.",
            "Abt",
            ["people in the case could be jailed"],
        ),
        (
            "Last month, according to the union, rents have doubled.",
            "the union",
            ["Last month", "rents have doubled"],
        ),
        ("He left because, according to Abt, nobody would listen.", "Abt", ["nobody would listen"]),
        (
            "That was rejected by Ada Abt, who said that visits had fallen.",
            "Ada Abt",
            ["visits had fallen"],
        ),
    ],
)
def test_a_source_beside_the_clause_is_found(text: str, speaker: str, contents: list[str]) -> None:
    assert (speaker, contents) in hear(text)


@pytest.mark.parametrize(
    "text",
    [
        "To Paris, he sent two envoys.",
        "Parliament argued for three hours on Thursday about rents.",
        "The first of the six lynx promised to the hills is on her way.",
        "She took part in a poll of readers.",
        "Does she regret raising the retirement age?",
        "Did he deny the claim?",
        "He set up a firm called Acme Holdings in May.",
        "Businesses have called off projects with him.",
        "The firm slashed its full-year profit forecast on Thursday.",
    ],
)
def test_what_nobody_says_is_left_alone(text: str) -> None:
    assert hear(text) == []
