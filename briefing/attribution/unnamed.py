"""Persons without a name, whom a pronoun may take up: the father of a victim, one resident."""

from briefing.attribution.clause import lexis
from briefing.attribution.lexicon import words

_ANY = frozenset({"a", "an", "one", "another"})


def fits_unnamed(speaker: str, gender: str) -> bool:
    """Whether `speaker`, as written, is one person whom a pronoun of `gender` (m, f) may denote.

    The head of the phrase tells it: the last word before a preposition or a relative clause. Of
    "the senator" the article may have told the name; of "the father of a victim" it has not.
    """
    said = speaker.casefold().replace(",", " ").split()
    ends = (
        i
        for i, w in enumerate(said)
        if i and (w in lexis("prepositions") or w in lexis("relatives"))
    )
    head = said[next(ends, len(said)) - 1] if said else ""
    fits = words("names", "unnamed", _GENDERS[gender])
    if said[:1] == ["the"]:
        return head in fits & words("names", "unnamed", "family")
    return bool(_ANY.intersection(said[:1])) and head in fits | _either()


_GENDERS = {"m": "male", "f": "female"}


def _either() -> frozenset[str]:
    """Persons whose gender the noun does not tell; who asks is answered, and not taken up."""
    gendered = words("names", "unnamed", "male") | words("names", "unnamed", "female")
    asking = words("names", "unnamed", "asking")
    return words("names", "roles", "people") - gendered - asking | words(
        "names", "unnamed", "either"
    )
