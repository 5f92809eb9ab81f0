"""A file of any kind in, the articles in it out, each with the error where it cannot be read."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from briefing.errors import ArticleError, ConfigError
from briefing.schema.briefing import CARRIED
from briefing.steps.load.decode import decode_text
from briefing.steps.load.document import Document, own_briefing
from briefing.steps.load.kinds import Kind, find_kind

MAX_DEPTH = 2
"""Archives within archives: a mail folder that was zipped after its mails were."""
_HINT = "save it as .docx, .pdf or text"


class Reading(NamedTuple):
    """How files are read."""

    max_bytes: int = 5_000_000
    """Size of one article's file, and of each file in an archive."""
    fields: Mapping[str, str] = MappingProxyType({})
    """Which column of a table holds what (`--map`)."""


def read_documents(
    data: bytes, where: str, reading: Reading, *, depth: int = 0
) -> Iterator[Document | ArticleError]:
    """Read a file, whatever it is; a library that fails on it is an error like any other.

    Args:
        data: The whole file.
        where: Its path or address.
        reading: Limits, and what the columns of a table mean.
        depth: How many archives it lies in.

    Yields:
        Its articles in order, and what could not be read of it.

    Raises:
        ConfigError: A library is not installed.
    """
    kind = find_kind(data, where)
    try:
        yield from _read(kind, data, where, reading, depth)
    except ArticleError as error:
        yield error
    except ConfigError as error:
        yield ArticleError(where, error.problem, hint=error.hint)
    except Exception as exc:
        says = " ".join(f"{type(exc).__name__}: {exc}".split())[:200]
        yield ArticleError(
            where, f"cannot be read as {kind} ({says})", hint="save it anew, or as text"
        )


def _read(
    kind: Kind, data: bytes, where: str, reading: Reading, depth: int
) -> Iterable[Document | ArticleError]:
    if kind in ("zip", "gzip"):
        return _from_archive(kind, data, where, reading, depth)
    if kind in ("text", "json", "csv"):
        return _from_text(kind, decode_text(data, where=where), where, reading)
    return _from_library(kind, data, where, reading)


def _from_text(
    kind: Kind, text: str, where: str, reading: Reading
) -> Iterable[Document | ArticleError]:
    if kind == "text":
        return [Document(_article(text, where))]
    from briefing.steps.load.table import read_csv, read_json

    read = read_json if kind == "json" else read_csv
    return read(text, where=where, fields=reading.fields)


def _from_library(
    kind: Kind, data: bytes, where: str, reading: Reading
) -> Iterable[Document | ArticleError]:
    """Each reader is imported when the first file of its kind is met."""
    if kind == "html":
        from briefing.steps.load.html import read_html

        return [read_html(data, where=where)]
    if kind == "pdf":
        from briefing.steps.load.pdf import read_pdf

        return [read_pdf(data, where=where)]
    if kind == "docx":
        from briefing.steps.load.docx import read_docx

        return [read_docx(data, where=where, max_bytes=reading.max_bytes)]
    if kind in ("mail", "mbox"):
        from briefing.steps.load.mail import read_mail, read_mbox

        return [read_mail(data, where=where)] if kind == "mail" else read_mbox(data, where=where)
    if kind == "feed":
        from briefing.steps.load.feed import read_feed

        return read_feed(data, where=where)
    raise ArticleError(where, "kind of office file or book that is not read", hint=_HINT)


def _from_archive(
    kind: Kind, data: bytes, where: str, reading: Reading, depth: int
) -> Iterator[Document | ArticleError]:
    from briefing.steps.load.archive import unpack_gzip, unpack_zip

    if depth >= MAX_DEPTH:
        problem = f"archives lie in each other (more than {MAX_DEPTH} deep)"
        raise ArticleError(where, problem, hint="unpack it yourself")
    if kind == "gzip":
        inner = unpack_gzip(data, where=where, max_bytes=reading.max_bytes)
        yield from read_documents(inner, where.removesuffix(".gz"), reading, depth=depth + 1)
        return
    for member in unpack_zip(data, where=where, max_bytes=reading.max_bytes):
        if isinstance(member, ArticleError):
            yield member
            continue
        part = f"/{member.name}"
        for found in read_documents(member.data, where + part, reading, depth=depth + 1):
            if isinstance(found, Document):
                yield found._replace(part=part + found.part)
            else:
                yield found


def _article(text: str, where: str) -> str:
    ends = text.rstrip().endswith("-->")
    if ends and text.startswith("# ") and f"\n{CARRIED} " in text:
        raise own_briefing(where)
    return text
