"""`briefing cache` shows and empties the file that runs would use."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefing.cli.app import app
from briefing.endpoint import Answer
from briefing.endpoint.cache import ReplyCache
from briefing.errors import ConfigError

RUNNER = CliRunner()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "c.sqlite3"
    with ReplyCache(path, notice=print) as cache:
        answer = Answer("{}", "stop", None, 10, 2, key="k")
        cache.put(answer, url="http://h/v1", body={"model": "m"}, repeat=0)
    return path


def test_info_says_where_it_lies_and_what_it_holds(file: Path) -> None:
    lines = RUNNER.invoke(app, ["cache", "info", "--cache", str(file)]).stdout.splitlines()

    assert lines[0].startswith(f"{file}: 1 replies, 0.0 MB")
    assert lines[1].startswith("http://h/v1  m  1 replies  10 tokens in  2 out  ")


def test_the_file_is_the_one_that_runs_use(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_CACHE", str(file))

    assert "1 replies" in RUNNER.invoke(app, ["cache", "info"]).stdout


def test_clear_drops_what_is_old_enough(file: Path) -> None:
    clear = ["cache", "clear", "--cache", str(file)]

    assert "0 replies dropped" in RUNNER.invoke(app, [*clear, "--older-than", "30d"]).stdout
    assert "1 replies dropped" in RUNNER.invoke(app, clear).stdout


@pytest.mark.parametrize("age", ["30", "d", "1y", "-3d", "3d4h"])
def test_an_age_that_is_none_is_refused(file: Path, age: str) -> None:
    result = RUNNER.invoke(app, ["cache", "clear", "--older-than", age])

    assert isinstance(result.exception, ConfigError)
    assert "30d" in result.exception.hint
