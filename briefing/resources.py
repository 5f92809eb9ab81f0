"""The name of a folder of ours comes in → where it is, in a wheel or in a checkout."""

from pathlib import Path

from briefing.errors import BriefingError

_PACKAGE = Path(__file__).parent


def find_folder(name: str) -> Path:
    """Find `prompts` or `templates`.

    In a wheel they lie inside the package (`prompts_data`), because hatchling's force-include puts
    them there; an editable install and a checkout have them at the top level.

    Raises:
        BriefingError: Neither place has it; the text names both.
    """
    places = (_PACKAGE / f"{name}_data", _PACKAGE.parent / name)
    for place in places:
        if place.is_dir():
            return place
    raise BriefingError(
        name,
        f"folder not found (looked in {' and '.join(map(str, places))})",
        hint="install the package again",
    )
