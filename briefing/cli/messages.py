"""Messages go to stderr, so that stdout is the product and nothing else."""

import sys


def say(message: str) -> None:
    """One line on stderr."""
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


def say_nothing(message: str) -> None:
    """Where the user wants to know only what went wrong."""
    del message


def say_to_terminal(message: str) -> None:
    """One line on stderr where somebody looks on: progress is of no use in a log."""
    if sys.stderr.isatty():
        say(message)
