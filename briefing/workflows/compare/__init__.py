"""The same articles, chunks and repeats under several prompts and models → a comparison."""

from briefing.workflows.compare.compare import Plan, compare

__all__ = ["Plan", "compare"]
