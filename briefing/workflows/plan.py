"""Articles come in → what a run over them would send and cost; nothing is sent."""

import json
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from briefing.config import Settings
from briefing.endpoint import Endpoint, Request
from briefing.endpoint.connect import endpoint_settings, open_endpoint
from briefing.endpoint.prices import find_price
from briefing.errors import ConfigError
from briefing.extractors.model import extract_request
from briefing.pipeline import Item, load_extract_prompt
from briefing.read import prepare_article
from briefing.schema.article import Article
from briefing.tokens import count_tokens

OUTPUT_SHARE = 1.0
"""Tokens of a reply for each of a chunk, where the cache knows none of the model's replies: a guess
for prose in which every other sentence cites somebody, quoted, with the names of the fields."""


class Plan(NamedTuple):
    """What a run would do; tokens and dollars are estimates."""

    model: str
    articles: int
    chunks: int
    cached: int
    """Chunks whose reply the cache holds."""
    under_way: int
    """Others whose request a batch has already."""
    input_tokens: int
    """Of the requests that would be sent."""
    output_tokens: int
    cost_usd: float | None
    """None: the price is not known."""


def plan_run(
    items: Iterable[Item],
    settings: Settings,
    *,
    under_way: Collection[str] = (),
    unsent: Callable[[Request], None] = lambda _: None,
) -> Plan:
    """Look at all requests of a run, and at what the cache holds of them.

    Asks that a bad reply makes necessary, and key points, cannot be foreseen and are not counted.

    Args:
        items: Articles, with what else loading found.
        settings: Of the run.
        under_way: Cache keys of requests that are not to be sent, since a batch has them.
        unsent: Is given each request that would be sent.

    Raises:
        ConfigError: No model is named, or a setting cannot be used.
        PromptError: No such prompt version.
    """
    if settings.model is None:
        hint = "name one with --model: a dry run asks nobody which there are"
        raise ConfigError("--dry-run", "no model is named", hint=hint)
    if settings.is_builtin:
        n_articles = sum(isinstance(item, Article) for item in items)
        return Plan(settings.model, n_articles, 0, 0, 0, 0, 0, 0.0)
    prompt = load_extract_prompt(settings)
    endpoint = open_endpoint(settings, notice=lambda _: None)
    n_articles = n_chunks = n_unsent = n_under_way = tokens_in = chunk_tokens = 0
    tokens_of = _InputTokens(endpoint)
    with endpoint.looking():
        for article in (item for item in items if isinstance(item, Article)):
            n_articles += 1
            for chunk in prepare_article(article, settings).chunks:
                n_chunks += 1
                request = extract_request(prompt, article, chunk)
                if endpoint.holds(request):
                    continue
                if under_way and endpoint.key(request) in under_way:
                    n_under_way += 1
                    continue
                n_unsent += 1
                unsent(request)
                tokens_in += tokens_of(request)
                chunk_tokens += sum(
                    count_tokens([span.of(article.text) for span in chunk.sentences])
                )
        known = endpoint.usual_output_tokens()
    tokens_out = round(n_unsent * known if known else chunk_tokens * OUTPUT_SHARE)
    price = find_price(endpoint_settings(settings))
    return Plan(
        model=endpoint.settings.model,
        articles=n_articles,
        chunks=n_chunks,
        cached=n_chunks - n_unsent - n_under_way,
        under_way=n_under_way,
        input_tokens=tokens_in,
        output_tokens=tokens_out,
        cost_usd=price(tokens_in, 0, tokens_out) if price else None,
    )


class _InputTokens:
    """What endpoints count of a request: the messages and the schema."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._fixed: dict[str, int] = {}

    def __call__(self, request: Request) -> int:
        body = self._endpoint.body(request)
        *same, last = [json.dumps(body.get("response_format"))] + [
            message["content"] for message in body["messages"]
        ]
        for text in same:
            if text not in self._fixed:
                (self._fixed[text],) = count_tokens([text])
        return sum(self._fixed[text] for text in same) + count_tokens([last])[0]
