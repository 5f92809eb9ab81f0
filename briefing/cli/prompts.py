"""`briefing prompts`: the versions of every prompt, their texts, differences and health."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="List, show, compare and check prompt versions.", no_args_is_help=True)

PromptsDir = Annotated[
    Path | None, typer.Option("--prompts-dir", help="Folder with prompt versions of your own.")
]
Task = Annotated[str, typer.Option("--task", help="What the prompt is for.")]


@app.command("list")
def list_versions(prompts_dir: PromptsDir = None) -> None:
    """List every version with its reply form, fingerprint and note."""
    from briefing.prompts import list_prompts, load_prompt

    for task, versions in list_prompts(prompts_dir).items():
        for version in versions:
            prompt = load_prompt(task, version, prompts_dir=prompts_dir)
            typer.echo(f"{prompt.label}  {prompt.form}  {prompt.sha256[:12]}  {prompt.note}")


@app.command("show")
def show(version: str, task: Task = "extract", prompts_dir: PromptsDir = None) -> None:
    """Print a version's file."""
    from briefing.prompts import load_prompt

    typer.echo(load_prompt(task, version, prompts_dir=prompts_dir).text, nl=False)


@app.command("diff")
def diff(before: str, after: str, task: Task = "extract", prompts_dir: PromptsDir = None) -> None:
    """Print what differs between two versions, as a unified diff."""
    from briefing.prompts import diff_prompts, load_prompt

    old = load_prompt(task, before, prompts_dir=prompts_dir)
    new = load_prompt(task, after, prompts_dir=prompts_dir)
    typer.echo(diff_prompts(old, new), nl=False)


@app.command("check")
def check(prompts_dir: PromptsDir = None) -> None:
    """Check every version: it renders, and its examples ground in their own sentences.

    Exit 2 when one does not.
    """
    from briefing.workflows.check_prompts import check_prompts

    problems = check_prompts(prompts_dir)
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(2)
    typer.echo("all prompt versions are in order")
