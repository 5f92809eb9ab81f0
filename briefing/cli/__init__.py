"""The commands: options in, exit code out. Nothing else imports typer."""
