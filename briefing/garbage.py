"""How often a process of ours looks for objects that only hold each other."""

import gc

THRESHOLD = 20_000
"""New objects after which Python looks for cycles. A run makes many small objects, hardly any in a
cycle; with Python's own 700, looking for them took 5 to 12 % of the rules' time."""


def collect_rarely() -> None:
    """For a process that is ours alone: a command, or a worker; a library's caller decides."""
    gc.set_threshold(THRESHOLD)
