"""The same articles through langextract, where it is installed: a row of benchmarks/load.py.

It cuts articles by characters and sends a batch at a time; both are set so that it has about as
many requests, and as many at once, as the others.
"""

import logging
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec

from briefing.schema.article import Article

CHARS = 2000
"""Of a chunk: two to an article of some 3,000 characters, as 500 tokens give."""
TASK = "Extract who said what, in the exact words of the text."


def langextract_way(
    url: str, articles: Sequence[Article], *, concurrency: int
) -> Callable[[], object] | None:
    """A run over all articles at this endpoint; None where it is not installed."""
    if find_spec("langextract") is None:
        return None
    lx = import_module("langextract")
    endpoint = import_module("langextract.factory").ModelConfig(
        model_id="mock-1",
        provider="OpenAILanguageModel",
        provider_kwargs={"api_key": "none", "base_url": url, "max_workers": concurrency},
    )
    # A line for every reply that it cannot align.
    logging.getLogger("absl").setLevel(logging.ERROR)
    said = lx.data.Extraction(
        extraction_class="statement",
        extraction_text="the wall will not be built",
        attributes={"speaker": "Ada Roe"},
    )
    example = lx.data.ExampleData(
        text="Ada Roe, the mayor, said the wall will not be built.", extractions=[said]
    )

    def run() -> object:
        return lx.extract(
            [lx.data.Document(text=article.text, document_id=article.id) for article in articles],
            prompt_description=TASK,
            examples=[example],
            config=endpoint,
            max_char_buffer=CHARS,
            batch_length=concurrency,
            max_workers=concurrency,
            show_progress=False,
        )

    return run
