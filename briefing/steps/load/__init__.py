"""Paths in, articles out, and one failure for each that cannot be read."""

from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

from briefing.errors import ArticleError
from briefing.schema.article import Article
from briefing.schema.briefing import CARRIED, Failure
from briefing.steps.load.decode import decode_text
from briefing.steps.load.describe import describe_article
from briefing.steps.load.read import read_file, read_stream
from briefing.steps.load.walk import STDIN, find_files

MAX_BYTES = 5_000_000


class Loaded(NamedTuple):
    """What could be read and what could not, each in the order of the paths."""

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...]


def load_articles(
    paths: Sequence[str], *, max_bytes: int = MAX_BYTES, stdin: BinaryIO | None = None
) -> Loaded:
    """Read articles from files, folders and standard input.

    Args:
        paths: Files, folders (read with all below them, in the order of names), or `-`.
        max_bytes: Size above which a file is a failure.
        stdin: What `-` stands for.

    Returns:
        One article per distinct text; where a text was found more than once, the first place is its
        source and the others are in `also_at`. One failure per path that holds no article.
    """
    texts: dict[str, list[str]] = {}
    failures = []
    for found in find_files(paths):
        try:
            if isinstance(found, ArticleError):
                raise found
            text = _article(decode_text(_read(found, max_bytes, stdin), where=found), found)
            texts.setdefault(text, []).append(_printable(found))
        except ArticleError as error:
            failures.append(
                Failure(source=_printable(error.where), error=error.problem, hint=error.hint)
            )
    articles = tuple(
        describe_article(text, source=sources[0], also_at=tuple(sources[1:]))
        for text, sources in texts.items()
    )
    return Loaded(articles, tuple(failures))


def _article(text: str, where: str) -> str:
    """Refuse a briefing of ours: read again, it would say everything twice, by nobody new."""
    ends = text.rstrip().endswith("-->")
    if ends and text.startswith("# ") and f"\n{CARRIED} " in text:
        hint = "write briefings outside the folder of articles"
        raise ArticleError(where, "is a briefing made by this program, no article", hint=hint)
    return text


def _read(path: str, max_bytes: int, stdin: BinaryIO | None) -> bytes:
    if path != STDIN:
        return read_file(path, max_bytes=max_bytes)
    if stdin is None:
        raise ArticleError(path, "there is no standard input", hint="give a file or a folder")
    return read_stream(stdin, where=path, max_bytes=max_bytes)


def _printable(path: str) -> str:
    """The path in one line that can be written as UTF-8, whatever bytes its name is made of."""
    return "".join(
        ch if ch.isprintable() else ch.encode("unicode_escape").decode("ascii") for ch in path
    )
