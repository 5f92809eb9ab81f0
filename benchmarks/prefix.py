"""How much of a request a server has from the one before: the part that all requests share.

Providers cache the beginning of a request in whole blocks of 128 tokens, from 1,024 tokens up; the
mock server whose script is given does the same, at four characters a token. One line a prompt
version: what all requests have in common, and what the server counted as cached after the first.

    python benchmarks/prefix.py MOCK_LLM.py [--articles 100]
"""

import argparse
import json
from functools import partial
from itertools import takewhile

from benchmarks.corpus import make_articles
from benchmarks.load import Server, requests_for
from briefing.config import Settings
from briefing.endpoint import EndpointSettings
from briefing.endpoint.ladder import Form
from briefing.pipeline import make_briefing
from briefing.prompts import list_prompts

BLOCK, CHARS, LEAST = 128, 4, 1024
"""Tokens of a block, characters of a token, and tokens from which anything is cached."""


def in_common(texts: list[str]) -> str:
    """How all of them begin."""
    least, most = min(texts), max(texts)
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(least, most, strict=False))
    return "".join(one for one, _ in pairs)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("mock", help="path of mock_llm.py")
    parser.add_argument("--articles", type=int, default=100)
    wanted = parser.parse_args()
    articles = list(make_articles(wanted.articles))
    server = Server(wanted.mock)
    for version in list_prompts()["extract"]:
        run = Settings(model="mock-1", base_url=server.url, no_cache=True, prompt=version)
        sent = [
            Form().body(request, EndpointSettings(model="mock-1", base_url=server.url))
            for request in requests_for(articles, run)
        ]
        schemas = {json.dumps(body["response_format"]) for body in sent}
        systems = {body["messages"][0]["content"] for body in sent}
        # Servers put the schema before the messages.
        fixed = in_common(
            [
                json.dumps(body["response_format"], ensure_ascii=False, separators=(",", ":"))
                + "\n".join(message["content"] for message in body["messages"])
                for body in sent
            ]
        )
        tokens = len(fixed) // CHARS
        whole = tokens // BLOCK * BLOCK if tokens >= LEAST else 0
        with server.up():
            cached = server.spent(partial(make_briefing, articles, run)).stats["cached_tokens"]
        share = f"{cached / (whole * (len(sent) - 1)):.3f}" if whole else "too short to be cached"
        print(
            f"extract/{version}: {len(sent)} requests, {len(schemas)} schema, {len(systems)} "
            f"system message; {len(fixed)} characters in common, {tokens} tokens, {whole} of them "
            f"in whole blocks; cached of these after the first request: {share}"
        )


if __name__ == "__main__":
    main()
