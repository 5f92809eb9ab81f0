import io
import sys

import pytest

from briefing.cli.progress import describe_spent, show_progress
from briefing.progress import Progress, Spent


class Terminal(io.StringIO):
    """Somebody looks on."""

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, *, quiet: bool = False) -> str:
    """What is written to stderr while a run goes on."""
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with show_progress(quiet=quiet) as tell:
        tell(Progress(3))
        tell(Progress(3, 3))
        tell(Progress(3, 3, 7, 2, Spent(1204, 310, 0.0021)))
        sys.stderr.write("a message meanwhile\n")
    return stream.getvalue()


def test_terminal_shows_articles_chunks_tokens_and_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    written = shown(monkeypatch, Terminal())

    for words in ("3/3 articles", "2/7 chunks", "1,204 tokens in, 310 out, $0.0021", "meanwhile"):
        assert words in written


@pytest.mark.parametrize(("stream", "quiet"), [(io.StringIO(), False), (Terminal(), True)])
def test_nothing_is_shown_where_nobody_looks_on_or_wants_it(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, quiet: bool
) -> None:
    assert shown(monkeypatch, stream, quiet=quiet) == "a message meanwhile\n"


def test_cost_that_is_not_known_is_not_shown() -> None:
    assert describe_spent(Progress(1, spent=Spent(1, 2))) == "1 tokens in, 2 out"
