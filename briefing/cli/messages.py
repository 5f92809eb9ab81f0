"""Messages go to stderr, so that stdout is the product and nothing else."""

import sys


def say(message: str) -> None:
    """One line on stderr."""
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()
