"""A key reaches the server's header and nothing else: not disk, log, output or traceback."""

import logging
from pathlib import Path

import pytest

from briefing.cli.app import main
from tests.fakes import Answering, Double, Scripted, always, completion, quoted, statements

CANARY = "sk-canary-5f0c9be1d2a94777"
TEXT = (
    "Talks on the strait resume\n\nForeign Minister Ilse Brandt said on Monday that the strait "
    "would stay open. “We will not pay for it twice,” Ms Brandt said."
)
SAID = quoted("We will not pay for it twice", f"Brandt {CANARY}", summary=f"Key {CANARY}.")
GOOD = completion(statements(SAID))
Case = tuple[str, Answering, int]

CASES: list[Case] = [
    ("answers that hold it", always(GOOD), 0),
    ("a reply that is no JSON", always(completion(f"{{{CANARY}")), 4),
    ("a response that is no JSON", always(Scripted(200, CANARY.encode())), 4),
    ("a wrong key", always(Scripted(401, {"error": f"wrong key {CANARY}"})), 3),
    ("an error that is text", always(Scripted(422, f"<b>{CANARY}".encode())), 4),
    ("a cut connection", always(Scripted(cut=True)), 4),
]


def _run(monkeypatch: pytest.MonkeyPatch, url: str, *arguments: str) -> int:
    monkeypatch.setenv("OPENAI_API_KEY", CANARY)
    monkeypatch.setattr("briefing.endpoint.retry.FIRST_S", 0)
    shared = ["--base-url", url, "--model", "double", "--cache", "c.sqlite3"]
    monkeypatch.setattr("sys.argv", ["briefing", "--debug", *arguments, *shared])
    with pytest.raises(SystemExit) as raised:
        main()
    return int(raised.value.code or 0)


@pytest.mark.parametrize(("answering", "code"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_key_is_sent_and_shows_up_nowhere(
    answering: Answering,
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("strait.txt").write_text(TEXT, encoding="utf-8")
    caplog.set_level(logging.DEBUG)
    with Double(answering) as double:
        out = ["--out", "b.md", "--out", "b.json", "--out", "b.html"]
        assert _run(monkeypatch, double.url, "make", "strait.txt", *out) == code
        assert double.headers[0]["authorization"] == f"Bearer {CANARY}"

    shown = capfd.readouterr()
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"strait" in written
    assert CANARY not in shown.out + shown.err + caplog.text
    assert CANARY.encode() not in written
