"""`briefing compare` from the command line: what it writes, and how it stops."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.cli.app import main
from tests.fakes import Double, always, completion, statements

TEXT = "Ines Marlow said the strike would go on until March {}."


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(4):
        (folder / f"{n}.txt").write_text(TEXT.format(n), encoding="utf-8")
    return folder


def _arguments(articles: Path, url: str, *more: str) -> list[str]:
    base = ["compare", str(articles), "--prompts", "v1,v2", "--model", "double"]
    return [*base, "--base-url", url, "--cache", str(articles.parent / "c.sqlite"), *more]


def test_it_writes_every_form_that_is_asked_for(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = [tmp_path / f"c{suffix}" for suffix in (".md", ".html", ".json")]
    more = [word for file in out for word in ("--out", str(file))]
    more += ["--write-gold", str(tmp_path / "gold.jsonl")]
    with Double(always(completion(statements()))) as double:
        monkeypatch.setattr("sys.argv", ["briefing", *_arguments(articles, double.url, *more)])
        with pytest.raises(SystemExit) as raised:
            main()

    assert raised.value.code == 0
    assert json.loads(out[2].read_text(encoding="utf-8"))["schema"] == "briefing-comparison/1"
    assert len((tmp_path / "gold.jsonl").read_text(encoding="utf-8").splitlines()) == 4


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX has them")
def test_interrupted_it_says_how_to_go_on_and_then_repeats_no_request(articles: Path) -> None:
    with Double(always(completion(statements(), delay_s=0.4))) as double:
        command = [sys.executable, "-m", "briefing"]
        command += _arguments(articles, double.url, "--max-concurrency", "1")
        first = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
        while len(double.bodies) < 3 and first.poll() is None:
            pass
        first.send_signal(signal.SIGINT)
        _, err = first.communicate(timeout=60)
        second = subprocess.run(command, capture_output=True, check=False, timeout=60)

    assert first.returncode == 130
    assert b"run the same command again to go on" in err
    assert second.returncode == 0
    assert len(double.bodies) == 2 * 4
    assert len({json.dumps(body) for body in double.bodies}) == 2 * 4


@pytest.mark.parametrize(
    ("price", "costs"),
    [("1,10", {"a": 2e-4, "b": 2e-4}), ("a=1,10 b=2,20", {"a": 2e-4, "b": 4e-4})],
)
def test_a_price_is_that_of_every_model_or_of_one(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, price: str, costs: object
) -> None:
    out = tmp_path / "c.json"
    more = [word for option in price.split() for word in ("--price", option)]
    more += ["--models", "a,b", "--prompts", "v2", "--out", str(out)]
    with Double(always(completion(statements()))) as double:
        monkeypatch.setattr("sys.argv", ["briefing", *_arguments(articles, double.url, *more)])
        with pytest.raises(SystemExit):
            main()

    samples = json.loads(out.read_text(encoding="utf-8"))["samples"]
    assert {s["arm"].removeprefix("v2, "): s["outcomes"]["cost"] for s in samples} == costs


@pytest.mark.parametrize("price", ["1", "1,x", "-1,2", "a=1"])
def test_a_price_that_is_none_is_refused(
    articles: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], price: str
) -> None:
    arguments = _arguments(articles, "http://127.0.0.1:9/v1", "--price", price)
    monkeypatch.setattr("sys.argv", ["briefing", *arguments])
    with pytest.raises(SystemExit) as raised:
        main()

    assert raised.value.code == 2
    assert f"--price {price}: is not two numbers from 0 on" in capsys.readouterr().err


def test_a_folder_for_labels_that_is_not_there_is_refused_before_anything_is_asked(
    articles: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Double(always(completion(statements()))) as double:
        arguments = _arguments(articles, double.url, "--write-gold", "nowhere/gold.jsonl")
        monkeypatch.setattr("sys.argv", ["briefing", *arguments])
        with pytest.raises(SystemExit) as raised:
            main()

    assert raised.value.code == 2
    assert double.bodies == []
    assert "--write-gold nowhere/gold.jsonl: no folder 'nowhere'" in capsys.readouterr().err
