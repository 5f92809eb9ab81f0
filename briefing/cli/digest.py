"""`briefing digest`: what has come in, and what a reader does not know yet."""

from datetime import date as Date  # noqa: N812 (the option is called date)
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.exit_codes import INCOMPLETE
from briefing.cli.messages import say, say_failures
from briefing.cli.options import (
    BaseUrl,
    CacheFile,
    MaxBytes,
    MaxConcurrency,
    Model,
    PromptsDir,
    PromptVersion,
    Timeout,
)
from briefing.errors import ConfigError, InputError

if TYPE_CHECKING:
    from briefing.workflows.digest import Made
    from briefing.workflows.digest.options import Late, Options

FORMS = ("md", "html", "json")


def digest(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH...", help="Files, folders, feeds (address or .xml), or - for stdin."
        ),
    ] = None,
    date: Annotated[str | None, typer.Option(help="The day, YYYY-MM-DD; default: today.")] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write.")] = Path("digests"),
    since: Annotated[
        str | None, typer.Option(help="First day to compare with, YYYY-MM-DD; default: 90 days.")
    ] = None,
    state: Annotated[
        Path | None, typer.Option(help="File of the journal; default: in your state folder.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="Any of md,html,json.")] = "md",
    timezone: Annotated[
        str | None, typer.Option(help="Whose days: Europe/Berlin; default: the system's.")
    ] = None,
    late: Annotated[
        str, typer.Option(help="Late articles belong to the day they are dated, or to today.")
    ] = "dated",
    max_statements: Annotated[
        int, typer.Option(min=1, help="Most statements that Markdown and HTML show.")
    ] = 30,
    title: Annotated[str, typer.Option(help="Title of the digests and the feed.")] = "Daily digest",
    feed_url: Annotated[
        str, typer.Option(help="Address that the folder is published at, for the feed.")
    ] = "",
    eml: Annotated[Path | None, typer.Option(help="Write the day as a mail message, too.")] = None,
    show: Annotated[bool, typer.Option("--print", help="Print the day's Markdown.")] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Write all days from the journal; reads no article.")
    ] = False,
    model: Model = None,
    base_url: BaseUrl = None,
    prompt: PromptVersion = None,
    match: Annotated[
        str | None,
        typer.Option(help="Let the model match statements across days: version of the prompt, v1."),
    ] = None,
    prompts_dir: PromptsDir = None,
    max_bytes: MaxBytes = None,
    max_concurrency: MaxConcurrency = None,
    timeout: Timeout = None,
    cache: CacheFile = None,
    strict: Annotated[
        bool | None, typer.Option("--strict", help="Stop at the first article that fails.")
    ] = None,
) -> None:
    """Tell what is new, changed and repeated since earlier days.

    Writes DIR/YYYY-MM-DD.md, an index and an Atom feed. Exit 4: made, but something could not be
    read; the digest says what.
    """
    given = dict(locals())
    settings_flags = {name: given[name] for name in _SETTINGS}
    from briefing.config import load_settings
    from briefing.workflows.digest.options import Options, find_zone
    from briefing.workflows.digest.run import run_digest

    zone = find_zone(timezone)
    today = _day("--date", date) if date else datetime.now(zone.info).date()
    options = Options(
        today=today,
        zone=zone,
        out=out,
        state=state or _default_state(),
        forms=_forms(form),
        since=_day("--since", since) if since else None,
        late=_late(late),
        max_statements=max_statements,
        title=title,
        feed_url=feed_url if not feed_url or feed_url.endswith("/") else f"{feed_url}/",
        notice=say,
    )
    if not paths and not rebuild:
        raise InputError(
            "digest", "no PATH given", hint="name a folder or a feed, or give --rebuild"
        )
    made = run_digest(paths or [], load_settings(settings_flags), options, rebuild=rebuild)
    _hand_over(made, options, eml=eml, show=show)
    raise typer.Exit(INCOMPLETE if made.failures else 0)


_SETTINGS = (
    "model", "base_url", "prompt", "match", "prompts_dir", "max_bytes", "max_concurrency",
    "timeout", "cache", "strict",
)  # fmt: skip


def _hand_over(made: "Made", options: "Options", *, eml: Path | None, show: bool) -> None:
    import sys

    from briefing.files import write_file
    from briefing.workflows.digest.mail import to_eml
    from briefing.workflows.digest.render import to_markdown

    if eml is not None:
        write_file(eml, to_eml(made.digest, options.zone).decode("ascii"))
    if show:
        sys.stdout.write(to_markdown(made.digest))
    say_failures(made.failures)
    for day in made.written:
        say(f"wrote {options.out / f'{day}.{options.forms[0]}'}")


def _default_state() -> Path:
    from briefing.journal import default_journal_file

    return default_journal_file()


def _day(option: str, text: str) -> Date:
    try:
        return Date.fromisoformat(text)
    except ValueError as exc:
        raise ConfigError(option, f"is no date ({text})", hint="give it as 2026-11-24") from exc


def _forms(text: str) -> tuple[str, ...]:
    forms = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    for form in forms or ("",):
        if form not in FORMS:
            hint = f"give one or more of {','.join(FORMS)}"
            raise ConfigError("--format", f"no form is called {form!r}", hint=hint)
    return forms


def _late(text: str) -> "Late":
    choices: dict[str, Late] = {"dated": "dated", "today": "today"}
    if text not in choices:
        raise ConfigError("--late", f"is {text!r}", hint="give dated or today")
    return choices[text]
