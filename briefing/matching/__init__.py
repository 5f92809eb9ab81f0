"""Statements of two days, or of two speakers: is it the same matter, and what has changed?

What differs is always found by rules that can be told to a reader. Whether two statements are of
one matter is decided by rules, too, or where the user asks for it by a model, behind the same
`interface.Matcher`.
"""

from briefing.matching.copies import bands_of, body_of, differing, is_copy
from briefing.matching.index import WordIndex
from briefing.matching.interface import Matcher, Outcome, Verdict
from briefing.matching.judged import JudgedMatcher
from briefing.matching.matter import Matter, MatterReader
from briefing.matching.rarity import Rarity, Usage, count_words
from briefing.matching.rules import CONTAINED, RuleMatcher, share_nearly_all
from briefing.matching.speakers import Speakers, is_named, name_key
from briefing.matching.statements import compare_statements

__all__ = [
    "CONTAINED",
    "JudgedMatcher",
    "Matcher",
    "Matter",
    "MatterReader",
    "Outcome",
    "Rarity",
    "RuleMatcher",
    "Speakers",
    "Usage",
    "Verdict",
    "WordIndex",
    "bands_of",
    "body_of",
    "compare_statements",
    "count_words",
    "differing",
    "is_copy",
    "is_named",
    "name_key",
    "share_nearly_all",
]
