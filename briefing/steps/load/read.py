"""One file in, its bytes out, never more than allowed and never from a device."""

import os
import stat
from typing import BinaryIO

from briefing.errors import ArticleError


def read_file(path: str, *, max_bytes: int) -> bytes:
    """Read a regular file of at most `max_bytes` bytes.

    Raises:
        ArticleError: It is larger, not a regular file, or cannot be read.
    """
    try:
        # Not to hang if a pipe has taken the file's place since it was found.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(handle, "rb") as file:  # noqa: PTH123 (a handle, not a path)
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise ArticleError(path, "is not a regular file", hint="leave it out")
            if status.st_size > max_bytes:
                raise _too_large(path, f"{status.st_size:,}", max_bytes)
            return read_stream(file, where=path, max_bytes=max_bytes)
    except PermissionError as exc:
        hint = "change its permissions, or leave it out"
        raise ArticleError(path, "no permission to read it", hint=hint) from exc
    except OSError as exc:
        problem = f"cannot be read ({exc.strerror or type(exc).__name__})".lower()
        raise ArticleError(path, problem, hint="check the file, or leave it out") from exc


def read_stream(stream: BinaryIO, *, where: str, max_bytes: int) -> bytes:
    """Read a stream to its end.

    Raises:
        ArticleError: It holds more than `max_bytes` bytes.
    """
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise _too_large(where, f"more than {max_bytes:,}", max_bytes)
    return data


def _too_large(where: str, size: str, max_bytes: int) -> ArticleError:
    problem = f"file is too large ({size} bytes, limit {max_bytes:,})"
    return ArticleError(where, problem, hint="raise --max-bytes, or split the file")
