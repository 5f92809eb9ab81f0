"""`briefing show`: a briefing in JSON, to read in the terminal."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.errors import InputError

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from briefing.schema.briefing import Briefing
    from briefing.steps.render.view import Group, Line, View

_COLOURS = {"demand": "red", "consequence": "magenta", "position": "blue", "question": "cyan"}
# A terminal acts on control characters, and on marks that reorder the text around them.
_ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A briefing: .json.")],
    kind: Annotated[
        str | None, typer.Option(help="Only position, demand, consequence or question.")
    ] = None,
    speaker: Annotated[
        str | None, typer.Option(help="Only speakers with this in the name.")
    ] = None,
    pager: Annotated[bool, typer.Option(help="Show it page by page in a terminal.")] = True,
) -> None:
    """Read a briefing in the terminal: who said what, the words in bold in their sentence."""
    from rich.console import Console

    if kind is not None and kind not in _COLOURS:
        raise InputError(
            f"--kind {kind}", "no such kind of statement", hint=f"use one of {', '.join(_COLOURS)}"
        )
    briefing = _read(file)
    console = Console(highlight=False)
    parts = list(_parts(briefing, kind=kind, speaker=speaker))
    if pager and console.is_terminal and sys.stdin.isatty():
        os.environ.setdefault("LESS", "-R")
        with console.pager(styles=True):
            console.print(*parts, sep="\n")
    else:
        console.print(*parts, sep="\n")


def _read(file: Path) -> "Briefing":
    from pydantic import ValidationError

    from briefing.schema.briefing import Briefing

    hint = "give the .json that `briefing make --out` wrote"
    try:
        return Briefing.model_validate_json(file.read_bytes())
    except OSError as exc:
        raise InputError(str(file), f"cannot be read ({exc.strerror})", hint=hint) from exc
    except ValidationError as exc:
        first = exc.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise InputError(str(file), f"no briefing ({where}: {first['msg']})", hint=hint) from exc


def _parts(
    briefing: "Briefing", *, kind: str | None, speaker: str | None
) -> Iterator["RenderableType"]:
    from rich.rule import Rule
    from rich.text import Text

    from briefing.steps.render.html import plural
    from briefing.steps.render.view import View

    view = View(_chosen(briefing, kind=kind, speaker=speaker))
    yield Text(_clean(briefing.title), style="bold")
    yield Text(
        f"{plural(len(view.sources), 'article')}, {len(view.briefing.statements)} of "
        f"{plural(len(briefing.statements), 'statement')}, {view.n_covered} of "
        f"{plural(view.n_attributed, 'citing sentence')} covered, "
        f"{plural(len(briefing.failures), 'failure')}\n",
        style="dim",
    )
    for heading, name, groups in _sections(view):
        if groups:
            yield Rule(Text(heading, style=f"bold {_COLOURS[name]}"), align="left", style="dim")
        for group in groups:
            yield from _group(group, _COLOURS[name], named=name == "demand")
    yield Rule(Text("Sources", style="bold"), align="left", style="dim")
    for source in view.sources:
        about = f"{source.number}. {source.article.title} ({source.article.source})"
        yield Text(_clean(about))


def _chosen(briefing: "Briefing", *, kind: str | None, speaker: str | None) -> "Briefing":
    """The briefing with only the statements that were asked for."""
    wanted = (speaker or "").casefold()
    kept = [
        statement
        for statement in briefing.statements
        if kind in (None, statement.kind) and wanted in statement.speaker.casefold()
    ]
    return briefing.model_copy(update={"statements": tuple(kept), "key_points": ()})


def _sections(view: "View") -> list[tuple[str, str, Sequence["Group"]]]:
    return [
        ("Demands", "demand", view.demands),
        ("Consequences", "consequence", view.consequences),
        ("Positions", "position", view.positions),
        ("Open questions", "question", view.questions),
    ]


def _group(group: "Group", colour: str, *, named: bool) -> Iterator["RenderableType"]:
    from rich.padding import Padding
    from rich.text import Text

    to = f" → {group.addressee or '(nobody named)'}" if named else ""
    yield Text(_clean(group.speaker + to), style=f"bold {colour}")
    for line in group.lines:
        yield Padding(_line(line), (0, 0, 1, 2))


def _line(line: "Line") -> "Text":
    from rich.text import Text

    text = Text()
    if line.statement.summary:
        text.append(_clean(line.statement.summary) + "\n", style="italic")
    for reference in line.references:
        for segment in reference.passage.segments:
            text.append(_clean(segment.text), style="bold" if segment.is_marked else "dim")
        passage = reference.passage
        text.append(f"  [{passage.source}, {passage.sentences}]\n", style="dim")
    text.rstrip()
    if line.statement.flags:
        text.append(f" ({', '.join(line.statement.flags)})", style="yellow")
    return text


def _clean(text: str) -> str:
    """On one line, the space at its ends kept, without what a terminal would act on."""
    return re.sub(r"\s+", " ", _ACTS.sub("", text))
