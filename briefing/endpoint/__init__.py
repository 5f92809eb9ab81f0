"""The way to a model: ask a question, get an answer, from the cache or from the server.

Nothing here knows what a prompt or a statement is. `Endpoint.ask` is the whole of it; the ladder of
structured output, the retries, the cache and the counting happen behind it.
"""

from briefing.endpoint.cache import default_cache_file
from briefing.endpoint.endpoint import Endpoint
from briefing.endpoint.exchange import Answer, Message, Request, Usage
from briefing.endpoint.json_text import json_object_in
from briefing.endpoint.models import list_models
from briefing.endpoint.settings import EndpointSettings
from briefing.endpoint.strict_schema import strict_schema

__all__ = [
    "Answer",
    "Endpoint",
    "EndpointSettings",
    "Message",
    "Request",
    "Usage",
    "default_cache_file",
    "json_object_in",
    "list_models",
    "strict_schema",
]
