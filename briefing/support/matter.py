"""A summary must be about what its evidence is about: enough of its words must stand there."""

from collections.abc import Sequence

from briefing.support.finding import Unsupported, found
from briefing.support.reading import Reading

FEWEST_SHARED = 0.4
"""Share of a summary's content words, synonyms and opposites counted as one, that its evidence must
hold. Of 282 faithful summaries in tests/support it loses one that a quarter would keep; with a
quarter two orders to a model get through (tests/test_canaries.py)."""


def matter_findings(ours: Reading, theirs: Reading, known: Sequence[str]) -> list[Unsupported]:
    """One finding over the whole summary where it is about something else; else none."""
    names = {word.casefold() for name in known for word in name.split()}
    terms = [
        term for term in ours.content if not (term.is_name or term.is_figure or term.low in names)
    ]
    content = {term.concept for term in terms}
    carried = {term.concept for term in theirs.content}
    if not content or len(content & carried) >= FEWEST_SHARED * len(content):
        return []
    missing = ", ".join(sorted(content - carried)[:4])
    reason = f"is about something else: the evidence has no {missing}"
    return [found("matter", ours.text, 0, len(ours.text), reason)]
