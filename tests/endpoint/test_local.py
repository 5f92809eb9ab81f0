"""A model file that answers in this process: against a double of xllamacpp, and once for real."""

import os
import signal
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from briefing.config import Settings
from briefing.endpoint import Answer
from briefing.endpoint.connect import endpoint_settings
from briefing.endpoint.gguf import Gguf
from briefing.endpoint.local import count_threads
from tests.asking import Asked, ask, first_error, many, question
from tests.endpoint.test_gguf import model_file
from tests.fakes import Double, always, completion, refusing_formats

FILE = os.environ.get("BRIEFING_TEST_GGUF", "")
"""Read before the tests' environment is cleared."""


class DoubleOfLlama(ModuleType):
    """A double of the module xllamacpp: nothing is loaded, and a scripted server answers.

    Attributes:
        double: The server that answers.
        started: The parameters of every server that was started.
        fails: Whether starting one does.
        memory: Bytes of the machine.
    """

    __version__ = "a test double"

    def __init__(self, double: Double) -> None:
        super().__init__("xllamacpp")
        self.started: list[Any] = []
        self.fails = False
        self.memory = 10**9
        self.double = double

    def CommonParams(self) -> SimpleNamespace:  # noqa: N802 (its name there)
        parts = ("model", "cpuparams", "cpuparams_batch")
        return SimpleNamespace(**{part: SimpleNamespace() for part in parts})

    def Server(self, parameters: Any) -> SimpleNamespace:  # noqa: N802 (its name there)
        self.started.append(parameters)
        if self.fails:
            raise RuntimeError("Failed to init server, please check the input params.")
        return SimpleNamespace(listening_address=f"http://{self.double.host}")

    def get_device_info(self) -> list[dict[str, int]]:
        return [{"memory_total": self.memory}]


@pytest.fixture
def llama(monkeypatch: pytest.MonkeyPatch) -> Iterator[DoubleOfLlama]:
    with Double(always(completion("{}"))) as double:
        llama = DoubleOfLlama(double)
        monkeypatch.setitem(sys.modules, "xllamacpp", llama)
        yield llama


def run(folder: Path, count: int = 1, **settings: Any) -> Asked:
    path = folder / "small.gguf"
    made = endpoint_settings(Settings(model=str(path if path.exists() else model_file(folder))))
    same = {"model": made.model, "gguf": made.gguf, "max_concurrency": made.max_concurrency}
    return ask(None, many(count), **{**same, "context_tokens": made.context_tokens, **settings})


def test_a_model_file_is_loaded_once_and_answers(tmp_path: Path, llama: DoubleOfLlama) -> None:
    asked = run(tmp_path, 5)
    assert [type(answer) for answer in asked.answers] == [Answer] * 5
    (parameters,) = llama.started
    assert parameters.model.path == str(tmp_path / "small.gguf")
    assert parameters.n_ctx == 8192
    assert parameters.hostnames == ["127.0.0.1"]
    assert llama.double.most_at_once == 1
    assert llama.double.bodies[0]["model"] == "small.gguf"


def test_only_who_has_the_key_of_this_run_can_ask(tmp_path: Path, llama: DoubleOfLlama) -> None:
    run(tmp_path, api_key="sk-canary-0123456789")
    run(tmp_path)
    keys = [parameters.api_keys for parameters in llama.started]
    assert keys[0] != keys[1]
    sent = [headers["authorization"] for headers in llama.double.headers]
    assert sent == [f"Bearer {key}" for (key,) in keys]


def test_the_ladder_holds_for_a_model_file_too(tmp_path: Path, llama: DoubleOfLlama) -> None:
    llama.double.answering = refusing_formats("json_schema")
    asked = run(tmp_path)
    assert asked.structured_output == "json_object"
    assert "in process" in asked.notices[0]


def test_what_was_answered_loads_no_model(
    tmp_path: Path, llama: DoubleOfLlama, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, 2, cache=tmp_path / "c.sqlite3")
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    again = run(tmp_path, 2, cache=tmp_path / "c.sqlite3")
    assert again.usage["cache_hits"] == 2
    assert len(llama.started) == 1


def test_signals_are_pythons_again_once_the_model_is_loaded(
    tmp_path: Path, llama: DoubleOfLlama, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    set_again: dict[int, Any] = {}
    put = signal.signal

    def watched(number: int, handler: Any) -> Any:
        if llama.started:
            set_again[number] = handler
        return put(number, handler)

    monkeypatch.setattr(signal, "signal", watched)
    run(tmp_path)
    assert set(before) <= set(set_again)
    assert {number: signal.getsignal(number) for number in before} == before


@pytest.mark.parametrize(
    ("fault", "problem", "hint"),
    [
        ("not installed", "xllamacpp", "pip install 'briefing[local]'"),
        ("too large", "of 0.0 GB of memory", "smaller model"),
        ("cannot be loaded", "small.gguf", "cut short"),
    ],
)
def test_what_cannot_be_served_is_said_once_with_a_hint(
    tmp_path: Path, llama: DoubleOfLlama, monkeypatch: pytest.MonkeyPatch,
    fault: str, problem: str, hint: str,
) -> None:  # fmt: skip
    llama.fails = True
    if fault == "too large":
        llama.memory = 999
    if fault == "not installed":
        monkeypatch.setitem(sys.modules, "xllamacpp", None)
    asked = run(tmp_path, 3)
    error = first_error(asked)
    assert str(error).startswith(f"in process: {fault} (")
    assert problem in error.problem
    assert hint in error.hint
    assert str(tmp_path) not in str(error)
    assert asked.given_up
    assert asked.usage["requests"] == 0
    assert len(llama.started) == (fault == "cannot be loaded")


def test_a_model_file_costs_nothing(tmp_path: Path, llama: DoubleOfLlama) -> None:
    assert run(tmp_path, max_cost=0.01).cost_usd == 0


def test_one_core_is_left_for_all_else() -> None:
    assert 1 <= count_threads() <= max(1, (os.cpu_count() or 1) - 1)


@pytest.mark.skipif(
    not FILE or find_spec("xllamacpp") is None,
    reason="needs xllamacpp, and a model file in BRIEFING_TEST_GGUF",
)
def test_a_real_model_answers_under_the_schema(capfd: pytest.CaptureFixture[str]) -> None:
    settings = endpoint_settings(Settings(model=FILE))
    assert isinstance(settings.gguf, Gguf)
    asked = ask(
        None,
        [question("What is the capital of France?"), question("And that of Italy?")],
        model=settings.model,
        gguf=settings.gguf,
        max_output_tokens=30,
    )
    texts = [answer.text if isinstance(answer, Answer) else answer for answer in asked.answers]
    assert ["Paris" in str(texts[0]), "Rome" in str(texts[1])] == [True, True]
    assert asked.structured_output == "json_schema"
    assert capfd.readouterr() == ("", "")
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
