"""What is seen of every row comes in → where each article stands, and which are yet to be read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypedDict

from briefing.errors import ArticleError
from briefing.schema.briefing import Failure
from briefing.steps.load.stream import printable


class File(NamedTuple):
    """A file of articles."""

    number: int
    """Among the files of the run."""
    name: str
    """As the user calls it, and the articles' sources do."""
    path: str
    """As a process in any folder opens it."""


class Seen(TypedDict):
    """One row of an input file, as a worker has seen it."""

    file: int
    """Its number among the files; rows of one file are in any order."""
    row: int
    """From 1; 0: the file itself."""
    is_one: bool
    id: str
    """Id of its article; empty where it has none."""
    failure: str
    """JSON of the failure; empty where there is none."""


def failed(file: int, row: int, error: ArticleError) -> Seen:
    """A row, or a file where `row` is 0, that gives no article."""
    where, problem, hint = map(printable, (error.where, error.problem, error.hint))
    failure = Failure(source=where, error=problem, hint=hint)
    return Seen(file=file, row=row, is_one=False, id="", failure=failure.model_dump_json())


class Kept(NamedTuple):
    """A reading that earlier runs, or this one, have written."""

    part: str
    """The file of readings."""
    article: str
    """Id of its article."""
    unanswered: int
    """Chunks that no model answered."""


class Order(NamedTuple):
    """What the tables take from one file of readings."""

    part: str
    ids: tuple[str, ...]
    ranks: tuple[int, ...]
    """Number of each article in the order of the input."""
    places: tuple[tuple[str, ...], ...]
    """Where each text stands, the first place first."""


class Index:
    """Where the articles of a run stand; some hundred bytes of memory for each."""

    def __init__(self, files: Sequence[File]) -> None:
        """`files` in the order of the input."""
        self.files = files
        self._places: dict[str, list[tuple[int, int]]] = {}
        self._ones: set[int] = set()
        self._failures: list[tuple[int, int, str]] = []

    def add(self, seen: Seen) -> None:
        """Note a row."""
        if seen["is_one"]:
            self._ones.add(seen["file"])
        if seen["failure"]:
            self._failures.append((seen["file"], seen["row"], seen["failure"]))
        if seen["id"]:
            self._places.setdefault(seen["id"], []).append((seen["file"], seen["row"]))

    def __len__(self) -> int:
        """Number of articles: texts, each counted once."""
        return len(self._places)

    @property
    def copies(self) -> int:
        """Rows whose text stands elsewhere, too."""
        return sum(len(places) - 1 for places in self._places.values())

    @property
    def failures(self) -> list[Failure]:
        """What could not be read, in the order of the input."""
        return [Failure.model_validate_json(text) for *_, text in sorted(self._failures)]

    def rows_to_read(self, done: Iterable[str]) -> list[tuple[int, list[int]]]:
        """Of each file the rows whose article is not among those `done`; each article once."""
        skipped = set(done)
        rows: dict[int, list[int]] = {}
        for article, places in self._places.items():
            if article not in skipped:
                file, row = min(places)
                rows.setdefault(file, []).append(row)
        return [(file, sorted(rows[file])) for file in sorted(rows)]

    def choose(self, kept: Iterable[Kept]) -> dict[str, Kept]:
        """One reading for each article of the input: the one with the fewest chunks unanswered.

        A node that dies may leave one that another writes again, and an article of which chunks
        were not answered is read again by the next run.
        """
        best: dict[str, Kept] = {}
        for one in kept:
            if one.article in self._places:
                known = best.get(one.article)
                if known is None or (one.unanswered, one.part) < (known.unanswered, known.part):
                    best[one.article] = one
        return best

    def orders(self, chosen: Mapping[str, Kept]) -> list[Order]:
        """What is taken from which file of readings."""
        firsts = sorted((min(self._places[article]), article) for article in chosen)
        by_part: dict[str, list[tuple[int, str]]] = {}
        for rank, (_, article) in enumerate(firsts):
            by_part.setdefault(chosen[article].part, []).append((rank, article))
        return [
            Order(
                part,
                ids=tuple(article for _, article in taken),
                ranks=tuple(rank for rank, _ in taken),
                places=tuple(self._sources(article) for _, article in taken),
            )
            for part, taken in sorted(by_part.items())
        ]

    def sources(self) -> Iterator[tuple[str, str]]:
        """Every article, and where it stands first."""
        for article, places in self._places.items():
            yield article, self._source(min(places))

    def _sources(self, article: str) -> tuple[str, ...]:
        return tuple(map(self._source, sorted(self._places[article])))

    def _source(self, place: tuple[int, int]) -> str:
        file, row = place
        return printable(self.files[file].name + ("" if file in self._ones else f"#{row}"))
