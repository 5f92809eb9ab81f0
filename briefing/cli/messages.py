"""Messages go to stderr, so that stdout is the product and nothing else."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.schema.briefing import Failure


def say(message: str) -> None:
    """One line on stderr."""
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


def say_nothing(message: str) -> None:
    """Where the user wants to know only what went wrong."""
    del message


def say_failures(failures: "Sequence[Failure]") -> None:
    """What could not be had, and what to do; chunks that failed alike are one line."""
    alike: dict[tuple[str, str, str | None], list[Failure]] = {}
    for failure in failures:
        place = None if failure.chunk else failure.source
        alike.setdefault((failure.error, failure.hint, place), []).append(failure)
    for (error, hint, _), those in alike.items():
        first = those[0]
        where = f"{first.source}, chunk {first.chunk}" if first.chunk else first.source
        others = f" and {len(those) - 1} more" if len(those) > 1 else ""
        say(f"{where}{others}: {error}\nhint: {hint}")


def say_to_terminal(message: str) -> None:
    """One line on stderr where somebody looks on: progress is of no use in a log."""
    if sys.stderr.isatty():
        say(message)
