"""Exit codes that are no error: those of errors stand in briefing.errors."""

INCOMPLETE = 4
"""Made, but something is missing, or it is not as required."""
INTERRUPTED = 130
"""Ended by the user: 128 and the number of SIGINT, as shells have it."""
