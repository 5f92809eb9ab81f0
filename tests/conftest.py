"""What holds for every test: no network but loopback, no trace of the user's own settings.

Cassettes lie in cassettes/ as the tests lie in tests/. They are replayed; `make record` makes them
anew from a real server, whose address BRIEFING_RECORD_URL gives.
"""

import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from hypothesis import settings
from vcr import VCR  # type: ignore[import-untyped]
from vcr.cassette import Cassette  # type: ignore[import-untyped]

from tests import cassette_form

ROOT = Path(__file__).parent.parent
RECORDED_URL = "http://127.0.0.1:18100/v1"
"""Where cassettes say they were recorded, wherever the server stood."""
RECORD_URL = os.environ.get("BRIEFING_RECORD_URL", RECORDED_URL)
SCRUBBED = ("OPENAI_", "BRIEFING_", "AZURE_", "XDG_")
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make golden`."""
    parser.addoption("--rewrite-golden", action="store_true", help="Write the golden files anew.")


def pytest_configure(config: pytest.Config) -> None:
    """Let no test reach beyond loopback, and none fail because the machine is busy."""
    settings.register_profile("untimed", deadline=None)
    settings.load_profile("untimed")
    config.option.block_network = True
    # A path is a socket of this machine, by which processes are started.
    config.option.allowed_hosts = r"127\.0\.0\.1$,::1$,/"


def pytest_recording_configure(config: pytest.Config, vcr: VCR) -> None:
    """Write cassettes in our form."""
    vcr.register_serializer("yaml", cassette_form)


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home for each test; none is made on disk before something is written there."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def _nobodys_settings(monkeypatch: pytest.MonkeyPatch, _homes: Iterator[Path]) -> None:
    """No key, proxy or setting of whoever runs the tests; home and caches are temporary."""
    for name in list(os.environ):
        if name.startswith(SCRUBBED) or name.upper() in PROXIES:
            monkeypatch.delenv(name)
    home = next(_homes)
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))


@pytest.fixture(scope="session")
def vcr_config() -> dict[str, Any]:
    """Match on everything that says what was asked; keep nothing that says who asked."""
    return {
        "match_on": cassette_form.MATCHED,
        "before_record_request": _recorded_request,
        "before_record_response": cassette_form.clean_response,
        "decode_compressed_response": True,
    }


@pytest.fixture(scope="module")
def vcr_cassette_dir(request: pytest.FixtureRequest) -> str:
    """cassettes/x/test_y/ for tests/x/test_y.py."""
    return str(ROOT / "cassettes" / request.path.relative_to(ROOT / "tests").with_suffix(""))


@pytest.fixture
def recorded_url(record_mode: str) -> str:
    """The base URL that a test with a cassette asks."""
    return RECORDED_URL if record_mode == "none" else RECORD_URL


@pytest.fixture(autouse=True)
def _every_recorded_exchange_is_played(vcr: Cassette | None, record_mode: str) -> Iterator[None]:
    """A cassette that holds more than its test asks for is out of date."""
    yield
    if vcr is not None and record_mode == "none":
        assert vcr.all_played, f"exchanges of {vcr.path} that nobody asked for: `make record`"


def _recorded_request(request: Any) -> Any:
    asked, recorded = urlsplit(RECORD_URL), urlsplit(RECORDED_URL)
    parts = urlsplit(request.uri)
    if parts.netloc == asked.netloc:
        request.uri = urlunsplit(parts._replace(scheme=recorded.scheme, netloc=recorded.netloc))
    return cassette_form.clean_request(request)
