"""A briefing is read in the terminal, and nothing in it can do anything to the terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.cli.app import main
from briefing.schema.briefing import BriefedArticle, Briefing, Run
from briefing.schema.statement import Evidence, Kind, Statement

TEXT = "Roe said \x1b[31mthe bridge\u202e must close\x07. Poe asked the council to act."
Show = Callable[..., int]


def _stated(kind: Kind, speaker: str, words: str, addressee: str | None = None) -> Statement:
    start = TEXT.index(words)
    evidence = (Evidence(article="abc", start=start, end=start + len(words), quote=words),)
    return Statement(kind=kind, speaker=speaker, addressee=addressee, evidence=evidence)


BRIEFING = Briefing(
    title="Briefing: [bold]bridge",
    created="2026-03-02T08:00:00+00:00",
    articles=(
        BriefedArticle(
            id="abc", title="Bridge", source="in/a.txt", published=None, publisher=None,
            text_sha256="0", text=TEXT, sentences=2, attributed_sentences=2, covered_sentences=2,
        ),
    ),
    statements=(
        _stated("position", "Roe", "\x1b[31mthe bridge\u202e must close"),
        _stated("demand", "Poe", "to act", "the council"),
    ),
    run=Run(briefing="0", model="builtin"),
)  # fmt: skip


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Show:
    """Show the briefing, or the file that is named, and give the exit code."""
    monkeypatch.chdir(tmp_path)
    Path("brief.json").write_text(BRIEFING.model_dump_json(by_alias=True), encoding="utf-8")

    def call(*arguments: str) -> int:
        monkeypatch.setattr("sys.argv", ["briefing", "show", *arguments])
        with pytest.raises(SystemExit) as raised:
            main()
        return int(raised.value.code or 0)

    return call


def test_every_statement_is_shown_under_its_kind_and_speaker(
    show: Show, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show("brief.json") == 0

    out = capsys.readouterr().out
    assert "Briefing: [bold]bridge" in out
    assert "Poe → the council" in out
    assert (
        out.index("Demands") < out.index("Poe asked the council to act.") < out.index("Positions")
    )
    assert "1. Bridge (in/a.txt)" in out


def test_nothing_of_an_article_reaches_the_terminal_as_an_order(
    show: Show, capsys: pytest.CaptureFixture[str]
) -> None:
    show("brief.json")

    out = capsys.readouterr().out
    assert "[31mthe bridge must close." in out
    assert not set("\x1b\x07\u202e") & set(out)


def test_kind_and_speaker_choose(show: Show, capsys: pytest.CaptureFixture[str]) -> None:
    show("brief.json", "--kind", "demand")
    assert "bridge must close" not in capsys.readouterr().out

    show("brief.json", "--speaker", "ROE")
    out = capsys.readouterr().out
    assert "bridge must close" in out
    assert "to act" not in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.json"], "none.json: cannot be read (No such file or directory)"),
        (["other.json"], "other.json: no briefing (title: Field required)"),
        (["broken.json"], "broken.json: no briefing (the file: Invalid JSON"),
        (["brief.json", "--kind", "rumour"], "--kind rumour: no such kind of statement"),
    ],
)
def test_what_cannot_be_shown_is_the_users_to_mend(
    show: Show, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    Path("other.json").write_text("{}", encoding="utf-8")
    Path("broken.json").write_text("{", encoding="utf-8")

    assert show(*arguments) == 2

    err = capsys.readouterr().err
    assert message in err
    assert "hint: " in err
