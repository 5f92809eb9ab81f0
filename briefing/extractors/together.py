"""Many jobs at once, and one error if any fails."""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

Result = TypeVar("Result")


async def together(jobs: Iterable[Coroutine[Any, Any, Result]]) -> list[Result]:
    """The results of all jobs, in order; the first error ends the others and is raised bare.

    `asyncio.gather` leaves the others running, and those that fail after it are reported with a
    traceback when the event loop closes.
    """
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(job) for job in jobs]
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return [task.result() for task in tasks]
