import asyncio

from briefing.endpoint.limiter import Limiter


def test_no_more_than_the_limit_are_inside_at_once() -> None:
    inside, most = 0, 0

    async def visit(limiter: Limiter) -> None:
        nonlocal inside, most
        async with limiter.turn():
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    async def all_visit() -> None:
        limiter = Limiter(3)
        await asyncio.gather(*(visit(limiter) for _ in range(20)))

    asyncio.run(all_visit())
    assert most == 3
