"""An address comes in → what lies there, within limits of time, size and politeness."""

import ipaddress
import socket
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from urllib.parse import urlsplit

from briefing import __version__
from briefing.errors import ArticleError
from briefing.libraries import load_library
from briefing.web.robots import Robots

if TYPE_CHECKING:
    import httpx2

AGENT = f"briefing/{__version__}"
TIMEOUT_S = 20.0
"""For the connection, and for each piece of the answer."""
WHOLE_S = 60.0
"""For the whole answer: a server that drips is no server."""
MAX_REDIRECTS = 5
"""As many as RFC 9309 (section 2.3.1.2) wants followed for robots.txt."""
_CHECK, _LATER = "check the address in a browser", "it is tried again on the next run"
_KEPT = ("content-type", "etag", "last-modified")


class Answer(NamedTuple):
    """What lies at an address."""

    url: str
    """Where it was found, after redirects."""
    body: bytes
    content_type: str
    etag: str | None
    modified: str | None

    @property
    def page(self) -> bytes:
        """The body, in UTF-8 where the server names its encoding; else the page may know better."""
        charset = self.content_type.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
        try:
            return self.body.decode(charset).encode() if charset else self.body
        except (LookupError, UnicodeError):
            return self.body


class Seen(Protocol):
    """What an address answered the last time."""

    @property
    def etag(self) -> str | None:
        """Its ETag."""
        ...

    @property
    def modified(self) -> str | None:
        """Its Last-Modified."""
        ...


class Web:
    """Fetches one thing after the other, so no host is asked twice at a time; a context manager."""

    def __init__(
        self,
        *,
        max_bytes: int,
        allow_private: bool = False,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`max_bytes`: of one answer, unpacked; `allow_private`: ask any machine."""
        self._max_bytes = max_bytes
        self._allow_private = allow_private
        self._home: str | None = None
        self._robots = Robots(self._read_robots, agent=AGENT, sleep=sleep)
        self._client: httpx2.Client

    def __enter__(self) -> "Web":
        """Raises ConfigError where the library is not installed."""
        library = load_library("httpx2")
        self._errors: Any = library
        self._client = library.Client(headers={"user-agent": AGENT}, timeout=TIMEOUT_S)
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def fetch(
        self, url: str, *, home: str | None = None, mark: Seen | None = None
    ) -> Answer | None:
        """What lies at an address, or None if it is what `mark` was made of.

        Args:
            url: The address.
            home: Host that may lie in a private network: the one that the user named.
            mark: What was found there the last time.

        Raises:
            ArticleError: It cannot be had, is too large, or robots.txt does not allow it.
        """
        headers = {"if-none-match": mark.etag if mark else None}
        headers |= {"if-modified-since": mark.modified if mark else None}
        given = {name: value for name, value in headers.items() if value}
        self._home = home
        for _ in range(MAX_REDIRECTS + 1):
            self._check(url)
            self._robots.check(url)
            status, location, answer = self._ask(url, given)
            if status == 304:
                return None
            if not location:
                if 200 <= status < 300:
                    return answer
                raise ArticleError(url, f"the server answers {status}", hint=_CHECK)
            url = location
        raise ArticleError(url, f"redirected more than {MAX_REDIRECTS} times", hint=_CHECK)

    def _read_robots(self, url: str) -> tuple[int, bytes]:
        """Status and body of a robots.txt; ArticleError where nobody answers."""
        for _ in range(MAX_REDIRECTS + 1):
            status, location, answer = self._ask(url, {})
            if not location:
                return status, answer.body
            url = location
        return 404, b""

    def _ask(self, url: str, headers: Mapping[str, str]) -> tuple[int, str, Answer]:
        """Status, where we are sent, and what is there."""
        self._check(url)
        try:
            with self._client.stream("GET", url, headers=dict(headers)) as response:
                status, location = response.status_code, ""
                if response.has_redirect_location:
                    location = str(response.url.join(response.headers["location"]))
                body = self._read(url, response) if 200 <= status < 300 else b""
        except self._errors.TimeoutException as exc:
            problem = f"no answer within {TIMEOUT_S:.0f} seconds"
            raise ArticleError(url, problem, hint=_LATER) from exc
        except (self._errors.HTTPError, self._errors.InvalidURL, ValueError) as exc:
            problem = f"cannot be fetched ({exc or type(exc).__name__})"
            raise ArticleError(url, problem, hint=_CHECK) from exc
        kind, etag, modified = map(response.headers.get, _KEPT)
        return status, location, Answer(url, body, kind or "", etag, modified)

    def _read(self, url: str, response: "httpx2.Response") -> bytes:
        body = bytearray()
        deadline = time.monotonic() + WHOLE_S
        for piece in response.iter_bytes():
            body += piece
            if len(body) > self._max_bytes:
                problem = f"is too large (more than {self._max_bytes:,} bytes)"
                raise ArticleError(url, problem, hint="raise --max-bytes, or leave it out")
            if time.monotonic() > deadline:
                problem = f"not all there within {WHOLE_S:.0f} seconds"
                raise ArticleError(url, problem, hint=_LATER)
        return bytes(body)

    def _check(self, url: str) -> None:
        """Whoever wrote a feed or a redirect must not make us ask the machines of our network."""
        host = _host_of(url)
        if self._allow_private or host == self._home:
            return
        if _is_private(host):
            hint = "name a feed on that machine itself; `make` takes --allow-private"
            raise ArticleError(url, "lies in a private network", hint=hint)


def _host_of(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ArticleError(url, "is no web address", hint="addresses begin with http or https")
    return parts.hostname


def _is_private(host: str) -> bool:
    """Whether any address that a name stands for is not of the public internet."""
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return (
            False  # Whoever fetches it, a proxy for example, may know it; or says that it does not.
        )
    return any(not ipaddress.ip_address(str(at[4][0]).split("%")[0]).is_global for at in found)
