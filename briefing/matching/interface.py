"""What the digest asks of a matcher, whatever it decides by."""

from typing import Literal, NamedTuple, Protocol

from briefing.matching.matter import Matter

Outcome = Literal["same", "changed", "other"]


class Verdict(NamedTuple):
    """What one statement is to another."""

    outcome: Outcome
    """`same`: it says nothing new; `changed`: the same matter, told differently; else `other`."""
    score: float = 0.0
    """How much of the two is shared, 0 to 1, weighted by rarity."""
    shared: tuple[str, ...] = ()
    """The words that make it one matter, rarest first."""
    differs: tuple[str, ...] = ()
    """What differs, for a reader: `number: 480 million → 620 million`."""
    by: str = "rules"
    """Who decided: the rules, or a model that was asked with `match/v1`."""


class Matcher(Protocol):
    """Compares what is said, not who says it: the digest asks only about fitting speakers."""

    def compare(self, now: Matter, earlier: Matter) -> Verdict:
        """What a speaker's statement is to an earlier one of the same speaker."""

    def contradicts(self, one: Matter, other: Matter) -> Verdict:
        """Whether statements of two speakers cannot both hold: then the outcome is `changed`."""
