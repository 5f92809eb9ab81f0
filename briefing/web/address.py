"""A path as the user gave it comes in → whether it is an address on the web."""

_SCHEMES = ("http://", "https://")


def is_address(path: str) -> bool:
    """Whether a path is an address; no file is meant by it, whatever it is called."""
    return path.startswith(_SCHEMES)
