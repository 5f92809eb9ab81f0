"""The extractor that asks a model: a prompt for each chunk, and what to do about a bad reply.

A reply that is truncated, malformed, refused, empty or of the wrong shape is asked again, naming
what is wrong; a truncated one by halving its chunk. No sentence is put to the model more than
`max_asks` times; then the chunk is a failure, what its other half gave is kept, and its replies are
forgotten, so that the next run asks anew.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from briefing.endpoint import Answer, Message, Request
from briefing.errors import EndpointUnavailable
from briefing.extractors.extraction import ChunkAnswer, Extraction
from briefing.extractors.replies import Complaint, ask_again, read_reply, reply_schema
from briefing.extractors.together import together
from briefing.schema.article import Article, Chunk
from briefing.schema.briefing import Failure
from briefing.schema.reply import ReplyForm

HALVINGS = 3
"""Times that a chunk may be halved: a reply to an eighth of it that is cut off was not too long."""


class Rendered(Protocol):
    """A prompt filled in for one chunk."""

    @property
    def system(self) -> str:
        """The same for all chunks."""
        ...

    @property
    def user(self) -> str:
        """The chunk."""
        ...


class ExtractPrompt(Protocol):
    """A prompt version that asks for statements."""

    @property
    def reply_form(self) -> ReplyForm:
        """What it asks a model to answer with."""
        ...

    def render(self, article: Article, chunk: Chunk) -> Rendered:
        """The messages for one chunk."""
        ...


class Asked(Protocol):
    """What the extractor needs of an endpoint."""

    @property
    def given_up(self) -> bool:
        """Whether the endpoint failed for good before it answered anything."""
        ...

    async def ask(self, request: Request) -> Answer:
        """The answer to one question; raises EndpointUnavailable."""
        ...

    def forget(self, answers: Iterable[Answer]) -> None:
        """Drop answers from the cache."""
        ...


class _Outcome(NamedTuple):
    asked: int
    """Answers that were had, bad ones included."""
    answers: tuple[ChunkAnswer, ...] = ()
    failure: Failure | None = None


class ModelExtractor:
    """Asks a model about every chunk of an article, all at once; the endpoint sets the pace."""

    def __init__(
        self,
        endpoint: Asked,
        prompt: ExtractPrompt,
        *,
        max_asks: int = 6,
        repeat: int = 0,
        done: Callable[[], None] = lambda: None,
    ) -> None:
        """Ask nothing yet.

        Args:
            endpoint: Where to ask.
            prompt: What to ask.
            max_asks: How often a sentence may be put to the model.
            repeat: Numbers the sample where the same articles are asked about several times.
            done: Is called when a chunk is done with, answered or not.
        """
        self._done = done
        self._endpoint = endpoint
        self._prompt = prompt
        self._max_asks = max_asks
        self._repeat = repeat

    async def extract(self, article: Article, chunks: Sequence[Chunk]) -> Extraction:
        """Ask about every chunk.

        Returns:
            The replies in order, and exactly one failure, under its own id, for each chunk that was
            not wholly answered.

        Raises:
            EndpointUnavailable: The endpoint failed for good before it answered anything.
        """
        outcomes = await together(self._ask_counted(article, chunk) for chunk in chunks)
        return Extraction(
            answers=tuple(answer for outcome in outcomes for answer in outcome.answers),
            failures=tuple(outcome.failure for outcome in outcomes if outcome.failure),
            asked=sum(outcome.asked for outcome in outcomes),
        )

    async def _ask_counted(self, article: Article, chunk: Chunk) -> _Outcome:
        outcome = await self._ask_about(article, chunk, chunk.id)
        self._done()
        return outcome

    async def _ask_about(
        self, article: Article, chunk: Chunk, named: str, spent: tuple[Answer, ...] = ()
    ) -> _Outcome:
        """Ask about a chunk or part of one; `named` is the chunk's id, `spent` the asks before."""
        complaint: Complaint | None = None
        before = len(spent)
        while len(spent) < self._max_asks:
            request = self._request(
                article, chunk, spent[-1] if complaint else None, complaint, len(spent)
            )
            try:
                answer = await self._endpoint.ask(request)
            except EndpointUnavailable as exc:
                if self._endpoint.given_up:
                    raise
                failure = _failure(article, named, str(exc), exc.hint)
                return _Outcome(len(spent) - before, failure=failure)
            spent = (*spent, answer)
            verdict = read_reply(answer, self._prompt.reply_form)
            if not isinstance(verdict, Complaint):
                return _Outcome(len(spent) - before, answers=(ChunkAnswer(chunk, verdict),))
            complaint = verdict
            if self._should_halve(complaint, chunk, spent):
                halves = await self._ask_about_halves(article, chunk, named, spent)
                return halves._replace(asked=halves.asked + len(spent) - before)
        self._endpoint.forget(spent)
        error = f"the reply is {complaint} after {len(spent)} asks"
        failure = _failure(article, named, error, complaint.hint if complaint else "")
        return _Outcome(len(spent) - before, failure=failure)

    def _should_halve(self, complaint: Complaint, chunk: Chunk, spent: Sequence[Answer]) -> bool:
        again = len(spent) < self._max_asks
        can_be = len(chunk.sentences) > 1 and chunk.id.count(".") < HALVINGS
        return complaint.problem == "truncated" and can_be and again

    async def _ask_about_halves(
        self, article: Article, chunk: Chunk, named: str, spent: tuple[Answer, ...]
    ) -> _Outcome:
        halves = await together(
            self._ask_about(article, half, named, spent) for half in halved(chunk)
        )
        failures = [half.failure for half in halves if half.failure]
        answers = tuple(answer for half in halves for answer in half.answers)
        asked = sum(half.asked for half in halves)
        return _Outcome(asked, answers, failures[0] if failures else None)

    def _request(
        self,
        article: Article,
        chunk: Chunk,
        bad: Answer | None,
        complaint: Complaint | None,
        asked: int,
    ) -> Request:
        first = extract_request(self._prompt, article, chunk, repeat=self._repeat)
        if not (bad and complaint):
            return first
        messages = (*first.messages, *ask_again(bad, complaint, asked=asked))
        return replace(first, messages=messages)


def extract_request(
    prompt: ExtractPrompt, article: Article, chunk: Chunk, *, repeat: int = 0
) -> Request:
    """The first request about a chunk; `repeat` numbers the sample."""
    rendered = prompt.render(article, chunk)
    return Request(
        messages=(Message("system", rendered.system), Message("user", rendered.user)),
        schema_name="statements",
        schema=reply_schema(prompt.reply_form),
        repeat=repeat,
    )


def halved(chunk: Chunk) -> tuple[Chunk, Chunk]:
    """A chunk of two or more sentences as two, `c2.1` and `c2.2`."""
    middle = len(chunk.sentences) // 2
    first, second = chunk.sentences[:middle], chunk.sentences[middle:]
    return (
        chunk.model_copy(update={"id": f"{chunk.id}.1", "sentences": first}),
        chunk.model_copy(update={"id": f"{chunk.id}.2", "sentences": second}),
    )


def _failure(article: Article, chunk: str, error: str, hint: str) -> Failure:
    return Failure(source=article.source, article=article.id, chunk=chunk, error=error, hint=hint)
