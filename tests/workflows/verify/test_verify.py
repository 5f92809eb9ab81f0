"""What was edited by hand, or has changed on disk, is named; everything else may be edited."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.errors import InputError
from briefing.locate import fold
from briefing.pipeline import make_briefing
from briefing.schema.article import Article
from briefing.schema.briefing import Briefing
from briefing.steps.load import load_articles
from briefing.steps.render import render_briefing
from briefing.workflows.verify import Verdict, verify_file
from briefing.workflows.verify.markdown_form import verify_markdown

TEXT = (
    "Port strike goes on\n\n"
    "Port director Aldo Brennan urged the pilots to return to work by 12 May. "
    "“We will not accept a pay cut of 12 per cent,” pilots’ leader Ines Marlow said.\n\n"
    "Ms Marlow denied that *any* pilot <b>slept</b> on duty. "
    "Mr Brennan warned that 40 ferries would stop if the strike went on."
)
OTHER = "Bridge shut\n\nMayor Ada Roe said the bridge would stay shut until 9 June.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "port.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "bridge.txt").write_text(OTHER, encoding="utf-8")
    briefing = make_briefing(load_articles([str(tmp_path / "in")]).articles)
    (tmp_path / "b.md").write_text(render_briefing(briefing), encoding="utf-8")
    (tmp_path / "b.json").write_text(render_briefing(briefing, form="json"), encoding="utf-8")
    return tmp_path


def _edit_json(folder: Path, edit: Callable[[dict[str, Any]], None]) -> Verdict:
    file = folder / "b.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    edit(data)
    file.write_text(json.dumps(data), encoding="utf-8")
    return verify_file(file)


def _edit_markdown(folder: Path, old: str, new: str) -> Verdict:
    file = folder / "b.md"
    text = file.read_text(encoding="utf-8")
    body, _, comment = text.rpartition("<!-- briefing/1")
    assert old in body
    body = body.replace(old, new)
    file.write_text(f"{body}<!-- briefing/1{comment}", encoding="utf-8")
    return verify_file(file)


@pytest.mark.parametrize("name", ["b.json", "b.md"])
def test_an_untouched_briefing_holds_with_and_without_its_sources(folder: Path, name: str) -> None:
    alone = verify_file(folder / name)
    with_sources = verify_file(folder / name, sources=[folder / "in"])

    assert alone.mismatches == with_sources.mismatches == ()
    assert alone.statements == alone.quotations == 5
    assert (alone.sources, with_sources.sources) == (0, 2)


# --- JSON


def _statement(data: dict[str, Any], words: str) -> dict[str, Any]:
    found: dict[str, Any] = next(s for s in data["statements"] if words in str(s["evidence"]))
    return found


def test_an_edited_quotation_is_named_with_what_the_article_says(folder: Path) -> None:
    def edit(data: dict[str, Any]) -> None:
        evidence = _statement(data, "pay cut")["evidence"][0]
        evidence["quote"] = evidence["quote"].replace("12", "21")

    (mismatch,) = _edit_json(folder, edit).mismatches
    assert "Ines Marlow" in mismatch.where
    assert "cut of 21 per cent" in mismatch.problem
    assert "the article says “We will not accept a pay cut of 12 per cent,”" in mismatch.problem


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("kind", "demand", "kind was changed: it says “demand”; it should say “position”"),
        ("speaker", "Aldo Brennan’s wife", "speaker was changed: it says “Aldo Brennan’s wife”"),
        ("summary", "Pilots accept it.", "summary was changed: it says “Pilots accept it.”"),
        ("addressee", "the mayor", "addressee was changed: it says “the mayor”"),
        ("condition", "if it rains", "condition was changed: it says “if it rains”"),
        ("flags", ["snapped"], "flags was changed"),
    ],
)
def test_an_edited_field_is_named(folder: Path, field: str, value: object, says: str) -> None:
    def edit(data: dict[str, Any]) -> None:
        _statement(data, "pay cut")[field] = value

    (mismatch,) = _edit_json(folder, edit).mismatches
    assert says in mismatch.problem


def test_a_speaker_who_was_exchanged_is_named_with_the_one_who_said_it(folder: Path) -> None:
    def edit(data: dict[str, Any]) -> None:
        first = _statement(data, "pay cut")
        first["speaker"] = _statement(data, "ferries")["speaker"]

    (mismatch,) = _edit_json(folder, edit).mismatches
    assert "it says “Aldo Brennan”; it should say “Ines Marlow”" in mismatch.problem


def test_moved_evidence_an_edited_text_and_a_dangling_point_are_named(folder: Path) -> None:
    def edit(data: dict[str, Any]) -> None:
        evidence = _statement(data, "pay cut")["evidence"][0]
        evidence["start"] += 1
        data["articles"][0]["text"] += "!"
        data["key_points"][0]["statements"] = ["000000000000"]

    problems = "\n".join(map(str, _edit_json(folder, edit).mismatches))
    assert "its id or its evidence was changed" in problems
    assert "its text was changed" in problems
    assert "rests on statement 000000000000, which is not listed" in problems


def test_an_edited_key_point_is_named(folder: Path) -> None:
    def edit(data: dict[str, Any]) -> None:
        data["key_points"][0]["text"] += " Soon."

    (mismatch,) = _edit_json(folder, edit).mismatches
    assert mismatch.where == "key point 1"


def test_a_briefing_without_seals_is_verified_by_its_ids(folder: Path) -> None:
    def edit(data: dict[str, Any]) -> None:
        for item in [*data["statements"], *data["key_points"]]:
            del item["seal"]

    assert _edit_json(folder, edit).mismatches == ()


def test_a_field_of_the_wrong_shape_is_named_with_its_place(folder: Path) -> None:
    def edit(data: dict[str, Any]) -> None:
        data["statements"][1]["kind"] = "rumour"

    (mismatch,) = _edit_json(folder, edit).mismatches
    assert (mismatch.where, "rumour" in mismatch.problem) == ("statements[1].kind", True)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.json", "{"),
        ("x.json", "[]"),
        ("x.json", '{"schema": "other/1"}'),
        ("x.json", "[" * 100_000),
        ("x.md", "# Briefing\n\n- **So**, she said.[^1]\n"),
        ("x.txt", "So she said."),
        ("x.html", "<p>So she said.</p>"),
        ("x.md", "\x00\x01" * 100),
    ],
)
def test_what_is_no_briefing_is_an_error_of_the_input(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")

    with pytest.raises(InputError) as raised:
        verify_file(tmp_path / name)

    assert raised.value.hint


def test_a_file_that_is_not_there_is_an_error_of_the_input(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        verify_file(tmp_path / "gone.json")


# --- Markdown


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("12 per cent", "21 per cent", "“21”"),
        ("We will not accept", "We will accept", "missing after"),
        ("that **40 ferries would", "that **40 ferries would soon", "“soon”"),
        (r"that \*any\*", "that *any*", "“any"),
        ("**→** *40 ferries", "**→** *4 ferries", "“4”"),
        ("*if the strike", "*unless the strike", "“unless”"),
        ("denied that", "said that", "“said”"),
    ],
)
def test_a_changed_word_of_a_visible_sentence_is_named(
    folder: Path, old: str, new: str, names: str
) -> None:
    file = folder / "b.md"
    text = file.read_text(encoding="utf-8")
    bullets = [line for line in text.splitlines() if line.startswith(("- ", "  ")) and old in line]
    (line,) = bullets
    file.write_text(text.replace(line, line.replace(old, new)), encoding="utf-8")

    (mismatch,) = verify_file(file).mismatches
    assert "the line was changed" in mismatch.problem
    assert names in mismatch.problem


def test_a_line_under_another_speaker_is_named(folder: Path) -> None:
    verdict = _edit_markdown(folder, "### Mayor Ada Roe", "### Mayor Bob Roe")

    (mismatch,) = verdict.mismatches
    assert "stands under “Mayor Bob Roe”; it should stand under “Mayor Ada Roe”" in str(mismatch)


def test_an_edited_key_point_of_the_markdown_is_named(folder: Path) -> None:
    verdict = _edit_markdown(folder, "urged the pilots to", "urged the officers to")

    (mismatch,) = verdict.mismatches
    assert mismatch.where.startswith("key point")
    assert "“officers”" in mismatch.problem


def test_whatever_stands_around_the_lines_may_be_edited(folder: Path) -> None:
    file = folder / "b.md"
    text = file.read_text(encoding="utf-8")
    body, _, comment = text.rpartition("<!-- briefing/1")
    lines = body.splitlines()
    quotes = [line for line in lines if line.startswith("- ") and "**" in line and "[^" in line]
    kept = [line for line in lines if line not in quotes]
    moved = [f"{line} (my remark)" for line in reversed(quotes[1:])]
    own = ["# My title", "", "Read this first, says the office[^1].", "", *moved, "", *kept]
    file.write_text("\n".join([*own, f"<!-- briefing/1{comment}"]), encoding="utf-8")

    verdict = verify_file(file, sources=[folder / "in"])
    assert verdict.mismatches == ()
    assert verdict.quotations == 4


def test_a_line_that_an_editor_wrapped_still_holds(folder: Path) -> None:
    assert _edit_markdown(folder, "per cent", "per\n  cent").mismatches == ()


def test_typography_is_no_change(folder: Path) -> None:
    assert _edit_markdown(folder, "“**", '"**').mismatches == ()


_QUOTATION = re.compile(r"(?<!\\)\*\*((?:[^*\\\n]|\\.)+)\*\*(?=.*\[\^)")


def _marked_words(markdown: str) -> list[tuple[int, int]]:
    """Places of what is said, in the lines of statements."""
    return [match.span(1) for match in _QUOTATION.finditer(markdown)]


def _briefed() -> Briefing:
    return make_briefing(
        [
            Article(source="port.txt", text=TEXT, title="Port"),
            Article(source="bridge.txt", text=OTHER, title="Bridge"),
        ]
    )


MARKDOWN = render_briefing(_briefed())


@given(st.data())
def test_any_single_character_changed_within_a_quotation_is_found(data: st.DataObject) -> None:
    start, end = data.draw(st.sampled_from(_marked_words(MARKDOWN)))
    at = data.draw(st.integers(start, end - 1))
    new = data.draw(st.characters(exclude_characters="\n\r*\\[]&<>", exclude_categories=["Cs"]))
    cut = data.draw(st.sampled_from([0, 1]))  # put in, or put in place of another
    quotation = MARKDOWN[start:end]
    changed = quotation[: at - start] + new + quotation[at - start + cut :]
    assume("&" not in quotation[max(0, at - start - 5) : at - start + 5])
    assume("\\" not in quotation[max(0, at - start - 1) : at - start + 1])
    assume(fold(f"x{changed}x").text != fold(f"x{quotation}x").text and new.isprintable())

    edited = MARKDOWN[:start] + changed + MARKDOWN[end:]
    assert verify_markdown(edited, "b.md", None).mismatches


@given(st.data())
def test_any_single_character_deleted_within_a_quotation_is_found(data: st.DataObject) -> None:
    start, end = data.draw(st.sampled_from(_marked_words(MARKDOWN)))
    at = data.draw(st.integers(start, end - 1))
    assume(MARKDOWN[at] not in "&\\;*" and "&" not in MARKDOWN[at - 4 : at])
    assume(MARKDOWN[at - 1] != "\\")

    edited = MARKDOWN[:at] + MARKDOWN[at + 1 :]
    assert verify_markdown(edited, "b.md", None).mismatches


# --- Sources


@pytest.mark.parametrize("name", ["b.json", "b.md"])
def test_quotations_that_a_changed_source_lost_are_named(folder: Path, name: str) -> None:
    changed = TEXT.replace("40 ferries", "30 ferries")
    (folder / "in" / "port.txt").write_text(changed, encoding="utf-8")

    first, second = verify_file(folder / name, sources=[folder / "in"]).mismatches
    assert "port.txt" in first.where
    assert "3 of 4 quotations from it still stand there" in first.problem
    assert "Aldo Brennan" in second.where
    assert "40 ferries would stop" in second.problem


@pytest.mark.parametrize("name", ["b.json", "b.md"])
def test_a_source_that_is_gone_is_named_and_one_that_was_renamed_is_found(
    folder: Path, name: str
) -> None:
    (folder / "in" / "port.txt").rename(folder / "in" / "strike.txt")
    (folder / "in" / "bridge.txt").unlink()

    (mismatch,) = verify_file(folder / name, sources=[folder / "in"]).mismatches
    assert "bridge.txt" in mismatch.where
    assert "no file there has its text or its name" in mismatch.problem


def test_with_sources_the_comment_itself_is_held_against_the_articles(folder: Path) -> None:
    file = folder / "b.md"
    text = file.read_text(encoding="utf-8")
    start = TEXT.index("40 ferries")
    file.write_text(text.replace(f",{start},", f",{start + 90},", 1), encoding="utf-8")

    problems = "\n".join(map(str, verify_file(file, sources=[folder / "in"]).mismatches))
    assert "the comment at the end: was changed" in problems
    assert "the article says" in problems
