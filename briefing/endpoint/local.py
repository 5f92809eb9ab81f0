"""A model file, served by llama.cpp inside this process: the only file that imports xllamacpp."""

import os
import secrets
import signal
import threading
from typing import Any

from briefing.endpoint.faults import Fault, Said
from briefing.endpoint.gguf import Gguf, parts_of

SLOTS = 1
"""Requests that are answered at once. A processor that is busy with one answers two no faster, and
the one slot keeps the fixed part of every request, which is then read once in a run."""
BATCH = 128
"""Tokens that are read at a time (llama.cpp: 2,048): a request that is given up ends between two
batches. Where 18 tokens a second were read, one of 1,000 went on for 85 s after the interrupt."""
GB = 1e9


class LocalServer:
    """Loads the model when it is started; then answers at an address of its own.

    It is llama.cpp's server, on a free port of the loopback interface: a request that is given up,
    timed out or interrupted, is given up there, too, which xllamacpp's call for a completion does
    not allow. Nobody else can ask it: it wants a key that only this object has.
    """

    def __init__(self, gguf: Gguf, *, context_tokens: int) -> None:
        """Load nothing yet; `context_tokens` is room for a request and its answer."""
        self.key = secrets.token_urlsafe(32)
        self._gguf = gguf
        self._context_tokens = context_tokens
        self._server: Any = None

    def start(self) -> str:
        """The base URL; the first call loads the model.

        It waits, and every other thread with it: xllamacpp keeps the interpreter's lock meanwhile.

        Raises:
            Fault: It cannot be served.
        """
        if self._server is None:
            self._server = self._load()
        return f"{self._server.listening_address}/v1"

    def close(self) -> None:
        """Give memory and port back."""
        self._server = None

    def _load(self) -> Any:
        name = self._gguf.path.name
        try:
            import xllamacpp
        except ImportError as exc:
            raise Fault("not installed", Said(f"xllamacpp, which serves {name}")) from exc
        size = sum(part.stat().st_size for part in parts_of(self._gguf.path))
        memory = sum(device["memory_total"] for device in xllamacpp.get_device_info())
        if size > memory:
            there = f"{size / GB:.1f} GB, of {memory / GB:.1f} GB of memory"
            raise Fault("too large", Said(f"{name}: {there}"))
        try:
            return xllamacpp.Server(self._parameters(xllamacpp.CommonParams()))
        except RuntimeError as exc:
            raise Fault("cannot be loaded", Said(name)) from exc
        finally:
            _take_signals_back()

    def _parameters(self, parameters: Any) -> Any:
        parameters.model.path = str(self._gguf.path)
        parameters.model_alias = {self._gguf.path.name}
        parameters.cpuparams.n_threads = count_threads()
        parameters.cpuparams_batch.n_threads = count_threads()
        parameters.n_parallel = SLOTS
        parameters.n_ctx = SLOTS * self._context_tokens
        parameters.n_batch = parameters.n_ubatch = BATCH
        parameters.hostnames = ["127.0.0.1"]
        parameters.port = 0
        parameters.api_keys = [self.key]
        parameters.ui = False
        parameters.endpoint_slots = False
        # Not a line on stderr; what goes wrong is in the responses.
        parameters.verbosity = 0
        return parameters


def count_threads() -> int:
    """One fewer than there are cores for this process, which has work of its own beside the model.

    The threads of llama.cpp wait for each other, token by token: one whose core is taken stops all.
    Measured on two cores with a load of 5, 1,000 tokens in and 40 out: one thread 59 s, two had not
    finished after 70 s; an answer of 704 tokens took two ten minutes.
    """
    usable = getattr(os, "sched_getaffinity", None)
    n_cores = len(usable(0)) if usable else os.cpu_count() or 1
    return max(1, n_cores - 1)


def _take_signals_back() -> None:
    """Make Python's handlers of Ctrl-C and SIGTERM those of the process again.

    llama.cpp's server puts its own in their place. Only the main thread can put them back.
    """
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.getsignal(number))
