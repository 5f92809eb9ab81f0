"""Paths as the user gave them in, the files to read out, and what is none."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.errors import ArticleError
from briefing.steps.load.kinds import BY_SUFFIX
from briefing.web.address import is_address

STDIN = "-"
_KINDS = f"articles are files ending in {', '.join(BY_SUFFIX)}"
_BY_RAY = "read it with --engine ray, which needs no more than this machine: docs/cluster.md"
_SPECIAL = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def find_files(paths: Sequence[str]) -> Iterator[str | ArticleError]:
    """Find the files that the paths name, without opening any.

    Folders are walked in the order of their entries' names; hidden entries are passed over, and a
    folder that is reached twice, by a link or by two paths, is read once.

    Args:
        paths: Files, folders, addresses, `-`; as the user gave them.

    Yields:
        Path of a file (each path once), address, `-`, or what is wrong with one; an error's `where`
        is the path as given or found.
    """
    yielded: set[str] = set()
    folders: set[tuple[int, int]] = set()
    for path in paths:
        for found in [path] if path == STDIN or is_address(path) else _under(path, folders):
            name = found.where if isinstance(found, ArticleError) else found
            if name not in yielded:
                yielded.add(name)
                yield found


def _under(given: str, folders: set[tuple[int, int]]) -> Iterator[str | ArticleError]:
    waiting = [given]
    while waiting:  # a stack, not recursion: folders may be nested deeper than Python recurses
        path = waiting.pop()
        try:
            status = os.stat(path)  # noqa: PTH116 (a Path would rewrite the path as given)
            if not stat.S_ISDIR(status.st_mode):
                yield _checked(path, status.st_mode, given=path == given)
            elif (key := (status.st_dev, status.st_ino)) not in folders:
                folders.add(key)
                waiting += _entries(path)
        except (OSError, ValueError) as exc:
            yield ArticleError(path, _problem(path, exc), hint=_hint(exc))


def _entries(folder: str) -> list[str]:
    """Visible entries, last name first: the stack takes them from its end."""
    names = sorted(os.listdir(folder), reverse=True)  # noqa: PTH208 (names are all it takes)
    return [os.path.join(folder, name) for name in names if not name.startswith(".")]  # noqa: PTH118


def _checked(path: str, mode: int, *, given: bool) -> str | ArticleError:
    if not stat.S_ISREG(mode):
        kind = _SPECIAL.get(stat.S_IFMT(mode), "not a file")
        return ArticleError(path, f"is {kind}, not a regular file", hint=_KINDS)
    suffix = Path(path).suffix
    # A file without a suffix that the user names is taken at the user's word.
    if suffix.lower() in BY_SUFFIX or (given and not suffix):
        return path
    hint = _BY_RAY if suffix.lower() == ".parquet" else _KINDS
    return ArticleError(path, f"kind of file that is not read ({suffix or 'no suffix'})", hint=hint)


def _problem(path: str, exc: OSError | ValueError) -> str:
    if isinstance(exc, ValueError):
        return "not a path (it holds a null character)"
    if isinstance(exc, FileNotFoundError):
        return "link to a file that does not exist" if os.path.islink(path) else "no such file"  # noqa: PTH114
    if isinstance(exc, PermissionError):
        return "no permission to read it"
    return (exc.strerror or type(exc).__name__).lower()


def _hint(exc: OSError | ValueError) -> str:
    if isinstance(exc, PermissionError):
        return "change its permissions, or leave it out"
    return "check the path, or leave it out"
