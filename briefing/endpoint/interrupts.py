"""Ctrl-C once: what is under way is waited for, and the rest is not asked. Twice: stop now."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from briefing.endpoint.endpoint import Endpoint
from briefing.errors import EndpointUnavailable

GO_ON = "run the same command again to go on: what was answered is in the cache"


class Interrupts:
    """Belongs to whoever owns the process's signals: a command, not a library."""

    def __init__(self, *, notice: Callable[[str], None]) -> None:
        self._notice = notice
        self.happened = False
        """Whether the run was told to stop."""

    @contextmanager
    def stopping(self, *endpoints: Endpoint) -> Iterator[None]:
        """While it lasts, an interrupt stops the endpoints; a second one cancels the current task.

        Where platform or thread allow no handler in the event loop, an interrupt stops at once.

        Raises:
            KeyboardInterrupt: After the second one.
        """
        loop = asyncio.get_running_loop()
        task = asyncio.current_task()

        def interrupt() -> None:
            if self.happened and task is not None:
                task.cancel()
                return
            self.happened = True
            # Endpoints of one server count together.
            under_way = max((endpoint.in_flight for endpoint in endpoints), default=0)
            self._notice(
                f"interrupted: waiting for the {under_way} requests under way; "
                "Ctrl-C again stops now"
            )
            for endpoint in endpoints:
                why = EndpointUnavailable(endpoint.host, "not asked: interrupted", hint=GO_ON)
                endpoint.stop(why)

        try:
            loop.add_signal_handler(signal.SIGINT, interrupt)
        except (NotImplementedError, RuntimeError, ValueError):
            yield
            return
        try:
            yield
        except asyncio.CancelledError:
            raise KeyboardInterrupt from None
        finally:
            loop.remove_signal_handler(signal.SIGINT)
