"""Later layers win, unknown names are errors, and a key never lies in a file."""

from pathlib import Path

import pytest

from briefing.config import Settings, load_settings
from briefing.errors import ConfigError


def _load(
    folder: Path, *, toml: str = "", environ: dict[str, str] | None = None, **flags: object
) -> Settings:
    if toml:
        (folder / "briefing.toml").write_text(toml, encoding="utf-8")
    return load_settings(flags, environ=environ or {}, folder=folder)


def test_flags_beat_environment_beats_file_beats_default(tmp_path: Path) -> None:
    toml = 'prompt = "v7"\nmax_asks = 7\nchunk_tokens = 700\n'
    environ = {"BRIEFING_MAX_ASKS": "6", "BRIEFING_CHUNK_TOKENS": "600"}

    settings = _load(tmp_path, toml=toml, environ=environ, chunk_tokens=550, max_bytes=None)

    assert (settings.prompt, settings.max_asks, settings.chunk_tokens) == ("v7", 6, 550)
    assert settings.max_bytes == Settings().max_bytes


@pytest.mark.parametrize(
    ("toml", "environ", "where"),
    [
        ("promt = 'v1'", {}, "briefing.toml: promt"),
        ("", {"BRIEFING_PROMT": "v1"}, "environment: promt"),
        ("", {"BRIEFING_MAX_ASKS": "many"}, "environment: max_asks"),
        ("max_asks = 0", {}, "briefing.toml: max_asks"),
        ("[", {}, "briefing.toml"),
    ],
)
def test_a_wrong_setting_is_named_with_its_place(
    tmp_path: Path, toml: str, environ: dict[str, str], where: str
) -> None:
    with pytest.raises(ConfigError) as raised:
        _load(tmp_path, toml=toml, environ=environ)

    assert where in str(raised.value)
    assert raised.value.hint


def test_a_key_in_a_file_is_refused_and_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        _load(tmp_path, toml='api_key = "sk-canary"')

    assert "sk-canary" not in f"{raised.value} {raised.value.hint} {raised.value.__cause__}"


def test_the_key_shows_in_no_repr(tmp_path: Path) -> None:
    settings = _load(tmp_path, environ={"OPENAI_API_KEY": "sk-canary"})

    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == "sk-canary"
    assert "canary" not in repr(settings) + str(settings) + settings.model_dump_json()


def test_the_base_url_of_openai_is_used_unless_another_is_named(tmp_path: Path) -> None:
    environ = {"OPENAI_BASE_URL": "http://a/v1"}

    assert _load(tmp_path, environ=environ).base_url == "http://a/v1"
    assert _load(tmp_path, environ=environ, base_url="http://b/v1").base_url == "http://b/v1"
