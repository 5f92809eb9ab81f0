"""`briefing verify` exits 0, 4 or 2, and says on stdout what does not hold."""

from pathlib import Path

import pytest

from briefing.cli.app import main

TEXT = "Talks resume\n\nForeign Minister Ilse Brandt said the strait would stay open.\n"


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["briefing", *arguments])
    with pytest.raises(SystemExit) as raised:
        main()
    return int(raised.value.code or 0)


@pytest.mark.parametrize("form", ["json", "md"])
def test_the_exit_code_tells_what_a_verification_came_to(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/talks.txt").write_text(TEXT, encoding="utf-8")
    out = f"b.{form}"
    assert _run(monkeypatch, "make", "in", "--model", "builtin", "--out", out) == 0

    assert _run(monkeypatch, "verify", out, "--sources", "in") == 0
    assert "1 statements, 1 quotations, 1 unchanged articles on disk: all hold" in (
        capsys.readouterr().out
    )
    edited = Path(out).read_text(encoding="utf-8").replace("stay open", "stay shut")
    Path(out).write_text(edited, encoding="utf-8")
    assert _run(monkeypatch, "verify", out) == 4
    assert "do not hold" in capsys.readouterr().out
    Path(out).write_text("nothing", encoding="utf-8")
    assert _run(monkeypatch, "verify", out) == 2
    assert "hint:" in capsys.readouterr().err
