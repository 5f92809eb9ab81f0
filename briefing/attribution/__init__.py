"""Who said what: rules that read who speaks, how, to whom, and where the words begin and end."""

from briefing.attribution.engine import find_attributions
from briefing.attribution.entity import Mention
from briefing.attribution.names import Cast, find_names

__all__ = ["Cast", "Mention", "find_attributions", "find_names"]
