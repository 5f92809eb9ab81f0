"""An address comes in → what lies there; the only place that asks the web for articles."""

from briefing.web.fetch import Answer, Web, is_address

__all__ = ["Answer", "Web", "is_address"]
