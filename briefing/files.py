"""A path and a text come in → a written file, whole or not at all."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from briefing.errors import InputError


def write_file(file: Path, text: str | Iterable[str]) -> None:
    """Write through a temporary file beside it, so that no half-written file is ever seen.

    Args:
        file: Replaced if it is there.
        text: The whole, or its parts one after the other.

    Raises:
        InputError: It cannot be written.
    """
    try:
        descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with os.fdopen(
                descriptor, "w", encoding="utf-8", errors="surrogatepass", newline=""
            ) as stream:
                stream.writelines([text] if isinstance(text, str) else text)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as exc:
        raise InputError(
            str(file), f"cannot be written ({exc.strerror})", hint="choose another place with --out"
        ) from exc
