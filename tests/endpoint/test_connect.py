from pathlib import Path

import pytest
from pydantic import SecretStr

from briefing.config import Settings
from briefing.endpoint.connect import endpoint_settings, open_endpoint
from briefing.errors import ConfigError

URL = "http://127.0.0.1:8000/v1"


def test_the_runs_settings_reach_the_endpoint() -> None:
    key = SecretStr("sk-canary-0123456789")
    run = Settings(model="m", base_url=URL, api_key=key, max_concurrency=3, timeout=7)
    made = endpoint_settings(run)
    assert (made.model, made.url, made.key) == ("m", URL, key.get_secret_value())
    assert (made.max_concurrency, made.timeout_s) == (3, 7)
    assert endpoint_settings(run, model="other").model == "other"


def test_a_run_that_names_no_model_is_told_how_to() -> None:
    with pytest.raises(ConfigError) as error:
        endpoint_settings(Settings())
    assert "--model" in error.value.hint


def test_opening_an_endpoint_touches_no_disk_yet(tmp_path: Path) -> None:
    run = Settings(model="m", base_url=URL, cache=tmp_path / "c.sqlite3")
    assert open_endpoint(run, notice=lambda _line: None).host == "127.0.0.1:8000"
    assert list(tmp_path.iterdir()) == []
