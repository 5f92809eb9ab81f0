"""Statements come in → two small charts: who says how much of which kind, who wants what of whom.

Everything across is a share of the width in per cent, so that a chart fits a phone and a sheet of
paper alike while its letters keep their size; everything down is in pixels.
"""

import math
import textwrap
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from briefing.schema.statement import UNATTRIBUTED, Kind, Statement

MAX_ROWS = 9
"""More rows are not looked at but read: the rest is one row, and the list is below."""
MAX_COLUMNS = 6
"""What fits a phone of 390 pixels beside the names."""
_LABEL = 36.0
_EDGE = 12.0
"""Room on the right for the last of the slanted names."""
_LABEL_CHARACTERS = 20
_ROW = 32
_HEAD = 26
_SLANT = 4.6
"""Height of a character of a slanted name of 11 pixels, in pixels."""
_COLUMN_CHARACTERS = 20
_ORDER: tuple[Kind, ...] = ("position", "demand", "question", "consequence")
"""The longest word last, where a phone has room for it."""
_REST = "everybody else"
_NOBODY = "nobody named"


class Cell(NamedTuple):
    """One number in a chart; 0 is drawn as nothing."""

    number: int
    kind: Kind
    x: float
    """Left end of a bar, middle of a disc; per cent."""
    width: float
    """Length of a bar in per cent, 0: no bar; radius of a disc in pixels."""


class Row(NamedTuple):
    """One line of a chart."""

    name: str
    label: tuple[str, ...]
    """The name on at most two lines."""
    y: int
    """Its middle, in pixels."""
    cells: tuple[Cell, ...]


class Column(NamedTuple):
    """What a column counts."""

    name: str
    label: str
    x: float


class Chart(NamedTuple):
    """A chart and, with the same numbers, the table that says it in words."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    head: int
    """Height of the names of the columns, in pixels."""

    @property
    def height(self) -> int:
        """Height of the whole, in pixels."""
        return self.head + _ROW * len(self.rows)


def chart_kinds(statements: Sequence[Statement]) -> Chart | None:
    """Statements by speaker and kind, a bar each; None where there is no statement.

    The sum of all others has no bar, because it would dwarf those that can be compared.
    """
    counts = Counter((_who(s.speaker), str(s.kind)) for s in statements)
    kinds = [kind for kind in _ORDER if any(key[1] == kind for key in counts)]
    if not kinds:
        return None
    step = (100 - _LABEL) / len(kinds)
    columns = tuple(Column(k, k, round(_LABEL + n * step, 2)) for n, k in enumerate(kinds))
    grid = _grid(counts, [column.name for column in columns])
    longest = max((count for name, row in grid if name != _REST for count in row), default=0)
    rows = tuple(
        _row(name, n, _HEAD, [
            Cell(count, kind, column.x, _share(count, longest, step - 7) if name != _REST else 0)
            for count, kind, column in zip(row, kinds, columns, strict=True)
        ])
        for n, (name, row) in enumerate(grid)
    )  # fmt: skip
    return Chart(columns, rows, _HEAD)


def chart_demands(statements: Sequence[Statement]) -> Chart | None:
    """Demands, who → whom, a disc each; None where nobody is told by name to do anything."""
    demands = [s for s in statements if s.kind == "demand"]
    counts = Counter((_who(s.speaker), s.addressee or _NOBODY) for s in demands)
    addressees = Counter(s.addressee for s in demands if s.addressee)
    if not addressees:
        return None
    names = _columns(addressees, has_nobody=any(s.addressee is None for s in demands))
    step = (100 - _LABEL - _EDGE) / len(names)
    columns = tuple(
        Column(
            name,
            textwrap.shorten(name, _COLUMN_CHARACTERS, placeholder="…"),
            round(_LABEL + (n + 0.4) * step, 2),
        )
        for n, name in enumerate(names)
    )
    head = _HEAD + round(_SLANT * max(len(column.label) for column in columns))
    grid = _grid(counts, names)
    most = max(count for _, row in grid for count in row)
    rows = tuple(
        _row(name, n, head, [
            Cell(count, "demand", column.x, 7 + 7 * math.sqrt(count / most))
            for count, column in zip(row, columns, strict=True)
        ])
        for n, (name, row) in enumerate(grid)
    )  # fmt: skip
    return Chart(columns, rows, head)


def _columns(addressees: Counter[str], *, has_nobody: bool) -> list[str]:
    named = sorted(addressees, key=lambda name: (-addressees[name], name))
    room = MAX_COLUMNS - has_nobody
    if len(named) > room:
        named = [*named[: room - 1], _REST]
    return [*named, _NOBODY] if has_nobody else named


def _grid(counts: Counter[tuple[str, str]], columns: Sequence[str]) -> list[tuple[str, list[int]]]:
    """One row a speaker, most statements first; what has no row or column of its own is summed."""
    totals: Counter[str] = Counter()
    for (who, _), count in counts.items():
        totals[who] += count
    names = sorted(totals, key=lambda who: (who == _who(UNATTRIBUTED), -totals[who], who))
    if len(names) > MAX_ROWS:
        names = [*names[: MAX_ROWS - 1], _REST]
    grid = {name: [0] * len(columns) for name in names}
    for (who, what), count in counts.items():
        row = grid[who if who in grid else _REST]
        row[columns.index(what if what in columns else _REST)] += count
    return list(grid.items())


def _row(name: str, n: int, head: int, cells: list[Cell]) -> Row:
    return Row(name, _label(name), head + _ROW * n + _ROW // 2, tuple(cells))


def _share(count: int, longest: int, room: float) -> float:
    return round(max(0.8, room * count / longest), 2) if count else 0


def _who(speaker: str) -> str:
    return _NOBODY if speaker == UNATTRIBUTED else speaker


def _label(name: str) -> tuple[str, ...]:
    """A name on at most two lines; a long one loses its beginning, for its end tells it apart."""
    lines = textwrap.wrap(name, _LABEL_CHARACTERS) or [name]
    if len(lines) <= 2:
        return tuple(lines)
    backwards = textwrap.wrap(" ".join(reversed(name.split())), _LABEL_CHARACTERS - 1)
    last, before = (" ".join(reversed(line.split())) for line in backwards[:2])
    return f"…{before}", last
