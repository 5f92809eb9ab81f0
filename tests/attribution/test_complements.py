"""Where what is said begins behind its cue."""

import pytest

from tests.hearing import hear


@pytest.mark.parametrize(
    ("text", "speaker", "contents"),
    [
        ("Ms Abt told reporters the deal was dead.", "Ms Abt", ["the deal was dead"]),
        ("Ms Abt told reporters prices would rise.", "Ms Abt", ["prices would rise"]),
        ("Ms Abt told host Ivo Roe a loss is “likely”.", "Ms Abt", ["a loss is “likely”"]),
        (
            "The office said about half of the rise came from taxes.",
            "The office",
            ["about half of the rise came from taxes"],
        ),
        ("Abt has said for weeks he is the only one to win.", "Abt", ["he is the only one to win"]),
        ("Abt said further cuts would follow.", "Abt", ["further cuts would follow"]),
        ("Police reported no arrests on Monday.", "Police", ["no arrests"]),
        (
            "The groups reported spending $6 million on advertising.",
            "The groups",
            ["spending $6 million on advertising"],
        ),
        (
            "CNN reported at least six planes filled the skies.",
            "CNN",
            ["at least six planes filled the skies"],
        ),
        (
            "The chairman requested yet another inquiry into the fire.",
            "The chairman",
            ["yet another inquiry into the fire"],
        ),
        ("Voters described themselves as liberals.", "Voters", ["themselves as liberals"]),
        ("Abt proposed they debate on television.", "Abt", ["they debate on television"]),
        ("He has threatened not to show up to the debate.", "He", ["not to show up to the debate"]),
        ("The union is seeking a rise of 7% for all.", "The union", ["a rise of 7% for all"]),
        (
            "It was a strike that company executives said could hit earnings.",
            "company executives",
            ["that", "could hit earnings"],
        ),
        (
            "Perhaps, he said, this town has grown too big.",
            "he",
            ["Perhaps", "this town has grown too big"],
        ),
        ("It is, she says carefully, a missed chance.", "she", ["It is", "a missed chance"]),
        (
            "Abt said the firm, which employs 40 people, the largest in town, would close.",
            "Abt",
            ["the firm, which employs 40 people, the largest in town, would close"],
        ),
        (
            "Critics said the ruling, which struck down limits, illustrates the danger.",
            "Critics",
            ["the ruling, which struck down limits, illustrates the danger"],
        ),
        (
            "Abt said Mr Roe would have a hard time convincing the public.",
            "Abt",
            ["Mr Roe would have a hard time convincing the public"],
        ),
        ("The idea that trade will work would please few.", "unattributed", ["trade will work"]),
    ],
)
def test_the_content_begins_and_ends_with_what_is_said(
    text: str, speaker: str, contents: list[str]
) -> None:
    assert (speaker, contents) in hear(text)
