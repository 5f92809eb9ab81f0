"""A model's name comes in → the model file that it means, if it means one."""

import re
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from briefing.errors import ConfigError

SUFFIX = ".gguf"
MAGIC = b"GGUF"
"""First four bytes of every such file (the GGUF specification, section File Structure)."""
PART = re.compile(r"-\d{5}-of-(\d{5})(?=\.gguf$)", re.IGNORECASE)
"""How llama.cpp names the parts of a split model; it finds the others from any one of them."""

HEAD = 1 << 24
"""Bytes that are hashed whole: what a file says of itself, vocabulary and chat template included,
takes about 6 MB with 152,000 tokens."""
BLOCK = 1 << 16
N_BLOCKS = 256
"""Blocks of each file that are hashed, evenly spread: wherever a model of some billion weights was
trained further, all of a layer's bytes differ, and a layer is longer than the gap between two."""


class Gguf(NamedTuple):
    """A model file; what it answers depends on its bytes and not on where it lies."""

    path: Path
    fingerprint: str
    """16 hexadecimal digits."""


def find_gguf(model: str, *, base_url: str | None) -> Gguf | None:
    """The model file of this name; None where the name is that of a model at an endpoint.

    Raises:
        ConfigError: There is no such file, it is none, or it stands beside a base URL.
    """
    if not model.lower().endswith(SUFFIX):
        return None
    path = Path(model).expanduser()
    if not path.is_file():
        if base_url is not None:
            return None
        raise ConfigError(model, "no such file", hint="name a model file that is there")
    if base_url is not None:
        problem = "is a file here, and a base URL is set besides"
        hint = "leave out --base-url and unset OPENAI_BASE_URL, or name a model of the endpoint"
        raise ConfigError(model, problem, hint=hint)
    try:
        return Gguf(path, take_fingerprint(path))
    except OSError as exc:
        problem = f"cannot be read ({exc.strerror or exc})"
        raise ConfigError(model, problem, hint="mend or replace the file") from exc


def parts_of(path: Path) -> list[Path]:
    """All files of the model: this one, or every part of a split model that is there."""
    if not (part := PART.search(path.name)):
        return [path]
    stem, last, suffix = path.name[: part.start()], part[1], path.name[part.end() :]
    named = (f"{stem}-{n:05}-of-{last}{suffix}" for n in range(1, int(last) + 1))
    return [file for name in named if (file := path.with_name(name)).is_file()]


def take_fingerprint(path: Path) -> str:
    """SHA-256 over sizes, heads and 256 blocks of the model's files, first 16 digits.

    Not over all bytes, since a run that the cache answers should not read gigabytes first: 1.1 GB
    take as long as all else of such a run. An edit that fits between two blocks stays unseen.

    Raises:
        ConfigError: The file does not begin as a model file does.
        OSError: It cannot be read.
    """
    digest = sha256()
    for part in parts_of(path):
        size = part.stat().st_size
        digest.update(size.to_bytes(8, "big"))
        with part.open("rb") as file:
            head = file.read(HEAD)
            if head[: len(MAGIC)] != MAGIC:
                hint = "name a file in the GGUF format"
                raise ConfigError(str(part), "is not a GGUF file", hint=hint)
            digest.update(head)
            for start in range(HEAD, size, max(BLOCK, size // N_BLOCKS)):
                file.seek(start)
                digest.update(file.read(BLOCK))
            file.seek(max(0, size - BLOCK))
            digest.update(file.read(BLOCK))
    return digest.hexdigest()[:16]
