"""The libraries that only feeds need; imported when a feed is read, an extra of the package."""

import logging
from importlib import import_module
from types import ModuleType

from briefing.errors import ConfigError


def load_library(name: str) -> ModuleType:
    """A library of the extra `feeds`.

    Raises:
        ConfigError: It is not installed.
    """
    try:
        library = import_module(name)
    except ImportError as exc:
        problem = f"reading feeds needs {exc.name or name}, which is not installed"
        raise ConfigError("digest", problem, hint="pip install 'briefing[feeds]'") from exc
    # What is wrong with a page is told in the digest.
    logging.getLogger(name).setLevel(logging.CRITICAL)
    return library
