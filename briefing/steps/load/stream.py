"""Paths and addresses in; articles out one by one, and a failure for each that cannot be read."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from briefing.errors import ArticleError, ConfigError
from briefing.schema.article import ID_DIGITS, Article, Copy, sha256_of
from briefing.schema.briefing import Failure
from briefing.steps.load.describe import describe_document
from briefing.steps.load.document import Document
from briefing.steps.load.documents import Reading, read_documents
from briefing.steps.load.read import read_file, read_stream
from briefing.steps.load.walk import STDIN, find_files
from briefing.web.address import is_address

if TYPE_CHECKING:
    from briefing.web.fetch import Answer, Web

MAX_BYTES = 5_000_000


def stream_articles(
    paths: Sequence[str],
    *,
    max_bytes: int = MAX_BYTES,
    stdin: BinaryIO | None = None,
    fields: Mapping[str, str] | None = None,
    allow_private: bool = False,
    web: "Callable[..., Web] | None" = None,
) -> Iterator[Article | Copy | Failure]:
    """Read articles from files, folders, addresses and standard input, each when it is asked for.

    Args:
        paths: Files, folders (read with all below them, in the order of names), addresses of web
            pages, or `-`.
        max_bytes: Size above which a file, or a file in an archive, is a failure.
        stdin: What `-` stands for.
        fields: Which column of a table holds what: `{"text": "body"}`.
        allow_private: Fetch from addresses of private networks, too.
        web: How addresses are fetched; None: from the web.

    Yields:
        One article per distinct text, and a copy for each further place of it. One failure per path
        that holds no article, and one for each part of a file that could not be read.
    """
    reading = Reading(max_bytes, fields or {})
    ids: set[str] = set()
    with ExitStack() as opened:
        fetch = _Fetching(web, opened, max_bytes=max_bytes, allow_private=allow_private)
        for found in find_files(paths):
            for item in _documents(found, reading, stdin, fetch):
                if isinstance(item, ArticleError):
                    yield _failure(item)
                    continue
                source = printable(item.source)
                sha = sha256_of(item.document.text)
                if sha in ids:
                    yield Copy(sha[:ID_DIGITS], source)
                    continue
                ids.add(sha)
                yield describe_document(item.document, source=source, file_sha256=item.file_sha256)


class _Found(NamedTuple):
    document: Document
    file_sha256: str
    source: str


class _Fetching:
    """Opens the web when the first address is met."""

    def __init__(
        self,
        web: "Callable[..., Web] | None",
        opened: ExitStack,
        *,
        max_bytes: int,
        allow_private: bool,
    ) -> None:
        self._make = web
        self._opened = opened
        self._max_bytes = max_bytes
        self._allow_private = allow_private
        self._web: Web | None = None

    def __call__(self, url: str) -> "Answer":
        """The page; ArticleError where it cannot be had."""
        from briefing.web.fetch import Web

        if self._web is None:
            make = self._make or Web
            made = make(max_bytes=self._max_bytes, allow_private=self._allow_private)
            self._web = self._opened.enter_context(made)
        answer = self._web.fetch(url)
        if answer is None:
            raise ArticleError(url, "the server sends nothing", hint="check the address")
        return answer


def _documents(
    found: str | ArticleError, reading: Reading, stdin: BinaryIO | None, fetch: _Fetching
) -> Iterator[_Found | ArticleError]:
    if isinstance(found, ArticleError):
        yield found
        return
    try:
        answer = fetch(found) if is_address(found) else None
        data = answer.body if answer else _read(found, reading.max_bytes, stdin)
    except ConfigError as error:
        yield ArticleError(found, error.problem, hint=error.hint)
        return
    except ArticleError as error:
        yield error
        return
    sha = hashlib.sha256(data).hexdigest()
    for item in read_documents(answer.page if answer else data, found, reading):
        if isinstance(item, ArticleError):
            yield item
        else:
            yield _Found(item, sha, found + item.part)


def _failure(error: ArticleError) -> Failure:
    return Failure(
        source=printable(error.where), error=printable(error.problem), hint=printable(error.hint)
    )


def _read(path: str, max_bytes: int, stdin: BinaryIO | None) -> bytes:
    if path != STDIN:
        return read_file(path, max_bytes=max_bytes)
    if stdin is None:
        raise ArticleError(path, "there is no standard input", hint="give a file or a folder")
    return read_stream(stdin, where=path, max_bytes=max_bytes)


def printable(path: str) -> str:
    """The path in one line that can be written as UTF-8, whatever bytes its name is made of."""
    return "".join(
        ch if ch.isprintable() else ch.encode("unicode_escape").decode("ascii") for ch in path
    )
