"""`briefing doctor`: what is configured, and what the endpoint can do."""

import typer


def doctor() -> None:
    """Show what is configured, and try it: prompts, templates, tokens, cache, endpoint.

    Exit 2 or 3 where a run would fail.
    """
    from briefing.config import load_settings
    from briefing.workflows.diagnose import diagnose

    findings = diagnose(load_settings({}))
    width = max(len(finding.what) for finding in findings)
    for finding in findings:
        mark = "ok  " if finding.exit_code == 0 else "FAIL"
        typer.echo(f"{mark}  {finding.what:{width}}  {finding.result}")
        if finding.hint:
            typer.echo(f"      {'':{width}}  hint: {finding.hint}")
    raise typer.Exit(max(finding.exit_code for finding in findings))
