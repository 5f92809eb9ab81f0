"""The processes that do the rules' work while a model is asked; or none, and it is done here.

The rules hold one core for milliseconds an article, in which no answer could be taken in.
"""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing.connection import wait
from typing import Any

from briefing.config import Settings
from briefing.extractors.extraction import Extraction
from briefing.garbage import collect_rarely
from briefing.read import Prepared, finish_article, prepare_article, read_by_rules
from briefing.schema.article import Article, Chunk
from briefing.schema.reading import Reading

WORTH = 64
"""Articles from which on processes are started: one takes half a second to be there, in which so
many are read."""


class Desk:
    """Where articles lie that have been prepared, until the replies of a model are there."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._prepared: dict[int, Prepared] = {}

    def prepare(self, place: int, article: Article) -> tuple[Chunk, ...]:
        """The chunks that a model is to be asked about; the rest of what is known stays here."""
        prepared = self._prepared[place] = prepare_article(article, self._settings)
        return prepared.chunks

    def finish(self, place: int, article: Article, extraction: Extraction) -> Reading:
        """What is kept of an article; it is prepared anew where it does not lie here."""
        prepared = self._prepared.pop(place, None) or prepare_article(article, self._settings)
        return finish_article(prepared, extraction)

    def read(self, place: int, article: Article) -> Reading:
        """The whole way with the built-in extractor."""
        del place
        return read_by_rules(article, self._settings)


class Workers:
    """`settings.workers` desks in processes of their own, and one here until they are there.

    An article is finished where it was prepared. A process that ends before its time, killed or out
    of memory, is done without: nothing is lost.
    """

    def __init__(self, settings: Settings, *, expected: int, notice: Callable[[str], None]) -> None:
        """Start none yet.

        Args:
            settings: Those of the run.
            expected: About how many articles there are; 0: it is not known.
            notice: Is told what the user should know.
        """
        # The rules have no use for the key.
        self._settings = settings.model_copy(update={"api_key": None})
        self._notice = notice
        self._here = Desk(self._settings)
        self._expected = expected
        self._processes: list[ProcessPoolExecutor] = []
        self._are_there: list[Future[None]] = []
        self.count = settings.workers or 1
        self._is_alone = self.count < 2

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.shutdown(cancel_futures=True)

    async def prepare(self, place: int, article: Article) -> tuple[Chunk, ...]:
        """See `Desk.prepare`; `place` numbers the article."""
        chunks: tuple[Chunk, ...] = await self._do("prepare", place, article)
        return chunks

    async def finish(self, place: int, article: Article, extraction: Extraction) -> Reading:
        """See `Desk.finish`."""
        reading: Reading = await self._do("finish", place, article, extraction)
        return reading

    async def read(self, place: int, article: Article) -> Reading:
        """See `Desk.read`."""
        reading: Reading = await self._do("read", place, article)
        return reading

    async def _do(self, what: str, place: int, *arguments: Any) -> Any:
        if self._has_processes(place):
            process = self._processes[place % len(self._processes)]
            try:
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(process, _do, what, place, *arguments)
            except BrokenExecutor:
                if not self._is_alone:
                    self._notice("a process of the rules has ended; going on without it")
                self._is_alone = True
        return getattr(self._here, what)(place, *arguments)

    def _has_processes(self, place: int) -> bool:
        if self._is_alone or max(self._expected, place) < WORTH:
            return False
        if not self._processes and not self._start():
            return False
        return all(there.done() for there in self._are_there)

    def _start(self) -> bool:
        """Whether processes can be started on this machine."""
        # Not by fork: threads of this process may hold locks.
        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if hasattr(context, "set_forkserver_preload"):
            context.set_forkserver_preload([__name__])
        try:
            self._processes = [
                ProcessPoolExecutor(1, context, _take_place, (self._settings,))
                for _ in range(self.count)
            ]
        except (OSError, ImportError) as exc:  # a machine without shared semaphores
            self._notice(f"the rules have no processes of their own here ({exc})")
            self._is_alone = True
            return False
        self._are_there = [process.submit(_be_there) for process in self._processes]
        return True


_desk: Desk


def _take_place(settings: Settings) -> None:
    """In a new process: it leaves Ctrl-C to its parent, and goes when that is gone."""
    global _desk
    _desk = Desk(settings)
    collect_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _be_there() -> None:
    """Done when the process has taken its place."""


def _do(what: str, place: int, *arguments: Any) -> Any:
    return getattr(_desk, what)(place, *arguments)
