"""The command line: registers the commands, and is the only place that turns an error into an exit.

Exit codes: 0 done; 1 our fault; 2 the input or the options; 3 the endpoint, nothing could be made;
4 made, but incomplete or not as required; 130 interrupted.
"""

import sys
import traceback
from typing import Annotated, NoReturn

import typer

from briefing import __version__
from briefing.cli import batch, cache, compare, digest, doctor, make, prompts, show, verify
from briefing.cli.exit_codes import INTERRUPTED
from briefing.cli.messages import say
from briefing.errors import BriefingError
from briefing.garbage import collect_rarely

app = typer.Typer(
    name="briefing",
    help="Turn news articles into a briefing whose every line can be checked.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command("make")(make.make)
app.command("compare")(compare.compare)
app.command("digest")(digest.digest)
app.command("verify")(verify.verify)
app.command("show")(show.show)
app.command("doctor")(doctor.doctor)
app.add_typer(prompts.app, name="prompts")
app.add_typer(cache.app, name="cache")
app.add_typer(batch.app, name="batch")

_state = {"debug": False}


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _options(
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback on errors.")] = False,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    del version  # its callback has shown it and ended the run
    _state["debug"] = debug


def main() -> NoReturn:
    """Run the command line and exit with its code."""
    collect_rarely()
    try:
        app()
    except BriefingError as exc:
        if _state["debug"]:
            traceback.print_exc()
        say(f"error: {exc}")
        if exc.hint:
            say(f"hint: {exc.hint}")
        sys.exit(exc.exit_code)
    except (KeyboardInterrupt, SystemExit) as exc:
        # An interrupt inside a command reaches us as the exit that typer makes of it, wordless.
        if isinstance(exc, SystemExit) and exc.code != INTERRUPTED:
            raise
        say("interrupted; what was answered is in the cache: run the same command again to go on")
        sys.exit(INTERRUPTED)
    sys.exit(0)
