"""RSS and Atom feeds come in → their articles, and what could not be had, each with its reason."""

from briefing.workflows.feeds.gather import Gathered, gather_feeds, is_feed

__all__ = ["Gathered", "gather_feeds", "is_feed"]
