"""`make --engine ray` refuses what has no meaning there, and says what it needs."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.app import main
from briefing.cli.cluster import make_on_cluster
from briefing.config import Settings
from briefing.progress import Progress
from briefing.schema.briefing import Run
from briefing.workflows.cluster.run import Tables

Command = Callable[..., int]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Run the command line in an empty folder and give its exit code."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> int:
        monkeypatch.setattr("sys.argv", ["briefing", "make", *arguments, "--engine", "ray"])
        with pytest.raises(SystemExit) as raised:
            main()
        return int(raised.value.code or 0)

    return call


@pytest.mark.parametrize(
    "option",
    [
        ["--summarise", "v1"],
        ["--strict"],
        ["--min-coverage", "0.5"],
        ["--sources", "texts"],
        ["--dry-run"],
        ["--verbose"],
    ],
)
def test_an_option_of_one_briefing_is_refused_with_what_to_do_instead(
    run: Command, option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code = run("in.jsonl", "--model", "builtin", "--out", "tables", *option)
    err = capsys.readouterr().err

    assert code == 2
    assert f"error: {option[0]}: has no meaning with --engine ray" in err
    assert "hint: " in err


@pytest.mark.parametrize("out", [[], ["--out", "a", "--out", "b"]])
def test_there_is_one_folder_to_write_to(
    run: Command, out: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("in.jsonl", "--model", "builtin", *out) == 2
    assert "--engine ray writes to one folder" in capsys.readouterr().err


def test_without_ray_the_error_says_how_to_install_it(
    run: Command, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "briefing.workflows.cluster.engine", raising=False)
    code = run("in.jsonl", "--model", "builtin", "--out", "tables")
    err = capsys.readouterr().err

    assert code == 2
    assert "which is not installed" in err
    assert "pip install 'briefing[ray]'" in err


def test_a_setting_that_no_worker_could_use_is_refused_before_there_is_any(
    run: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["in.jsonl", "--out", "tables", "--model", "builtin", "--map", "nonsense"]

    assert run(*options) == 2
    assert "is no mapping of a field" in capsys.readouterr().err


def test_a_parquet_file_without_a_cluster_is_refused_with_the_way_to_read_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in.parquet").write_bytes(b"PAR1")
    monkeypatch.setattr(
        "sys.argv", ["briefing", "make", str(tmp_path / "in.parquet"), "--model", "builtin"]
    )
    with pytest.raises(SystemExit) as raised:
        main()

    assert raised.value.code == 2
    assert "--engine ray" in capsys.readouterr().err


@pytest.mark.parametrize(("failures", "code"), [(0, 0), (3, 4)])
def test_what_was_written_is_told_and_failures_are_exit_4(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    failures: int,
    code: int,
) -> None:
    asked: list[str] = []

    def make_tables(paths: Any, out: str, settings: Settings, **how: Any) -> Tables:
        asked.append(out)
        how["progress"](Progress(5, read=5))
        return Tables(
            created="2026-03-01T00:00:00+00:00",
            inputs=tuple(paths),
            counts={"articles": 5, "statements": 9, "failures": failures},
            copies=0,
            ray="2",
            nodes=1,
            run=Run(briefing="0", model="builtin"),
        )

    monkeypatch.setattr("briefing.workflows.cluster.make_tables", make_tables)
    given = {"--sources": None, "--dry-run": False, "--verbose": False}
    out = Path("s3://bucket/tables")

    assert make_on_cluster(["in"], [out], Settings(model="builtin"), given, quiet=False) == code
    assert asked == ["s3://bucket/tables"]
    err = capsys.readouterr().err
    assert f"wrote s3://bucket/tables: 5 articles, 9 statements, {failures} failures" in err
