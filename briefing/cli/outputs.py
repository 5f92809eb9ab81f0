"""A briefing and the files asked for come in → written files, each whole or not at all."""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from briefing.cli.messages import say
from briefing.errors import InputError
from briefing.files import write_file
from briefing.schema.briefing import Briefing
from briefing.steps.render import FORMS, render_briefing
from briefing.steps.render.json import to_json


def check_outputs(files: Sequence[Path], *, forms: Mapping[str, str] = FORMS) -> None:
    """Refuse, before any work is done, a file that could not be written.

    Raises:
        InputError: A suffix that stands for no form, or a folder that is not there.
    """
    for file in files:
        if file.suffix.lower() not in forms:
            raise InputError(
                f"--out {file}",
                f"no form is called {file.suffix!r}",
                hint=f"end the name with {', '.join(forms)}",
            )
        check_folder("--out", file)


def check_folder(option: str, file: Path) -> None:
    """Refuse a file whose folder is not there; InputError names the option that asked for it."""
    if not file.parent.is_dir():
        raise InputError(
            f"{option} {file}", f"no folder {str(file.parent)!r}", hint="make the folder first"
        )


def write_outputs(
    briefing: Briefing, files: Sequence[Path], *, notice: Callable[[str], None] = say
) -> None:
    """Write every file in the form of its suffix; with none, Markdown to stdout.

    Raises:
        InputError: A file cannot be written.
    """
    if not files:
        sys.stdout.write(render_briefing(briefing))
        return
    for file in files:
        form = FORMS[file.suffix.lower()]
        write_file(
            file, to_json(briefing) if form == "json" else render_briefing(briefing, form=form)
        )
        notice(f"wrote {file}: {len(briefing.statements)} statements")


def write_sources(briefing: Briefing, folder: Path, *, notice: Callable[[str], None] = say) -> None:
    """Write the text of every article, exactly as its offsets count it: `<id> <title>.txt`.

    Raises:
        InputError: The folder cannot be made, or a file not written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise InputError(
            f"--sources {folder}", f"no folder can be made there ({exc.strerror})",
            hint="choose another place",
        ) from exc  # fmt: skip
    for article in briefing.articles:
        words = re.findall(r"[a-z0-9]+", article.title.lower())
        write_file(folder / f"{'-'.join([article.id, *words[:8]])[:80]}.txt", article.text)
    notice(f"wrote {folder}: {len(briefing.articles)} texts")
