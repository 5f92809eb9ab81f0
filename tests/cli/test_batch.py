"""A batch gives the briefing that direct requests give, and nothing is sent or paid for twice."""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.app import main
from tests.batches import CUT, BatchDouble, answer_file
from tests.fakes import Answering, Double, Scripted, completion, quoted, refused, statements

QUOTE = "We will not pay for it twice"
N = 5
Run = Callable[..., int]


def answers(body: dict[str, Any], seen: int) -> Scripted:
    """The statement that every article has."""
    return completion(statements(quoted(QUOTE, "Ilse Brandt")))


def failing(*numbers: int, with_: Scripted | None = None) -> Answering:
    """Fail for the articles of these numbers."""

    def answer(body: dict[str, Any], seen: int) -> Scripted:
        asked = body["messages"][-1]["content"]
        fails = any(f"strait {number} " in asked for number in numbers)
        return (with_ or refused(500, "out of memory")) if fails else answers(body, seen)

    return answer


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line beside some articles, and give its exit code."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("briefing.endpoint.retry.FIRST_S", 0)
    monkeypatch.setattr("briefing.endpoint.batch.POLL_S", 0.01)
    (tmp_path / "inbox").mkdir()
    for number in range(N):
        _write(tmp_path, number)

    def call(*arguments: str) -> int:
        monkeypatch.setattr("sys.argv", ["briefing", *arguments])
        with pytest.raises(SystemExit) as raised:
            main()
        return int(raised.value.code or 0)

    return call


def _write(folder: Path, number: int) -> None:
    text = (
        f"Talks on the strait resume\n\nForeign Minister Ilse Brandt said that strait {number} "
        f"would stay open. “{QUOTE},” Ms Brandt said."
    )
    (folder / "inbox" / f"{number}.txt").write_text(text, encoding="utf-8")


def _to(double: Double, cache: str = "c.sqlite3") -> list[str]:
    return ["--model", "double", "--base-url", double.url, "--cache", cache]


def _at(double: Double) -> list[str]:
    return ["--base-url", double.url, "--cache", "c.sqlite3"]


def _briefing(file: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(Path(file).read_bytes())
    del data["created"], data["run"]
    return data


def _rows(sql: str) -> list[tuple[Any, ...]]:
    db = sqlite3.connect("c.sqlite3")
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


def test_a_batch_gives_what_direct_requests_give_and_make_then_sends_nothing(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with BatchDouble(answers) as double:
        assert run("make", "inbox", *_to(double, "direct.sqlite3"), "--out", "direct.json") == 0
        double.bodies.clear()

        assert run("batch", "submit", "inbox", *_to(double), "--price", "1,1") == 0
        out, err = capsys.readouterr()
        assert f"{N} requests, 0 replies in the cache, 0 under way in a batch\n" in out
        assert "half of what make would pay" in out
        assert f"batch_2: {N - 1} requests submitted\n" in out
        assert "1 request was asked directly" in err
        assert len(double.bodies) == 1

        assert run("batch", "status", *_at(double)) == 0
        assert "batch_2: in_progress, 0 of 4 done, 0 failed; 4 requests" in capsys.readouterr().out
        assert run("batch", "collect", *_at(double)) == 4
        double.end()
        assert run("batch", "collect", *_at(double)) == 0
        assert "batch_2: completed, 4 answered\n" in capsys.readouterr().out

        double.bodies.clear()
        assert run("make", "inbox", *_to(double), "--out", "batched.json") == 0
        assert double.bodies == []
        assert _briefing("batched.json")["statements"]
        assert _briefing("batched.json") == _briefing("direct.json")
        assert json.loads(Path("batched.json").read_bytes())["run"]["cache_hits"] == N

        assert run("batch", "collect", *_at(double)) == 0
        assert "all that was submitted is collected" in capsys.readouterr().err
        assert _rows("select * from batches") == _rows("select * from batch_requests") == []


def test_what_the_cache_or_a_batch_has_is_not_submitted_again(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with BatchDouble(answers) as double:
        assert run("make", "inbox/0.txt", *_to(double), "--out", "b.json") == 0
        assert run("batch", "submit", "inbox/1.txt", "inbox/2.txt", *_to(double)) == 0
        assert run("batch", "submit", "inbox", *_to(double)) == 0
        assert "2 requests, 1 replies in the cache, 2 under way" in capsys.readouterr().out
        assert run("batch", "submit", "inbox", *_to(double)) == 0
        assert "0 requests, 1 replies in the cache, 4 under way" in capsys.readouterr().out
        assert [b["request_counts"]["total"] for b in double.batches.values()] == [2, 2]
        assert run("batch", "export", "inbox", *_to(double), "--out", "r.jsonl") == 0
        assert not (tmp_path / "r.jsonl").exists()


def test_what_fails_in_a_batch_is_told_and_asked_by_make(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with BatchDouble(failing(3, 4)) as double:
        assert run("batch", "submit", "inbox", *_to(double)) == 0
        double.end()
        assert run("batch", "collect", *_at(double)) == 4
        out = capsys.readouterr().out
        assert "completed, 2 answered, 2 failed\n  2: HTTP 500: out of memory\n" in out

        double.answering = answers
        double.bodies.clear()
        assert run("make", "inbox", *_to(double), "--out", "b.json") == 0
        assert len(double.bodies) == 2


def test_a_reply_that_make_cannot_use_is_asked_again_by_make(run: Run) -> None:
    with BatchDouble(failing(3, with_=completion("{"))) as double:
        assert run("batch", "submit", "inbox", *_to(double)) == 0
        double.end()
        assert run("batch", "collect", *_at(double)) == 0
        double.answering = answers
        double.bodies.clear()
        assert run("make", "inbox", *_to(double), "--out", "b.json") == 0
        (again,) = double.bodies
        assert "cannot be used" in again["messages"][-1]["content"]


@pytest.mark.parametrize("status", ["expired", "cancelled"])
def test_a_batch_that_ends_early_gives_what_it_has_and_the_rest_can_be_submitted(
    run: Run, status: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with BatchDouble(answers) as double:
        assert run("batch", "submit", "inbox", *_to(double)) == 0
        double.end(status, answered=1)
        assert run("batch", "collect", *_at(double)) == 4
        out = capsys.readouterr().out
        assert f"{status}, 1 answered, 3 failed\n  3: This batch is {status}.\n" in out
        assert run("batch", "submit", "inbox", *_to(double)) == 0
        assert "3 requests, 2 replies in the cache, 0 under way" in capsys.readouterr().out


def test_a_file_that_the_endpoint_finds_wrong_fails_as_a_whole_and_says_why(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("briefing.endpoint.batch_file.BatchRequest.line", property(lambda _: (
        '{"custom_id": "same", "method": "POST", "url": "/v1/chat/completions", "body": '
        '{"model": "double"}}\n'
    )))  # fmt: skip
    with BatchDouble(answers) as double:
        assert run("batch", "submit", "inbox", *_to(double)) == 0
        assert run("batch", "collect", *_at(double)) == 4
        out = capsys.readouterr().out
        assert "failed (custom_id comes twice), 4 without a result\n" in out
        assert run("batch", "submit", "inbox", *_to(double), "--dry-run") == 0
        assert "4 requests, 1 replies in the cache, 0 under way" in capsys.readouterr().out


def test_a_rate_limit_on_create_is_waited_out(run: Run) -> None:
    with BatchDouble(answers) as double:
        double.creates = [refused(429, "slow down"), refused(429, "slow down"), None]
        double.uploads = [refused(503, "busy"), None]
        assert run("batch", "submit", "inbox", *_to(double)) == 0
        assert len(double.batches) == 1


def test_a_batch_that_is_refused_is_not_remembered(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with BatchDouble(answers) as double:
        double.creates = [refused(400, "billing hard limit")]
        assert run("batch", "submit", "inbox", *_to(double)) == 3
        assert "billing hard limit" in capsys.readouterr().err
        assert run("batch", "submit", "inbox", *_to(double)) == 0
        assert "4 requests, 1 replies in the cache, 0 under way" in capsys.readouterr().out
        assert len(double.batches) == 1


def test_of_several_batches_those_that_were_made_are_kept_when_one_is_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("briefing.endpoint.batch_file.MOST_REQUESTS", 2)
    with BatchDouble(answers) as double:
        double.creates = [None, refused(400, "no more")]
        assert run("batch", "submit", "inbox", *_to(double)) == 4
        assert capsys.readouterr().out.count("requests submitted") == 1
        assert run("batch", "submit", "inbox", *_to(double)) == 0
        double.end()
        assert run("batch", "collect", *_at(double)) == 0
        assert len(double.batches) == 2


def test_a_create_whose_answer_is_lost_makes_one_batch(run: Run) -> None:
    with BatchDouble(answers) as double:
        double.lost, double.page = 1, 1
        assert run("batch", "submit", "inbox", *_to(double)) == 0
        assert len(double.batches) == 1
        double.end()
        assert run("batch", "collect", *_at(double)) == 0


class Killed(BaseException):
    """Stands for SIGKILL: no code of ours handles it."""


@pytest.mark.parametrize("stage", ["upload", "create", "submitted"])
def test_a_submission_that_is_killed_loses_no_batch_and_makes_none_twice(
    run: Run, monkeypatch: pytest.MonkeyPatch, stage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def killed(*_: Any, **__: Any) -> Any:
        raise Killed

    place = "records.BatchRecords" if stage == "submitted" else "api.BatchApi"
    with BatchDouble(answers) as double:
        with monkeypatch.context() as patch:
            patch.setattr(f"briefing.endpoint.batch_{place}.{stage}", killed)
            with pytest.raises(Killed):
                run("batch", "submit", "inbox", *_to(double))
        if stage == "submitted":
            assert run("batch", "status", *_at(double)) == 0
            assert "is the batch whose submission was cut off" in capsys.readouterr().err
        assert run("batch", "submit", "inbox", *_to(double)) == 0
        assert len(double.batches) == 1
        double.end()
        assert run("batch", "collect", *_at(double)) == 0
        double.bodies.clear()
        assert run("make", "inbox", *_to(double), "--out", "b.json") == 0
        assert double.bodies == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_batch_that_was_being_made_when_the_run_was_killed_is_collected(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with BatchDouble(answers) as double:
        double.slow_s = 2.0
        command = [sys.executable, "-m", "briefing", "batch", "submit", "inbox", *_to(double)]
        with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL) as process:
            while not double.batches:
                assert process.poll() is None
                time.sleep(0.01)
            process.kill()
        double.end()
        assert run("batch", "collect", *_at(double)) == 0
        assert "is the batch whose submission was cut off" in capsys.readouterr().err
        double.bodies.clear()
        assert run("make", "inbox", *_to(double), "--out", "b.json") == 0
        assert double.bodies == []
        assert len(double.batches) == 1


def test_an_endpoint_that_does_not_say_what_became_of_a_batch_keeps_it_waiting(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with BatchDouble(answers) as double:
        with monkeypatch.context() as patch:
            patch.setattr("briefing.endpoint.batch_records.BatchRecords.submitted", _raise_killed)
            with pytest.raises(Killed):
                run("batch", "submit", "inbox", *_to(double))
        monkeypatch.setattr(double, "_list", lambda _: refused(404, "no such path"))
        assert run("batch", "status", *_at(double)) == 3
        out, err = capsys.readouterr()
        assert "submitting; 4 requests" in out
        assert "`forget` drops a batch" in err
        (mark,) = _rows("select mark from batches")[0]
        assert run("batch", "forget", mark, "--cache", "c.sqlite3") == 0
        assert run("batch", "forget", mark, "--cache", "c.sqlite3") == 2


def _raise_killed(*_: Any) -> None:
    raise Killed


def test_a_submission_waits_for_no_other_and_is_refused(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    from briefing.endpoint.batch_records import only_one

    with BatchDouble(answers) as double, only_one(Path("c.sqlite3")):
        assert run("batch", "submit", "inbox", *_to(double)) == 2
        assert "another run is submitting" in capsys.readouterr().err
        assert double.batches == {}


def test_collect_waits_until_all_have_ended(run: Run) -> None:
    with BatchDouble(answers) as double:
        assert run("batch", "submit", "inbox", *_to(double)) == 0
        (batch,) = double.batches.values()
        validating = Scripted(body={**batch, "status": "validating"})
        double.gets = [validating, validating, refused(500, "busy"), None]
        double.end()
        assert run("batch", "collect", "--wait", *_at(double)) == 0
        assert double.gets == []


def test_results_that_cannot_be_fetched_stay_at_the_endpoint(run: Run) -> None:
    with BatchDouble(answers) as double:
        assert run("batch", "submit", "inbox", *_to(double)) == 0
        double.end()
        (batch,) = double.batches.values()
        kept = double.files.pop(batch["output_file_id"])
        assert run("batch", "collect", *_at(double)) == 3
        double.gets = [CUT] * 9
        assert run("batch", "collect", *_at(double)) == 3
        double.files[batch["output_file_id"]] = kept
        assert run("batch", "collect", *_at(double)) == 0


def test_results_of_no_use_are_counted_and_harm_no_other(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    def garbled(lines: bytes) -> bytes:
        first, second, third, *others = lines.splitlines(keepends=True)
        no_completion = json.loads(second) | {"response": {"status_code": 200, "body": {"a": 1}}}
        junk = [
            b"\n", b"{", b"\xff\xfe\n", b"[]\n", b'{"custom_id": 3}\n', b"[" * 100_000 + b"\n",
            b'{"custom_id": "nobodys", "response": {"status_code": 200, "body": {}}}\n',
        ]  # fmt: skip
        spoilt = json.dumps(no_completion).encode() + b"\n"
        return b"".join([first, first, spoilt, third[:40] + b"\n", *junk, *others])

    with BatchDouble(answers) as double:
        assert run("batch", "submit", "inbox", *_to(double)) == 0
        double.end(garbled=garbled)
        assert run("batch", "collect", *_at(double)) == 4
        assert (
            "completed, 2 answered, 1 failed, 1 without a result, 1 in the cache already, "
            "1 of no request that is waited for, 5 lines unreadable\n"
            "  1: the response is no chat completion\n"
        ) in capsys.readouterr().out
        double.bodies.clear()
        assert run("make", "inbox", *_to(double), "--out", "b.json") == 0
        assert len(double.bodies) == 2


def test_a_batch_of_another_endpoint_is_not_asked_about(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with BatchDouble(answers) as one, BatchDouble(answers) as other:
        assert run("batch", "submit", "inbox", *_to(one)) == 0
        one.end()
        assert run("batch", "collect", *_at(other)) == 4
        assert "not asked, see --base-url" in capsys.readouterr().out
        assert run("batch", "collect", *_at(one)) == 0


def test_exported_requests_come_back_as_results_and_make_sends_nothing(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with BatchDouble(answers) as double:
        assert run("batch", "export", "inbox", *_to(double), "--out", "r.jsonl") == 0
        assert run("batch", "status", *_at(double)) == 0
        assert f"exported; {N} requests" in capsys.readouterr().out
        requests = Path("r.jsonl").read_bytes()
        first = json.loads(requests.splitlines()[0])
        assert (first["method"], first["url"]) == ("POST", "/v1/chat/completions")
        assert first["body"]["response_format"]["type"] == "json_schema"

        Path("some.jsonl").write_bytes(answer_file(requests, failing(1)))
        assert run("batch", "import", "some.jsonl", "--cache", "c.sqlite3") == 4
        assert "some.jsonl, 4 answered, 1 failed\n  1: HTTP 400: it failed" in (
            capsys.readouterr().out
        )
        Path("all.jsonl").write_bytes(answer_file(requests, answers))
        assert run("batch", "import", "all.jsonl", "--cache", "c.sqlite3") == 0
        assert "1 answered, 4 in the cache already" in capsys.readouterr().out

        assert _rows("select * from forms") == []
        assert run("make", "inbox", *_to(double), "--out", "b.json") == 0
        assert double.bodies == []
        assert run("batch", "import", "nowhere.jsonl", "--cache", "c.sqlite3") == 2


def test_a_completion_without_its_envelope_is_taken(run: Run) -> None:
    with Double(answers) as double:
        assert run("batch", "export", "inbox/0.txt", *_to(double), "--out", "r.jsonl") == 0
        line = json.loads(Path("r.jsonl").read_bytes())
        bare = {"custom_id": line["custom_id"], "response": answers({}, 0).body}
        Path("a.jsonl").write_text(json.dumps(bare), encoding="utf-8")
        assert run("batch", "import", "a.jsonl", "--cache", "c.sqlite3") == 0


def test_a_batch_that_could_cost_too_much_is_refused_before_anything_is_sent(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with BatchDouble(answers) as double:
        priced = ["--price", "100,100", "--max-cost", "0.5"]
        assert run("batch", "submit", "inbox", *_to(double), *priced) == 2
        assert "(limit 0.5)" in capsys.readouterr().err
        assert double.bodies == []
        assert double.batches == {}


@pytest.mark.parametrize(
    ("command", "options"),
    [("submit", ["--model", "builtin"]), ("export", ["--model", "builtin", "--out", "r.jsonl"])],
)
def test_the_built_in_extractor_has_no_requests(
    run: Run, command: str, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("batch", command, "inbox", *options) == 2
    assert "--model" in capsys.readouterr().err


def test_without_a_cache_there_is_no_batch(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRIEFING_NO_CACHE", "1")
    assert run("batch", "collect") == 2
    assert "a batch needs the cache" in capsys.readouterr().err


def test_an_article_that_cannot_be_read_is_told_and_the_rest_submitted(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("inbox/empty.txt").touch()
    with BatchDouble(answers) as double:
        assert run("batch", "submit", "inbox", *_to(double)) == 4
        assert "empty.txt" in capsys.readouterr().err
        assert len(double.batches) == 1


def test_a_key_reaches_the_endpoint_and_nothing_else(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    canary = "sk-canary-5f0c9be1d2a94777"
    monkeypatch.setenv("OPENAI_API_KEY", canary)
    said = completion(statements(quoted(QUOTE, f"Brandt {canary}")))
    with BatchDouble(failing(3, 4, with_=refused(401, f"wrong key {canary}"))) as double:
        assert run("--debug", "batch", "submit", "inbox", *_to(double)) == 0
        double.answering = failing(3, 4, with_=said)
        double.creates = [refused(401, f"wrong key {canary}")]
        double.end()
        assert run("--debug", "batch", "collect", *_at(double)) == 0
        _write(tmp_path, 17)
        assert run("--debug", "batch", "submit", "inbox", *_to(double)) == 3
        assert double.headers[0]["authorization"] == f"Bearer {canary}"

    shown = capfd.readouterr()
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"Brandt ***" in written
    assert canary not in shown.out + shown.err
    assert canary.encode() not in written
