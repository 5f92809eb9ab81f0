"""An article that has been read before → what was made of it, where nothing has changed since.

From the cache alone, every reply would be checked again, which takes ten times as long as to read
and to write a briefing. What it rests on is all in the key: the article, the requests, the prompt,
and the very code of this package.
"""

import hashlib
import json
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pydantic_core import PydanticSerializationError

from briefing.config import Settings
from briefing.endpoint import Endpoint, Message, Request
from briefing.prompts import Prompt
from briefing.schema.article import Article
from briefing.schema.reading import Reading


class Recall:
    """Readings of one run's endpoint, prompt and settings."""

    def __init__(self, endpoint: Endpoint, prompt: Prompt, settings: Settings) -> None:
        self._endpoint = endpoint
        self._prompt = prompt
        self._settings = settings

    def find(self, article: Article) -> Reading | None:
        """What was made of it; its answers are counted as had from the cache."""
        text = self._endpoint.recall(self._key(article)) if self._endpoint.keeps else None
        if text is None:
            return None
        reading = Reading.model_validate_json(text)
        self._endpoint.usage.cache_hits += reading.answers
        return reading

    def keep(self, article: Article, reading: Reading) -> None:
        """Remember it, unless something is missing that the next run will ask for again."""
        if reading.failures or not self._endpoint.keeps:
            return
        try:
            text = reading.model_dump_json()
        except PydanticSerializationError:  # a text with half a surrogate pair is no JSON
            return
        self._endpoint.remember(self._key(article), text)

    def _key(self, article: Article) -> str:
        settings = self._settings
        nothing = Request(messages=(Message("user", ""),), schema_name="statements", schema={})
        asked = [
            self._endpoint.settings.url,
            self._endpoint.body(nothing),
            [p.sha256 for p in (self._prompt, self._prompt.addition) if p],
            settings.chunk_tokens,
            settings.encoding,
            settings.max_asks,
        ]
        told = [getattr(article, name) for name in Article.model_fields if name != "text"]
        key = json.dumps([rules_sha256(), asked, article.text_sha256, told], sort_keys=True)
        return hashlib.sha256(key.encode()).hexdigest()


@cache
def rules_sha256() -> str:
    """SHA-256 of all code and lexicons of this package, and of the library that splits sentences.

    A version number would not do: whoever changes a rule sees what it does at once.
    """
    digest = hashlib.sha256(version("nupunkt").encode())
    package = Path(__file__).parent
    for file in sorted(f for f in package.rglob("*") if f.suffix in (".py", ".toml")):
        digest.update(str(file.relative_to(package)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
