"""What the rules hear in a text, in the words that a test compares."""

from briefing.attribution import find_attributions


def hear(text: str) -> list[tuple[str, list[str]]]:
    """Who says what, in the order of the text: the speaker and the pieces of the content."""
    return [(a.speaker, [span.of(text) for span in a.content]) for a in find_attributions(text)]
