"""What a statement's claims are about ↔ the form in which the journal keeps it."""

from collections.abc import Sequence

from briefing.errors import BriefingError
from briefing.journal import About, Said
from briefing.matching import Matter


def write_about(claims: Sequence[Matter]) -> About:
    """For keeping: the words on their own, because most statements are only looked for by them."""
    words = (" ".join(sorted(claim.words)) for claim in claims)
    return About("\n".join(words), "\n".join(claim.to_json() for claim in claims))


def read_words(said: Said) -> tuple[frozenset[str], ...]:
    """The words of each claim of a statement."""
    return tuple(frozenset(line.split()) for line in said.words.split("\n"))


def read_claims(matter: str) -> tuple[Matter, ...]:
    """The claims of a statement that is kept.

    Raises:
        BriefingError: None was kept with it.
    """
    if not matter:
        raise BriefingError("journal", "a statement without matter", hint="see --rebuild")
    return tuple(Matter.from_json(line) for line in matter.split("\n"))
