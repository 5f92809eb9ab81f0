"""Does a digest stay as fast when its journal holds a year? 365 days of 40 articles, made up.

Prints the processor time of a day's run at the beginning and at the end (other work on the machine
has no part in it), the size of the journal and the memory of the process. Stories last some days;
what their people say is repeated, changes, and is carried by several papers. Every text is written
by the generator below.

    python benchmarks/digest_year.py [--days 365] [--articles 40] [--seed 7]
"""

import argparse
import random
import resource
import statistics
import tempfile
import time
import tomllib
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import NamedTuple

from briefing.config import Settings
from briefing.schema.article import Article
from briefing.steps.load.describe import describe_article
from briefing.workflows.digest import make_digests
from briefing.workflows.digest.options import Options, Zone

FIRST_DAY = date(2025, 1, 1)
LAST = 10
"""Days that are measured at the end, the median of them."""
WORDS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)


class Person(NamedTuple):
    """Somebody who speaks."""

    role: str
    name: str


class Story(NamedTuple):
    """A thing in a place, and those who talk of it."""

    place: str
    thing: str
    people: tuple[Person, ...]
    until: int
    """Day number of its end."""


class World:
    """Stories that begin, go on and end."""

    def __init__(self, seed: int, *, stories: int) -> None:
        self._random = random.Random(seed)
        self._people = [self._person() for _ in range(600)]
        self._wanted = stories
        self._stories: list[Story] = []

    def day(self, number: int, n_articles: int) -> list[str]:
        """The texts of a day's articles."""
        self._stories = [story for story in self._stories if story.until > number]
        while len(self._stories) < self._wanted:
            self._stories.append(self._story(number))
        day = FIRST_DAY + timedelta(days=number)
        texts: list[str] = []
        while len(texts) < n_articles:
            body = self._article(self._random.choice(self._stories), day)
            carried = 3 if self._random.random() < 0.04 else 1
            papers = self._random.sample(WORDS["papers"], carried)
            texts += [body.replace("PAPER", paper) for paper in papers]
        return texts[:n_articles]

    def _name(self) -> str:
        return "".join(
            self._random.sample(WORDS["syllables"], self._random.randint(2, 3))
        ).capitalize()

    def _person(self) -> Person:
        given = self._random.choice(WORDS["given"])
        return Person(self._random.choice(WORDS["roles"]), f"{given} {self._name()}")

    def _story(self, number: int) -> Story:
        people = tuple(self._random.sample(self._people, 4))
        until = number + self._random.randint(2, 14)
        return Story(self._name(), self._random.choice(WORDS["things"]), people, until)

    def _article(self, story: Story, day: date) -> str:
        pick = self._random.choice
        noun, other = pick(WORDS["nouns"]), pick(WORDS["more_nouns"])
        title = f"{story.place} {story.thing}: {pick(WORDS['adjectives'])} {noun} and {other}"
        paragraphs = [
            " ".join([self._saying(pick(story.people), story), *self._narration()])
            for _ in range(self._random.randint(5, 9))
        ]
        stamp = f"Published: {day:%B} {day.day}, {day.year}, 9:{self._random.randint(10, 59)} AM"
        return "\n\n".join([title, "PAPER", *paragraphs, stamp])

    def _saying(self, person: Person, story: Story) -> str:
        it, who = f"the {story.thing} in {story.place}", f"{person.role} {person.name}"
        said = self._random.choice(WORDS["sayings"])
        words = {kind: self._random.choice(WORDS[kind]) for kind in ("verbs", "deeds", "asks")}
        words |= {k: self._random.choice(WORDS[k]) for k in ("adjectives", "nouns", "more_nouns")}
        return said.format(it=it, who=who, number=self._random.randint(2, 95) * 10, **words)

    def _narration(self) -> list[str]:
        pick, adjectives, nouns = self._random.choice, WORDS["adjectives"], WORDS["nouns"]
        return [
            f"A {pick(adjectives)} {pick(nouns)} stood beside the {pick(adjectives)} {pick(nouns)}."
            for _ in range(self._random.randint(0, 2))
        ]


def describe(texts: list[str], number: int) -> list[Article]:
    """As if they had been loaded from files."""
    return [
        describe_article(text, source=f"inbox/{number:03}-{i:02}.txt")
        for i, text in enumerate(texts)
    ]


def run(folder: Path, number: int, texts: list[str]) -> float:
    """Seconds of processor time of one day's run, without the start of the interpreter."""
    options = Options(
        today=FIRST_DAY + timedelta(days=number),
        zone=Zone("UTC", UTC),
        out=folder / "out",
        state=folder / "journal.sqlite3",
        forms=("md", "html", "json"),
    )
    started = time.process_time()
    articles = describe(texts, number)
    make_digests(articles, [], settings=Settings(model="builtin"), options=options)
    return time.process_time() - started


def main() -> None:
    """Run the year and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--seed", type=int, default=7)
    wanted = parser.parse_args()
    stories = wanted.articles // 2
    world = World(wanted.seed, stories=stories)
    days = [world.day(number, wanted.articles) for number in range(wanted.days)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warm = World(wanted.seed + 1, stories=stories)
        run(folder / "warm", 0, warm.day(0, wanted.articles))  # imports and lexicons are loaded
        seconds, alone, first = [], [], []
        for number, texts in enumerate(days):
            seconds.append(run(folder / "year", number, texts))
            if number >= wanted.days - LAST:
                # The same texts with nothing before them, and the first day once more: each is
                # measured beside a last day, so that a machine that is busy slows all three.
                alone.append(run(folder / f"alone-{number}", number, texts))
                first.append(run(folder / f"first-{number}", 0, days[0]))
        size = (folder / "year" / "journal.sqlite3").stat().st_size
    report(seconds, alone, first, size)


def report(seconds: list[float], alone: list[float], first: list[float], size: int) -> None:
    """Print what was measured."""
    last, same, again = (statistics.median(times) for times in (seconds[-LAST:], alone, first))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    early = statistics.median(seconds[1 : LAST + 1])
    print(f"days {len(seconds)}")
    print(f"first day {seconds[0]:.3f} s; median of the {LAST} days after it {early:.3f} s")
    print(f"median of the last {LAST} days {last:.3f} s; slowest day {max(seconds):.3f} s")
    print(
        f"beside them: the first day again {again:.3f} s, their texts as a first day {same:.3f} s"
    )
    print(f"last / first day again {last / again:.2f}; last / the same texts {last / same:.2f}")
    print(f"journal {size / 1e6:.1f} MB; peak memory {memory:.0f} MB")


if __name__ == "__main__":
    main()
