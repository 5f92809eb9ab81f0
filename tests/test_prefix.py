"""What all requests of a run have in common comes first, so that a server can keep it."""

import json

import pytest

from briefing.config import Settings
from briefing.endpoint import EndpointSettings
from briefing.endpoint.ladder import Form
from briefing.extractors.model import extract_request
from briefing.prompts import list_prompts, load_prompt
from briefing.read import prepare_article
from briefing.steps.load.describe import describe_article

TEXTS = [
    "Talks resume\n\nThe minister said the strait would stay open. “Never,” Ms Brandt said.",
    "A harbour closes\n\n"
    + " ".join(
        f"The mayor said that it was {hour} o'clock. Nobody answered him." for hour in range(90)
    ),
]


@pytest.mark.parametrize("rung", ["json_schema", "json_object", "text"])
@pytest.mark.parametrize("version", list_prompts()["extract"])
def test_all_requests_are_the_same_but_for_their_last_message(version: str, rung: str) -> None:
    prompt = load_prompt("extract", version)
    settings = EndpointSettings(model="m")
    bodies = [
        Form(structured_output=rung).body(extract_request(prompt, article, chunk), settings)
        for article in (describe_article(text, source="a.txt") for text in TEXTS)
        for chunk in prepare_article(article, Settings(model="m")).chunks
    ]
    assert len(bodies) > 3
    last = {body["messages"].pop()["content"] for body in bodies}
    assert len(last) == len(bodies)
    assert len({json.dumps(body) for body in bodies}) == 1
    assert list(bodies[0])[:2] == ["model", "messages"]
