"""`briefing prompts` shows versions, texts and differences, and finds broken ones."""

from pathlib import Path

from typer.testing import CliRunner

from briefing.cli.app import app
from briefing.prompts import load_prompt

RUNNER = CliRunner()


def test_list_names_every_version_with_form_and_fingerprint() -> None:
    lines = RUNNER.invoke(app, ["prompts", "list"]).stdout.splitlines()

    assert lines[0].startswith(f"extract/v1  quotes  {load_prompt('extract', 'v1').sha256[:12]}")
    assert lines[1].startswith("extract/v2  sentences  ")


def test_show_prints_the_file() -> None:
    shown = RUNNER.invoke(app, ["prompts", "show", "v1"]).stdout

    assert shown == load_prompt("extract", "v1").text


def test_diff_prints_what_differs() -> None:
    assert "+reply: sentences" in RUNNER.invoke(app, ["prompts", "diff", "v1", "v2"]).stdout


def test_check_passes_ours_and_finds_a_broken_one(tmp_path: Path) -> None:
    assert RUNNER.invoke(app, ["prompts", "check"]).exit_code == 0

    broken = tmp_path / "extract" / "v1.j2"
    broken.parent.mkdir()
    broken.write_text("no front matter", encoding="utf-8")
    result = RUNNER.invoke(app, ["prompts", "check", "--prompts-dir", str(tmp_path)])

    assert result.exit_code == 2
    assert "extract/v1: has no front matter" in result.stdout
