"""Who said what, as the attribution engine finds it."""

from typing import NamedTuple

from briefing.schema.article import Span
from briefing.schema.statement import Kind


class Attribution(NamedTuple):
    """A source span (who), a cue span (said, urged) and the content (what).

    The three parts are those of the attribution literature (PARC 3.0, Pareti 2016; PolNeAR,
    Newell et al. 2018).
    """

    content: tuple[Span, ...]
    """What is said: one span, or several where words of another voice stand between."""
    source: Span | None
    """Who says it, as written here; None where the content has no source of its own."""
    cue: Span | None
    """The words that attribute; None for quotations that run on without one."""
    kind: Kind
    speaker: str
    """The source in the fullest name that the article gives it, or `unattributed`."""
    addressee: Span | None
    """Whom the content is addressed to, or who is asked to act."""
    condition: Span | None
    """What a consequence depends on."""
    rule: str
    """The rule that found it, e.g. `quote, source cue`."""
    sure: bool
    """Whether the rule is one that a model's answer is corrected by."""
    denial: Span | None = None
    """The words that take the content back, where some do: denied, has not vowed, no minister said.

    Without them the content would be the opposite of what the article says.
    """
