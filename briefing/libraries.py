"""The name of a library that only some inputs need comes in → the library, imported then."""

import logging
from importlib import import_module
from types import ModuleType

from briefing.errors import ConfigError


def load_library(name: str, *, to_read: str = "feeds") -> ModuleType:
    """A library of the extra `inputs`.

    Args:
        name: Of the module.
        to_read: What needs it, for the error.

    Raises:
        ConfigError: It is not installed.
    """
    try:
        library = import_module(name)
    except ImportError as exc:
        problem = f"reading {to_read} needs {exc.name or name}, which is not installed"
        raise ConfigError(to_read, problem, hint="pip install 'briefing[inputs]'") from exc
    # What is wrong with a file is told in the briefing.
    logging.getLogger(name).setLevel(logging.CRITICAL)
    return library
