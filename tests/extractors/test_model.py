import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from briefing.endpoint import Answer, Endpoint, EndpointSettings, Request
from briefing.errors import EndpointUnavailable
from briefing.extractors.extraction import Extraction
from briefing.extractors.model import ModelExtractor, halved
from briefing.schema.article import Article, Chunk, Span
from briefing.schema.reply import ReplyForm
from tests.fakes import Double, Scripted, completion, numbered, refused, statements

GOOD = statements(numbered("s1", speaker="Ann Lee"))
Saying = Callable[[Request], Answer | EndpointUnavailable]


class Sentences(NamedTuple):
    """Messages that hold a chunk's sentences and no more."""

    system: str
    user: str


class PlainPrompt:
    """A double of a prompt version: the chunk's sentences, one a line."""

    reply_form: ReplyForm = "sentences"

    def render(self, article: Article, chunk: Chunk) -> Sentences:
        lines = [span.of(article.text) for span in chunk.sentences]
        return Sentences("List who says what.", "\n".join(lines))


class DoubleEndpoint:
    """A double of an endpoint that says what it is told to; no HTTP, no cache."""

    def __init__(self, saying: Saying, *, given_up: bool = False) -> None:
        self.asked: list[Request] = []
        self.forgotten: list[str] = []
        self.given_up = given_up
        self._saying = saying

    async def ask(self, request: Request) -> Answer:
        self.asked.append(request)
        await asyncio.sleep(0)
        answer = self._saying(request)
        if isinstance(answer, EndpointUnavailable):
            raise answer
        return answer

    def forget(self, answers: Iterable[Answer]) -> None:
        self.forgotten += [answer.text for answer in answers]


def _article(sentences: int) -> tuple[Article, tuple[Span, ...]]:
    words = [f"Ann Lee said number {n} is true." for n in range(1, sentences + 1)]
    spans, start = [], 0
    for sentence in words:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    return Article(source="a.txt", text=" ".join(words), title="Numbers"), tuple(spans)


def _chunked(sentences: int, size: int) -> tuple[Article, list[Chunk]]:
    article, spans = _article(sentences)
    parts = [spans[at : at + size] for at in range(0, sentences, size)]
    chunks = [
        Chunk(article=article.id, id=f"c{n}", sentences=part, headline="Numbers")
        for n, part in enumerate(parts, start=1)
    ]
    return article, chunks


def _extract(
    endpoint: DoubleEndpoint, *, sentences: int = 4, size: int = 4, max_asks: int = 4
) -> Extraction:
    article, chunks = _chunked(sentences, size)
    extractor = ModelExtractor(endpoint, PlainPrompt(), max_asks=max_asks)
    return asyncio.run(extractor.extract(article, chunks))


def _said(text: str, finish_reason: str = "stop") -> Answer:
    return Answer(text, finish_reason, None)


def _in_turn(*answers: Answer) -> Saying:
    left = list(answers)
    return lambda _request: left.pop(0) if len(left) > 1 else left[0]


def _lines(request: Request) -> int:
    return len(request.messages[1].content.splitlines())


def test_every_chunk_is_asked_about_at_once_and_answered_in_order() -> None:
    endpoint = DoubleEndpoint(lambda _request: _said(GOOD))
    extraction = _extract(endpoint, sentences=10, size=4)
    assert [answer.chunk.id for answer in extraction.answers] == ["c1", "c2", "c3"]
    assert extraction.failures == ()
    assert extraction.claims == ()
    assert len(endpoint.asked) == 3


def test_all_requests_begin_alike() -> None:
    endpoint = DoubleEndpoint(lambda _request: _said(GOOD))
    _extract(endpoint, sentences=10, size=4)
    assert len({(str(request.schema), request.messages[0]) for request in endpoint.asked}) == 1


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        (_said('{"statements": ['), "not valid JSON"),
        (_said(""), "empty"),
        (_said('{"list": []}'), "statements: Field required"),
        (_said(statements(numbered("s1", kind="rumour"))), "Input should be 'position'"),
        (Answer("", "stop", "I cannot."), "declined"),
        (_said(GOOD, "content_filter"), "declined"),
    ],
)
def test_a_bad_reply_is_asked_again_naming_what_is_wrong(bad: Answer, named: str) -> None:
    endpoint = DoubleEndpoint(_in_turn(bad, _said(GOOD)))
    extraction = _extract(endpoint)
    assert len(extraction.answers) == 1
    first, second = endpoint.asked
    assert second.messages[:2] == first.messages
    assert [message.role for message in second.messages[2:]] == ["assistant", "user"]
    assert second.messages[2].content
    assert named in second.messages[3].content


def test_a_long_bad_reply_is_shown_again_shortened() -> None:
    endpoint = DoubleEndpoint(_in_turn(_said("x" * 100_000), _said(GOOD)))
    _extract(endpoint)
    assert len(endpoint.asked[1].messages[2].content) < 1000


def test_each_ask_is_a_question_of_its_own_even_if_the_reply_stays_the_same() -> None:
    endpoint = DoubleEndpoint(lambda _request: _said("no"))
    _extract(endpoint)
    assert len({request.messages for request in endpoint.asked}) == 4


@pytest.mark.parametrize("max_asks", [1, 2, 4])
def test_after_max_asks_the_chunk_is_a_failure_and_its_replies_are_forgotten(max_asks: int) -> None:
    endpoint = DoubleEndpoint(lambda _request: _said("no"))
    extraction = _extract(endpoint, max_asks=max_asks)
    assert len(endpoint.asked) == max_asks
    assert extraction.answers == ()
    (failure,) = extraction.failures
    assert (failure.source, failure.chunk) == ("a.txt", "c1")
    assert "malformed" in failure.error
    assert f"{max_asks} asks" in failure.error
    assert failure.hint
    assert endpoint.forgotten == ["no"] * max_asks


def test_a_truncated_reply_halves_the_chunk() -> None:
    endpoint = DoubleEndpoint(
        lambda request: _said("{", "length") if _lines(request) > 2 else _said(GOOD)
    )
    extraction = _extract(endpoint, sentences=5, size=5)
    assert [answer.chunk.id for answer in extraction.answers] == ["c1.1", "c1.2.1", "c1.2.2"]
    assert [_lines(request) for request in endpoint.asked] == [5, 2, 3, 1, 2]
    assert extraction.failures == ()
    assert endpoint.forgotten == []


def test_halves_cover_the_chunk_exactly() -> None:
    _, (chunk,) = _chunked(5, 5)
    first, second = halved(chunk)
    assert first.sentences + second.sentences == chunk.sentences
    assert (first.id, second.id) == ("c1.1", "c1.2")
    assert (first.headline, first.names) == (chunk.headline, chunk.names)


def test_no_sentence_is_put_to_the_model_more_than_max_asks_times() -> None:
    endpoint = DoubleEndpoint(lambda _request: _said("{", "length"))
    extraction = _extract(endpoint, sentences=16, size=16)
    for sentence in _article(16)[0].text.split(". "):
        times = [sentence.rstrip(".") + "." in r.messages[1].content for r in endpoint.asked]
        assert sum(times) == 4
    assert len(extraction.failures) == 1
    assert extraction.failures[0].chunk == "c1"


def test_a_single_sentence_that_is_truncated_is_asked_to_be_brief() -> None:
    endpoint = DoubleEndpoint(_in_turn(_said("{", "length"), _said(GOOD)))
    extraction = _extract(endpoint, sentences=1, size=1)
    assert len(extraction.answers) == 1
    assert "Be brief" in endpoint.asked[1].messages[3].content


def test_the_half_that_succeeds_is_kept_and_the_failure_names_the_whole_chunk() -> None:
    def saying(request: Request) -> Answer:
        if _lines(request) > 2:
            return _said("{", "length")
        return _said("no") if "number 1 " in request.messages[1].content else _said(GOOD)

    endpoint = DoubleEndpoint(saying)
    extraction = _extract(endpoint)
    assert [answer.chunk.id for answer in extraction.answers] == ["c1.2"]
    assert [failure.chunk for failure in extraction.failures] == ["c1"]
    assert GOOD not in endpoint.forgotten


def test_an_endpoint_that_fails_for_one_chunk_fails_that_chunk() -> None:
    error = EndpointUnavailable("here", "HTTP 400: too long", hint="lower --chunk-tokens")
    endpoint = DoubleEndpoint(
        lambda request: error if "number 1 " in request.messages[1].content else _said(GOOD)
    )
    extraction = _extract(endpoint, sentences=8, size=4)
    assert [answer.chunk.id for answer in extraction.answers] == ["c2"]
    (failure,) = extraction.failures
    assert (failure.chunk, failure.error) == ("c1", "here: HTTP 400: too long")
    assert failure.hint == "lower --chunk-tokens"
    assert endpoint.forgotten == []


def test_an_endpoint_that_is_of_no_use_at_all_ends_the_run() -> None:
    error = EndpointUnavailable("here", "HTTP 401", hint="set a key")
    endpoint = DoubleEndpoint(lambda _request: error, given_up=True)
    with pytest.raises(EndpointUnavailable, match="here: HTTP 401"):
        _extract(endpoint, sentences=8, size=4)


def _run(url: str, cache: Path, **settings: Any) -> tuple[Extraction, dict[str, int]]:
    """Five chunks through a real Endpoint."""
    article, chunks = _chunked(20, 4)

    async def main() -> tuple[Extraction, dict[str, int]]:
        made = EndpointSettings(model="double", base_url=url, **settings)
        async with Endpoint(made, cache=cache, notice=lambda _line: None) as endpoint:
            extraction = await ModelExtractor(endpoint, PlainPrompt()).extract(article, chunks)
            usage = endpoint.usage
            return extraction, {"requests": usage.requests, "cache_hits": usage.cache_hits}

    return asyncio.run(main())


def test_a_bad_day_loses_no_chunk_and_a_second_run_asks_nothing(tmp_path: Path) -> None:
    """Every body fails once with a 500, and the first reply to every chunk is malformed."""

    def answering(body: dict[str, Any], seen: int) -> Scripted:
        if seen == 0:
            return refused(500, "oops")
        return completion(GOOD if len(body["messages"]) > 2 else "{")

    with Double(answering) as double:
        first, used = _run(double.url, tmp_path / "c.sqlite3")
        assert used["requests"] == len(double.bodies) == 20
        second, used = _run(double.url, tmp_path / "c.sqlite3")
        assert len(double.bodies) == 20
    assert len(first.answers) == 5
    assert first.failures == ()
    assert second == first
    assert used == {"requests": 0, "cache_hits": 10}


def test_the_next_run_asks_anew_about_what_failed_and_about_nothing_else(tmp_path: Path) -> None:
    def answering(body: dict[str, Any], seen: int) -> Scripted:
        return completion("no" if "number 1 " in body["messages"][1]["content"] else GOOD)

    with Double(answering) as double:
        first, _ = _run(double.url, tmp_path / "c.sqlite3")
        assert [failure.chunk for failure in first.failures] == ["c1"]
        double.answering = lambda _body, _seen: completion(GOOD)
        second, used = _run(double.url, tmp_path / "c.sqlite3")
    assert second.failures == ()
    assert used == {"requests": 1, "cache_hits": 4}


def test_a_wrong_key_ends_the_run_after_one_request(tmp_path: Path) -> None:
    with Double(lambda _body, _seen: refused(401, "no such key")) as double:
        with pytest.raises(EndpointUnavailable, match="HTTP 401"):
            _run(double.url, tmp_path / "c.sqlite3")
        assert len(double.bodies) == 1
