"""Statements of two days, or of two speakers: is it the same matter, and what has changed?

Everything here is decided by rules that can be told to a reader; `interface.Matcher` is what
another way to decide would have to offer.
"""

from briefing.matching.copies import bands_of, body_of, differing, is_copy
from briefing.matching.interface import Matcher, Outcome, Verdict
from briefing.matching.matter import Matter, MatterReader
from briefing.matching.rarity import Rarity
from briefing.matching.rules import RuleMatcher
from briefing.matching.speakers import Speakers, is_named, name_key
from briefing.matching.statements import compare_statements, find_contradiction

__all__ = [
    "Matcher",
    "Matter",
    "MatterReader",
    "Outcome",
    "Rarity",
    "RuleMatcher",
    "Speakers",
    "Verdict",
    "bands_of",
    "body_of",
    "compare_statements",
    "differing",
    "find_contradiction",
    "is_copy",
    "is_named",
    "name_key",
]
