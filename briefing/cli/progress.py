"""The progress of a run on stderr, while somebody looks on."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefing.progress import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


@contextmanager
def show_progress(*, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """Show articles, chunks, tokens, cost and remaining time; nothing where stderr is no terminal.

    Messages that are written meanwhile appear above it, and it is gone when the run is over.

    Yields:
        What is to be told of each step.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        TextColumn("{task.completed}/{task.total} {task.fields[unit]}"),
        TextColumn("{task.fields[spent]}"),
        TimeRemainingColumn(compact=True),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        shown = _Shown(bar)
        yield shown.tell


class _Shown:
    """One line for the articles, and one for the chunks where a model is asked."""

    def __init__(self, bar: "Bar") -> None:
        self._bar = bar
        self._read: TaskID | None = None
        self._asked: TaskID | None = None

    def tell(self, now: Progress) -> None:
        if self._read is None:
            self._read = self._bar.add_task(
                "reading", total=now.articles, unit="articles", spent=""
            )
        self._bar.update(self._read, completed=now.read)
        if not now.chunks:
            return
        if self._asked is None:
            self._asked = self._bar.add_task("asking", total=now.chunks, unit="chunks", spent="")
        self._bar.update(
            self._asked, total=now.chunks, completed=now.answered, spent=describe_spent(now)
        )


def describe_spent(now: Progress) -> str:
    """`1,204 tokens in, 310 out, $0.0021`; the cost where it is known."""
    spent = now.spent
    words = f"{spent.input_tokens:,} tokens in, {spent.output_tokens:,} out"
    return words if spent.cost_usd is None else f"{words}, ${spent.cost_usd:.4f}"
