"""Many jobs at once, and one error if any fails."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable
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


async def in_turn(jobs: Iterable[Callable[[], Awaitable[None]]], *, at_once: int) -> None:
    """Run jobs of which there may be any number: no more than so many are begun and not done.

    Args:
        jobs: Each is made when there is room for it; this may take a while, in which those that
            have begun go on. After an error, which is raised bare, no more are made.
        at_once: At least 1.
    """
    room = asyncio.Semaphore(at_once)
    waiting = iter(jobs)

    async def with_room(job: Callable[[], Awaitable[None]]) -> None:
        try:
            await job()
        finally:
            room.release()

    try:
        async with asyncio.TaskGroup() as group:
            while True:
                await room.acquire()
                job = next(waiting, None)
                if job is None:
                    break
                group.create_task(with_room(job))
                await asyncio.sleep(0)
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
