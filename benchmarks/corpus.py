"""Articles for the other benchmarks, made up by the generator of digest_year.py, any number."""

from collections.abc import Iterator

from benchmarks.digest_year import World
from briefing.schema.article import Article
from briefing.steps.load.describe import describe_article

PARTS = 3
"""Pieces of the generator that make an article of some 3,000 characters: two chunks."""


def make_articles(count: int, *, seed: int = 7) -> Iterator[Article]:
    """As if they had been loaded from files, no two the same."""
    for number, text in enumerate(make_texts(count, seed=seed)):
        yield describe_article(text, source=f"inbox/{number:05}.txt")


def make_texts(count: int, *, seed: int = 7) -> Iterator[str]:
    """The texts alone; the same for the same arguments."""
    world = World(seed, stories=20)
    for number in range(count):
        first, *others = world.day(number // 20, PARTS)
        # What comes before the first blank lines is a headline and a paper's name.
        bodies = ["\n\n".join(text.split("\n\n")[2:-1]) for text in others]
        head, *body = first.split("\n\n")
        yield "\n\n".join([f"{head}, {number}", *body[:-1], *bodies, body[-1]])
