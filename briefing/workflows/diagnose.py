"""Settings come in → what they come to on this machine, each thing tried."""

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from briefing.config import DEFAULT_MODEL, Settings
from briefing.endpoint import Endpoint, Message, Request, default_cache_file, list_models
from briefing.endpoint.connect import endpoint_settings
from briefing.endpoint.gguf import SUFFIX
from briefing.errors import BriefingError
from briefing.prompts import list_prompts, load_prompt
from briefing.resources import find_folder
from briefing.tokens import count_tokens
from briefing.workflows.check_prompts import check_prompts


class Finding(NamedTuple):
    """One thing that was tried."""

    what: str
    result: str
    exit_code: int = 0
    """0, or the code that a run would exit with."""
    hint: str = ""


def diagnose(settings: Settings) -> list[Finding]:
    """Try everything that a run needs; with an endpoint, ask it one short question."""
    findings = [
        _try("settings", lambda: _settings(settings)),
        _try("prompts", lambda: _prompts(settings)),
        _try("templates", lambda: f"in {find_folder('templates').name}"),
        _try("tokens", lambda: _tokens(settings)),
        _try("reply cache", lambda: str(settings.cache or default_cache_file())),
    ]
    if not _asks_a_model(settings):
        return [*findings, Finding("endpoint", "none set: the built-in extractor does the work")]
    findings.append(_try("endpoint", lambda: _models(settings)))
    if findings[-1].exit_code == 0:
        findings.append(_try("structured output", lambda: _structured_output(settings)))
    return findings


def _asks_a_model(settings: Settings) -> bool:
    is_file = (settings.model or "").lower().endswith(SUFFIX)
    return not settings.is_builtin and bool(settings.base_url or settings.api_key or is_file)


def _try(what: str, attempt: Callable[[], str]) -> Finding:
    try:
        return Finding(what, attempt())
    except BriefingError as exc:
        return Finding(what, str(exc), exc.exit_code, exc.hint)


def _settings(settings: Settings) -> str:
    given = settings.model_dump(exclude_defaults=True, exclude={"api_key"}, mode="json")
    shown = ", ".join(f"{name}={value}" for name, value in given.items()) or "all defaults"
    return f"{shown}; OPENAI_API_KEY is {'set' if settings.api_key else 'not set'}"


def _prompts(settings: Settings) -> str:
    problems = check_prompts(settings.prompts_dir)
    if problems:
        raise BriefingError("prompts", problems[0], hint="see briefing prompts check")
    load_prompt("extract", settings.prompt, prompts_dir=settings.prompts_dir)
    return ", ".join(
        f"{task}/{v}" for task, vs in list_prompts(settings.prompts_dir).items() for v in vs
    )


def _tokens(settings: Settings) -> str:
    (count,) = count_tokens(["One sentence to count."], encoding=settings.encoding)
    return f"{settings.encoding} counts, offline ({count} tokens for one short sentence)"


def _models(settings: Settings) -> str:
    asked = endpoint_settings(settings, model=settings.model or DEFAULT_MODEL)
    if asked.gguf is not None:
        return f"{asked.model} answers {asked.host}, {asked.context_tokens} tokens at a time"
    models = asyncio.run(list_models(asked))
    shown = ", ".join(models[:8]) + (", …" if len(models) > 8 else "")
    return f"{asked.host} has {len(models)} models: {shown}"


def _structured_output(settings: Settings) -> str:
    """Ask one question that is not kept, and say which rung of the ladder the answer came from."""

    async def ask() -> str:
        models = (
            [settings.model]
            if settings.model
            else await list_models(endpoint_settings(settings, model=DEFAULT_MODEL))
        )
        asked = endpoint_settings(settings, model=models[0] if models else DEFAULT_MODEL)
        async with Endpoint(asked, cache=None, notice=refused.append) as endpoint:
            answer = await endpoint.ask(_QUESTION)
            return f"{asked.model} answers with {endpoint.structured_output}: {answer.text[:60]!r}"

    refused: list[str] = []
    found = asyncio.run(ask())
    return "; ".join([found, *refused])


_QUESTION = Request(
    messages=(
        Message("system", "Answer with a JSON object that has one key, ready."),
        Message("user", "Are you ready?"),
    ),
    schema_name="ready",
    schema={
        "type": "object",
        "properties": {"ready": {"type": "boolean"}},
        "required": ["ready"],
        "additionalProperties": False,
    },
)
