"""The options that several commands share, each declared once.

A flag that is not given is None, so that the environment and briefing.toml decide.
"""

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="Files, folders, addresses, or - for stdin.")
]
Model = Annotated[
    str | None, typer.Option(help="A model's name, FILE.gguf, or builtin: rules, no network.")
]
BaseUrl = Annotated[str | None, typer.Option(help="An OpenAI-compatible endpoint, up to /v1.")]
PromptVersion = Annotated[str | None, typer.Option(help="Version of the extract prompt.")]
PromptsDir = Annotated[Path | None, typer.Option(help="Folder with prompt versions of your own.")]
Language = Annotated[
    str | None, typer.Option(help="Language of a model's summaries: en. Else the article's.")
]
Encoding = Annotated[str | None, typer.Option(help="Token encoding for the budget.")]
ChunkTokens = Annotated[int | None, typer.Option(help="Token budget of a chunk.")]
MaxBytes = Annotated[int | None, typer.Option(help="Largest article file, in bytes.")]
MaxConcurrency = Annotated[int | None, typer.Option(help="Most requests at one time.")]
Timeout = Annotated[float | None, typer.Option(help="Seconds for one request.")]
ConnectTimeout = Annotated[float | None, typer.Option(help="Seconds for connecting.")]
FirstByteTimeout = Annotated[float | None, typer.Option(help="Seconds of silence at most.")]
Price = Annotated[
    str | None, typer.Option(metavar="IN,OUT", help="Dollars for a million tokens, if not known.")
]
MaxCost = Annotated[float | None, typer.Option(help="Dollars that the run may cost.")]
Rpm = Annotated[int | None, typer.Option(help="Requests a minute, if you know your limit.")]
Tpm = Annotated[int | None, typer.Option(help="Tokens a minute, if you know your limit.")]
CacheFile = Annotated[Path | None, typer.Option(help="File of the reply cache.")]
NoCache = Annotated[
    bool | None, typer.Option("--no-cache", help="Neither read nor write the cache.")
]
Workers = Annotated[
    int | None, typer.Option(help="Processes for the rules; else as many as there are cores.")
]
Map = Annotated[str | None, typer.Option(help="Columns of CSV and JSON: text=body,title=headline.")]
AllowPrivate = Annotated[
    bool | None, typer.Option("--allow-private", help="Fetch from private networks, too.")
]
