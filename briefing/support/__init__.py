"""Does the evidence carry what the summary says? Rules and word lists, no model."""

from briefing.support.check import unsupported
from briefing.support.dates import Moment, dates_in
from briefing.support.finding import FindingKind, Unsupported
from briefing.support.numbers import Number, numbers_in
from briefing.support.polarity import Polarity, polarity

__all__ = [
    "FindingKind",
    "Moment",
    "Number",
    "Polarity",
    "Unsupported",
    "dates_in",
    "numbers_in",
    "polarity",
    "unsupported",
]
