"""Does a digest stay as fast when its journal holds a year? 365 days of 40 articles, made up.

Prints the processor time of a day's run, the size of the journal and the memory of a run. Stories
last some days; what their people say is repeated, changes, and is carried by several papers. Every
text is written by the generator below.

Each day that is measured is run in a process of its own, which has run a day of unrelated articles
before: imports and word lists are loaded, and nothing is known of the day's own texts. The last
days of the year are compared with the first days, each on an empty journal, as the first day of all
is, and with their own texts on an empty journal; the three are measured in turn, so that whatever
else the machine does slows all three. Processor time of the whole process, so that waiting for the
disk and for other processes has no part in it; medians over the days.

    python benchmarks/digest_year.py [--days 365] [--articles 40] [--seed 7]
"""

import argparse
import multiprocessing
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
MEASURED = 10
"""Days at the beginning and days at the end."""
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


class Spent(NamedTuple):
    """What a day's run took."""

    seconds: float
    """Of processor time, without the start of the interpreter."""
    megabytes: float
    """Most memory that the process has held."""


def run(folder: Path, number: int, texts: list[str]) -> Spent:
    """Run one day."""
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
    seconds = time.process_time() - started
    return Spent(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def warm_up(seed: int, n_articles: int) -> None:
    """Run a day of other stories."""
    with tempfile.TemporaryDirectory() as name:
        run(Path(name), 0, World(seed, stories=n_articles // 2).day(0, n_articles))


class Measuring:
    """Runs a day in a new process that has warmed up."""

    def __init__(self, seed: int, n_articles: int) -> None:
        self._start = multiprocessing.get_context("spawn").Pool
        self._other = (seed + 1, n_articles)

    def __call__(self, folder: Path, number: int, texts: list[str]) -> Spent:
        """What the day's run took there."""
        with self._start(1, warm_up, self._other) as process:
            return process.apply(run, (folder, number, texts))


def main() -> None:
    """Run the year and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--seed", type=int, default=7)
    wanted = parser.parse_args()
    world = World(wanted.seed, stories=wanted.articles // 2)
    days = [world.day(number, wanted.articles) for number in range(wanted.days)]
    measure = Measuring(wanted.seed, wanted.articles)
    late: list[Spent] = []
    first: list[Spent] = []
    same: list[Spent] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, texts in enumerate(days[:-MEASURED]):
            run(folder / "year", number, texts)
        for n in range(MEASURED):
            number = wanted.days - MEASURED + n
            late.append(measure(folder / "year", number, days[number]))
            first.append(measure(folder / f"first-{n}", n, days[n]))
            same.append(measure(folder / f"same-{n}", number, days[number]))
        size = (folder / "year" / "journal.sqlite3").stat().st_size
    report(late, first, same, size)


def report(late: list[Spent], first: list[Spent], same: list[Spent], size: int) -> None:
    """Print what was measured."""
    last, early, alone = (statistics.median(s.seconds for s in t) for t in (late, first, same))
    memory, at_first = (max(spent.megabytes for spent in times) for times in (late, first))
    print(f"the last {MEASURED} days of the year {last:.3f} s")
    print(f"the first {MEASURED} days, each on an empty journal {early:.3f} s: {last / early:.2f}")
    print(f"the last days' texts on an empty journal {alone:.3f} s: {last / alone:.2f}")
    print(f"the first day of all {first[0].seconds:.3f} s: {last / first[0].seconds:.2f}")
    print(f"journal {size / 1e6:.1f} MB; peak memory {memory:.0f} MB, on first days {at_first:.0f}")


if __name__ == "__main__":
    main()
