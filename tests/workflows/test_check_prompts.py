"""A prompt whose examples break their own rules is found out."""

from pathlib import Path

import pytest

from briefing.prompts import load_prompt
from briefing.workflows.check_prompts import check_prompts


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("quote: to publish its", "quote: to never publish its", "is not copied exactly"),
        ("quote: whether the talks", "quote: whether apples", "is not copied exactly"),
        ("speaker: Dana Whitlock", "speaker: Dora Whitlock", "speaker 'Dora Whitlock'"),
        ("addressee: the port authority", "addressee: the mayor", "addressee 'the mayor'"),
        ("condition: if the border", "condition: if the bridge", "condition"),
        ("kind: demand", "kind: wish", "not valid"),
    ],
)
def test_an_example_that_is_wrong_is_named(
    tmp_path: Path, right: str, wrong: str, says: str
) -> None:
    text = load_prompt("extract", "v1").text
    assert right in text
    path = tmp_path / "extract" / "v3.j2"
    path.parent.mkdir()
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")

    problems = check_prompts(tmp_path)

    assert problems
    assert all(p.startswith("extract/v3") for p in problems)
    assert any(says in p for p in problems)


def test_a_sentence_number_beyond_the_example_is_named(tmp_path: Path) -> None:
    path = tmp_path / "extract" / "v3.j2"
    path.parent.mkdir()
    text = load_prompt("extract", "v2").text.replace("sentences: [s3]", "sentences: [s7]")
    path.write_text(text, encoding="utf-8")

    assert any("not in source" in problem for problem in check_prompts(tmp_path))


def test_an_example_of_matching_that_leaves_a_line_out_is_named(tmp_path: Path) -> None:
    path = tmp_path / "match" / "v2.j2"
    path.parent.mkdir()
    text = load_prompt("match", "v1").text
    path.write_text(text.replace("earlier: e2", "earlier: e1", 1), encoding="utf-8")

    assert any("does not name e1, e2" in problem for problem in check_prompts(tmp_path))
