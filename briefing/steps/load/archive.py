"""An archive in, the files in it out, within bounds and without writing any of them."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from briefing.errors import ArticleError
from briefing.steps.load.kinds import BY_SUFFIX

MAX_MEMBERS = 10_000
MAX_WHOLE = 40
"""An archive may unpack to so many times the size of the largest file that is read."""
_ENCRYPTED = 0x1


class Member(NamedTuple):
    """A file in an archive."""

    name: str
    """As the archive has it; never used as a path."""
    data: bytes


def unpack_gzip(data: bytes, *, where: str, max_bytes: int) -> bytes:
    """The file in a gzip file.

    Raises:
        ArticleError: It is larger than `max_bytes`, or broken.
    """
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(data, max_bytes + 1)
    except zlib.error as exc:
        raise ArticleError(where, f"broken gzip file ({exc})", hint="get it again") from exc
    if len(unpacked) > max_bytes:
        raise _too_large(where, max_bytes)
    if not unpacker.eof:
        raise ArticleError(where, "gzip file that ends too soon", hint="get it again")
    return unpacked


def unpack_zip(data: bytes, *, where: str, max_bytes: int) -> Iterator[Member | ArticleError]:
    """The files in a ZIP archive, in the order of their names; hidden ones are passed over.

    Sizes are those that come out, not those that the archive claims.

    Yields:
        Each member, or what is wrong with it.

    Raises:
        ArticleError: It is no archive, or holds no files or too many.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as exc:
        raise ArticleError(where, f"broken ZIP file ({exc})", hint="get it again") from exc
    with archive:
        parts = sorted((p for p in archive.infolist() if _is_file(p)), key=lambda p: p.filename)
        if not parts:
            raise ArticleError(where, "an archive without files", hint="leave it out")
        if len(parts) > MAX_MEMBERS:
            problem = f"holds too many files ({len(parts):,}, limit {MAX_MEMBERS:,})"
            raise ArticleError(where, problem, hint="split the archive")
        left = MAX_WHOLE * max_bytes
        for part in parts:
            found = _member(archive, part, f"{where}/{part.filename}", min(max_bytes, left))
            if isinstance(found, Member):
                left -= len(found.data)
            yield found


def _is_file(part: zipfile.ZipInfo) -> bool:
    names = PurePosixPath(part.filename.replace("\\", "/")).parts
    hidden = any(name.startswith((".", "__MACOSX")) and name != ".." for name in names)
    return not part.is_dir() and not hidden


def _member(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, where: str, max_bytes: int
) -> Member | ArticleError:
    suffix = PurePosixPath(part.filename).suffix
    if suffix.lower() not in BY_SUFFIX:
        kinds = f"articles are files ending in {', '.join(BY_SUFFIX)}"
        return ArticleError(
            where, f"kind of file that is not read ({suffix or 'no suffix'})", hint=kinds
        )
    if part.flag_bits & _ENCRYPTED:
        return ArticleError(where, "is encrypted", hint="unpack it yourself")
    try:
        with archive.open(part) as stream:
            data = stream.read(max_bytes + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        EOFError,
        NotImplementedError,
        OSError,
    ) as exc:
        return ArticleError(where, f"broken in the archive ({exc})", hint="get it again")
    return _too_large(where, max_bytes) if len(data) > max_bytes else Member(part.filename, data)


def _too_large(where: str, max_bytes: int) -> ArticleError:
    problem = f"is too large (unpacked more than {max_bytes:,} bytes)"
    return ArticleError(where, problem, hint="raise --max-bytes, or unpack it yourself")
