"""stdout is the product, stderr the messages, and the exit code says what became of the run."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.cli.app import main
from tests.fakes import Double, always, completion, quoted, refused, statements
from tests.steps.load.made import Pdf, html_page

TEXT = (
    "Talks on the strait resume\n\n"
    "Foreign Minister Ilse Brandt said on Monday that the strait would stay open. "
    "“We will not pay for it twice,” Ms Brandt said."
)
Run = Callable[..., int]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in an empty folder and give its exit code."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> int:
        monkeypatch.setattr("sys.argv", ["briefing", *arguments])
        with pytest.raises(SystemExit) as raised:
            main()
        return int(raised.value.code or 0)

    return call


@pytest.fixture
def article(tmp_path: Path) -> str:
    (tmp_path / "strait.txt").write_text(TEXT, encoding="utf-8")
    return "strait.txt"


def test_without_a_key_the_built_in_extractor_works_and_says_so(
    run: Run, article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run("make", article)
    out, err = capsys.readouterr()

    assert code == 0
    assert out.startswith("# Briefing: Talks on the strait resume\n")
    assert "**We will not pay for it twice**" in out
    assert "built-in extractor" in err
    assert "built-in extractor" in out


def test_the_suffix_picks_the_form_and_both_can_be_asked_for(
    run: Run, article: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("make", article, "--out", "brief.md", "--out", "brief.json") == 0

    assert capsys.readouterr().out == ""
    assert (tmp_path / "brief.md").read_text(encoding="utf-8").startswith("# Briefing")
    assert json.loads((tmp_path / "brief.json").read_bytes())["schema"] == "briefing/1"


@pytest.mark.parametrize("out", ["brief.docx", "nowhere/brief.md"])
def test_a_file_that_cannot_be_written_is_refused_before_any_work(
    run: Run, article: str, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    assert run("make", article, "--out", out) == 2
    assert "hint: " in capsys.readouterr().err


def test_what_cannot_be_read_is_one_line_and_the_rest_is_briefed(
    run: Run, article: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "copy.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "utf16.txt").write_text(TEXT.replace("Monday", "Friday"), encoding="utf-16")
    os.mkfifo(tmp_path / "pipe.txt")

    code = run("make", ".", "--out", "brief.json")
    data = json.loads((tmp_path / "brief.json").read_bytes())

    assert code == 4
    assert [f["source"] for f in data["failures"]] == ["./empty.txt", "./pipe.txt"]
    assert all(f["error"] and f["hint"] for f in data["failures"])
    assert [(a["source"], a["also_at"]) for a in data["articles"]] == [
        ("./copy.txt", ["./strait.txt"]),
        ("./utf16.txt", []),
    ]
    assert "read once" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["nowhere.txt"], ["."], ["-"]])
def test_nothing_to_read_is_exit_2(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    with Path(os.devnull).open("rb") as nothing:
        monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": nothing}))

        assert run("make", *arguments) == 2

    err = capsys.readouterr().err
    assert "error: " in err
    assert "hint: " in err
    assert "Traceback" not in err


def test_strict_ends_with_the_code_of_the_first_failure(
    run: Run, article: str, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").touch()

    assert run("make", ".", "--strict", "--out", "brief.md") == 2


def test_coverage_below_what_is_wanted_is_exit_4(run: Run, article: str) -> None:
    with Double(always(completion(statements()))) as double:
        options = ["--model", "double", "--base-url", double.url, "--min-coverage", "0.5"]

        assert run("make", article, *options, "--out", "brief.md") == 4


def test_the_only_model_of_an_endpoint_is_taken_and_of_several_one_must_be_named(
    run: Run, article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    reply = completion(statements(quoted("We will not pay for it twice", "Ilse Brandt")))
    with Double(always(reply), models=("one",)) as double:
        assert run("make", article, "--base-url", double.url, "--out", "a.md") == 0
    with Double(always(reply), models=("one", "two")) as double:
        assert run("make", article, "--base-url", double.url, "--out", "a.md") == 2

    assert "one, two" in capsys.readouterr().err


def test_an_endpoint_of_no_use_is_exit_3_and_the_key_is_shown_nowhere(
    run: Run,
    article: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-123")
    with Double(always(refused(401, "wrong key sk-canary-123"))) as double:
        options = ["--model", "double", "--base-url", double.url, "--out", "brief.md"]

        assert run("--debug", "make", article, *options) == 3

    out, err = capsys.readouterr()
    assert "sk-canary-123" not in out + err
    assert not (tmp_path / "brief.md").exists()


def test_an_unknown_setting_is_exit_2(
    run: Run, article: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRIEFING_CHUNK_TOKNES", "9")

    assert run("make", article) == 2
    assert "chunk_toknes: no such setting" in capsys.readouterr().err


def test_texts_of_files_that_are_no_text_are_written_and_verify_against_them(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/wall.html").write_text(html_page(), encoding="utf-8")
    lines = [f"Minister Ilse Brandt said that wall {n} would stand." for n in (1, 2)]
    pages = [[(50.0, 500.0, 10.0, words)] for words in lines]
    (tmp_path / "in/walls.pdf").write_bytes(Pdf(*pages).bytes())

    assert run("make", "in", "--out", "b.json", "--out", "b.md", "--sources", "texts") == 0
    briefing = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))
    web, pdf = briefing["articles"]
    pages_of = [e["page"] for s in briefing["statements"] for e in s["evidence"]
                if e["article"] == pdf["id"]]  # fmt: skip

    assert web["author"] == "Ada Finch"
    assert web["extractor"].startswith("trafilatura ")
    assert len(web["file_sha256"]) == 64
    assert pages_of == [1, 2]
    markdown = (tmp_path / "b.md").read_text(encoding="utf-8")
    assert "Source 2, p. 2, sentence 2" in markdown
    assert "Source 1, paragraph 2, sentence 2" in markdown
    for file in ("b.json", "b.md"):
        for folder in ("texts", "in"):
            assert run("verify", file, "--sources", folder) == 0
            assert "2 unchanged articles on disk: all hold" in capsys.readouterr().out


GERMAN = (
    "Streit über die Mauer am Hafen\n\nMinisterin Ilse Brandt sagte am Dienstag, die neue Mauer "
    "koste 480 Millionen Kronen. Die Stadt wollte sich dazu nicht äußern.\n"
)


def test_an_article_in_another_language_is_a_failure_of_the_built_in_extractor(
    run: Run, article: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mauer.txt").write_text(GERMAN, encoding="utf-8")

    assert run("make", article, "mauer.txt", "--out", "b.json") == 4
    briefing = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))

    assert [a["language"] for a in briefing["articles"]] == ["en", "de"]
    assert [f["source"] for f in briefing["failures"]] == ["mauer.txt"]
    assert {e["article"] for s in briefing["statements"] for e in s["evidence"]} == {
        briefing["articles"][0]["id"]
    }
    assert "--model" in capsys.readouterr().err


def test_summaries_in_english_stand_above_quotations_in_the_articles_language(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "mauer.txt").write_text(GERMAN, encoding="utf-8")
    item = quoted("die neue Mauer koste 480 Millionen Kronen", "Ilse Brandt")
    item["summary"] = "The new wall costs 480 million crowns."
    with Double(always(completion(statements(item)))) as server:
        code = run(
            "make", "mauer.txt", "--model", "m", "--base-url", server.url, "--no-cache",
            "--language", "en", "--out", "b.json",
        )  # fmt: skip
        asked = json.dumps(server.bodies)
    briefing = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))

    assert code == 0
    assert "Write every summary in English" in asked
    (statement,) = briefing["statements"]
    assert statement["summary"] == "The new wall costs 480 million crowns."
    assert statement["evidence"][0]["quote"] == "die neue Mauer koste 480 Millionen Kronen"
    assert statement["flags"] == ["speaker unverified", "summary unchecked"]
    assert [p["name"] for p in briefing["run"]["prompts"]] == ["extract", "language"]


def test_another_language_than_english_is_refused(run: Run, article: str) -> None:
    assert run("make", article, "--language", "de") == 2


def test_quiet_says_only_what_went_wrong(
    run: Run, article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("make", article, "--quiet", "--out", "b.md", "--sources", "texts") == 0
    assert capsys.readouterr().err == ""

    assert run("make", article, "nowhere.txt", "-q", "--out", "b.md") == 4
    assert capsys.readouterr().err == (
        "nowhere.txt: no such file\nhint: check the path, or leave it out\n"
    )


def test_verbose_tells_what_became_of_each_article(
    run: Run, article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("make", article, "--verbose", "--out", "b.md") == 0
    assert (
        "strait.txt: text, language en, 2 sentences, 2 statements, "
        "2 of 2 citing sentences covered\n"
    ) in capsys.readouterr().err


def _interrupted(
    tmp_path: Path, url: str, *, after: Callable[[], bool], times: int
) -> tuple[int, str]:
    """Exit code and stderr of a run in a process of its own that gets Ctrl-C so many times."""
    for number in range(6):
        text = TEXT.replace("strait", f"strait {number}")
        (tmp_path / "inbox").mkdir(exist_ok=True)
        (tmp_path / "inbox" / f"{number}.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "briefing", "make", "inbox", "--out", "brief.json"]
    asked = ["--model", "double", "--base-url", url, "--cache", "c.sqlite3"]
    with subprocess.Popen(
        [*command, *asked, "--max-concurrency", "2"], cwd=tmp_path, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        while not after():
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        err = process.stderr.readline().decode()
        if times == 2:
            process.send_signal(signal.SIGINT)
        err += process.stderr.read().decode()
    return process.returncode, err


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_waits_for_what_is_under_way_and_writes_what_there_is(tmp_path: Path) -> None:
    said = statements(quoted("We will not pay for it twice", "Ms Brandt"))
    with Double(always(completion(said, delay_s=0.5))) as double:
        code, err = _interrupted(
            tmp_path, double.url, after=lambda: len(double.bodies) == 3, times=1
        )
        n_asked = len(double.bodies)
        assert code == 130
        assert "waiting for the 2 requests under way" in err
        assert "3 of 6 chunks are answered" in err
        assert err.count("run the same command again to go on") == 1
        briefing = json.loads((tmp_path / "brief.json").read_bytes())
        assert briefing["run"]["chunks_answered"] == n_asked == 3
        assert {f["error"].split(": ", 1)[1] for f in briefing["failures"]} == {
            "not asked: interrupted"
        }

        double.answering = always(completion(said))
        options = ["--model", "double", "--base-url", double.url, "--cache", "c.sqlite3"]
        command = [sys.executable, "-m", "briefing", "make", "inbox", "--out", "brief.json"]
        assert subprocess.run([*command, *options], cwd=tmp_path, check=False).returncode == 0
        assert len(double.bodies) == 6


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_twice_stops_now(tmp_path: Path) -> None:
    with Double(always(completion("{}", delay_s=20))) as double:
        started = time.monotonic()
        code, err = _interrupted(tmp_path, double.url, after=lambda: bool(double.bodies), times=2)
        assert time.monotonic() - started < 10
    assert code == 130
    assert not (tmp_path / "brief.json").exists()
    assert "run the same command again" in err


def test_a_dry_run_is_told_on_stdout_and_asks_nobody(
    run: Run, article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--base-url", "http://127.0.0.1:9/v1", "--model", "double", "--cache", "c.sqlite3"]

    assert run("make", article, *asked, "--dry-run") == 0
    out = capsys.readouterr().out
    assert "1 articles, 1 chunks\n1 requests to send, 0 replies in the cache\nabout " in out
    assert "double: its price is not known" in out
    assert run("make", article, *asked, "--dry-run", "--price", "1,1") == 0
    assert "double: about 0.00" in capsys.readouterr().out


def test_a_limit_on_costs_is_exit_4_and_one_line(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(5):
        text = TEXT.replace("strait", f"strait {number}")
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    with Double(always(completion(statements(quoted("We will not pay for it twice"))))) as double:
        asked = ["--base-url", double.url, "--model", "double", "--cache", "c.sqlite3"]
        priced = ["--price", "100,100", "--max-cost", "0.55", "--max-concurrency", "1"]
        code = run("make", *(f"{n}.txt" for n in range(5)), *asked, *priced, "--out", "b.json")
        n_sent = len(double.bodies)

    assert code == 4
    briefing = json.loads((tmp_path / "b.json").read_bytes())
    assert briefing["run"]["cost_usd"] == pytest.approx(n_sent * 0.011)
    assert 0 < n_sent == briefing["run"]["chunks_answered"] < 5
    err = capsys.readouterr().err
    assert err.count("could exceed --max-cost") == 1
    assert f"and {4 - n_sent} more" in err or n_sent == 4


def test_a_limit_on_costs_without_a_price_is_refused(
    run: Run, article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--base-url", "http://127.0.0.1:9/v1", "--model", "double", "--max-cost", "1"]

    assert run("make", article, *asked) == 2
    assert "--price IN,OUT" in capsys.readouterr().err
