"""Turns a pile of news articles into a briefing whose every line can be checked.

The names below are loaded when they are first used, so that `import briefing` stays cheap.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.locate import locate_quote

__version__ = "0.1.0"

_HOMES = {
    "locate_quote": "briefing.locate",
}

__all__ = ["__version__", "locate_quote"]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'briefing' has no attribute {name!r}")
    return getattr(import_module(home), name)
