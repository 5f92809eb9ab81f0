"""Many jobs at once, and one error if any fails."""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

Result = TypeVar("Result")


async def together(
    jobs: Iterable[Coroutine[Any, Any, Result]], *, lazily: bool = False
) -> list[Result]:
    """The results of all jobs, in order; the first error ends the others and is raised bare.

    `asyncio.gather` leaves the others running, and those that fail after it are reported with a
    traceback when the event loop closes.

    Args:
        jobs: What is to be done.
        lazily: They are made one by one, each taking a while, in which those that have begun are to
            go on. After an error no more are made.
    """
    try:
        async with asyncio.TaskGroup() as group:
            tasks = []
            for job in jobs:
                tasks.append(group.create_task(job))
                if lazily:
                    await asyncio.sleep(0)
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return [task.result() for task in tasks]
