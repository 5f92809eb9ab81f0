"""A site that announces two articles."""

from collections.abc import Iterator

import pytest

from tests.workflows.feeds.site import Page, Site, article_page, rss

BARRIER = (
    "Works Minister Carla Denholm told parliament that the barrier would cost 480 million crowns.",
    "The minister spoke for an hour, and most of the deputies stayed to the end of what she said.",
    "“We have built walls on the cheap for a century,” Ms Denholm said on the steps afterwards.",
)
FERRY = (
    "All passengers of the ferry Halcyon were brought ashore on Tuesday, the coastguard said.",
    "The captain, Olaf Brenner, told investigators that a buoy marking the reef had been missing.",
    "Transport Secretary Ingvild Parr ordered an inquiry into how the ship came to be there.",
)
MONDAY, TUESDAY = "Mon, 02 Mar 2026 09:00:00 GMT", "Tue, 03 Mar 2026 22:30:00 GMT"


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as served:
        feed = rss(
            "Lowen Courier",
            (f"{served.url}/barrier", "Barrier to cost 480 million", MONDAY),
            ("/ferry", "Ferry aground off Cape Lorne", TUESDAY),
        )
        feed.headers = {"ETag": '"one"', "Last-Modified": TUESDAY}
        served.pages = {
            "/feed": feed,
            "/barrier": article_page("Barrier to cost 480 million", *BARRIER),
            "/ferry": article_page("Ferry aground off Cape Lorne", *FERRY),
            "/robots.txt": Page("User-agent: *\nDisallow: /private/\n", kind="text/plain"),
        }
        yield served
