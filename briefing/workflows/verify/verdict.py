"""What a verification comes to."""

from typing import NamedTuple


class Mismatch(NamedTuple):
    """One thing that does not hold."""

    where: str
    """`statement 1f… (Ada Roe)`, `article 1 (in/bridge.txt)`, …"""
    problem: str
    """What it says and what it should say, in one line."""

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}"


class Verdict(NamedTuple):
    """What was looked at, and what does not hold."""

    statements: int
    quotations: int
    sources: int
    """Articles that were found on disk; 0 where none were looked for."""
    mismatches: tuple[Mismatch, ...]


def short(text: str, *, limit: int = 160) -> str:
    """A quotation for a message: on one line, cut in its middle, in quotation marks."""
    line = " ".join(text.split())
    if len(line) > limit:
        line = f"{line[: limit // 2]} […] {line[-limit // 2 :]}"
    return line if line.startswith(("“", '"')) else f"“{line}”"
