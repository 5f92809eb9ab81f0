"""`briefing doctor` tries everything, and its exit code says whether a run would work."""

import pytest
from typer.testing import CliRunner

from briefing.cli.app import app
from tests.fakes import Double, always, completion, refused

RUNNER = CliRunner()


def test_without_an_endpoint_all_is_well() -> None:
    result = RUNNER.invoke(app, ["doctor"])

    assert result.exit_code == 0
    assert "the built-in extractor does the work" in result.stdout
    assert "OPENAI_API_KEY is not set" in result.stdout


def test_an_endpoint_is_asked_what_it_can_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary")
    with Double(always(completion('{"ready": true}'))) as double:
        monkeypatch.setenv("OPENAI_BASE_URL", double.url)
        result = RUNNER.invoke(app, ["doctor"])

    assert result.exit_code == 0
    assert "double answers with json_schema" in result.stdout
    assert "canary" not in result.stdout


def test_an_endpoint_that_refuses_fails_with_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    with Double(always(refused(401, "no"))) as double:
        monkeypatch.setenv("OPENAI_BASE_URL", double.url)
        result = RUNNER.invoke(app, ["doctor"])

    assert result.exit_code == 3
    assert "FAIL  structured output" in result.stdout
    assert "hint: " in result.stdout
