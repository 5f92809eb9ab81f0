"""`briefing verify`: does the briefing still say what its articles say?"""

from pathlib import Path
from typing import Annotated

import typer

MISMATCH = 4


def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A briefing: .json or .md.")],
    sources: Annotated[
        list[Path] | None,
        typer.Option("--sources", help="Folder or file with the articles. May be repeated."),
    ] = None,
) -> None:
    """Check every quotation of a briefing, offline: what was edited or has changed is named.

    Exit 4 where something does not hold.
    """
    from briefing.workflows.verify import verify_file

    verdict = verify_file(file, sources=sources or [])
    for mismatch in verdict.mismatches:
        typer.echo(str(mismatch))
    checked = f"{verdict.statements} statements, {verdict.quotations} quotations"
    if sources:
        checked += f", {verdict.sources} unchanged articles on disk"
    wrong = len(verdict.mismatches)
    typer.echo(f"{checked}: {f'{wrong} do not hold' if wrong else 'all hold'}")
    raise typer.Exit(MISMATCH if wrong else 0)
