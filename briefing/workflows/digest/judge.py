"""A day of the journal and a model come in → what it says that statements are to earlier ones.

It is asked only about those that the rules' index finds and that the rules hold to be of one matter
by their words; its word is kept in the journal, from which the digest is then made.
"""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from briefing import __version__
from briefing.config import Settings
from briefing.endpoint.connect import endpoint_settings, open_endpoint
from briefing.errors import ConfigError, EndpointUnavailable
from briefing.extractors.match import match
from briefing.extractors.together import together
from briefing.journal import Journal, Said
from briefing.journal.records import Told
from briefing.prompts import load_prompt
from briefing.schema.briefing import Failure, PromptUsed, Run
from briefing.schema.reply import MAX_EARLIER, Relation
from briefing.workflows.digest.day import History, Lead, find_candidates
from briefing.workflows.digest.options import Options
from briefing.workflows.digest.quotations import Quotations

Answer = tuple[Relation, ...] | str
"""What a statement is to each earlier one; or why a model has not said it."""


class Question(NamedTuple):
    """A statement of the day, and earlier ones of its speaker, the latest first."""

    now: Told
    earlier: tuple[Told, ...]


class Judge:
    """Asks a model, once about any two statements."""

    def __init__(self, settings: Settings, options: Options) -> None:
        """Settings with `match`, a version of the prompt.

        Raises:
            ConfigError: There is no model to ask.
            PromptError: There is no such version.
        """
        if settings.is_builtin:
            problem = "the built-in extractor answers no questions"
            raise ConfigError("--match", problem, hint="name a model with --model, or leave it out")
        self._settings = settings
        self._options = options
        self._prompt = load_prompt("match", str(settings.match), prompts_dir=settings.prompts_dir)

    def judge_day(self, journal: Journal, day: str) -> None:
        """Ask about a day's statements, and keep what is said.

        Where no answer comes, the rules decide alone, and that is a failure of the day.
        """
        history = History(journal, day, self._options)
        candidates = find_candidates(history)
        questions = list(find_questions(history, candidates))
        quotations = Quotations(journal, history.articles, [lead for lead, _ in candidates])
        answers = self._ask(questions, quotations) if questions else []
        rows = [
            row
            for question, answer in zip(questions, answers, strict=True)
            if not isinstance(answer, str)
            for row in _rows(question, answer)
        ]
        with journal.transaction():
            if rows:
                journal.add_judgements(rows, run=journal.add_run(self._run(), day=day))
            journal.set_failures(day, self._failures(answers), read=[self._prompt.label])

    def _ask(self, questions: Sequence[Question], quotations: Quotations) -> list[Answer]:
        lines = [[_line(t, quotations) for t in (q.now, *q.earlier)] for q in questions]

        async def ask_all() -> list[Answer]:
            async with open_endpoint(self._settings, notice=self._options.notice) as endpoint:
                return await together(
                    match(endpoint, self._prompt, now, earlier) for now, *earlier in lines
                )

        try:
            return asyncio.run(ask_all())
        except EndpointUnavailable as exc:
            return [str(exc)] * len(questions)

    def _failures(self, answers: Sequence[Answer]) -> list[Failure]:
        missing = [answer for answer in answers if isinstance(answer, str)]
        if not missing:
            return []
        counted = f"{len(missing)} of {len(answers)} questions without an answer"
        error = f"{counted}, so that rules decided alone ({missing[0]})"
        hint = "run again; what has been answered is kept"
        return [Failure(source=self._prompt.label, error=error, hint=hint)]

    def _run(self) -> Run:
        prompt = self._prompt
        used = PromptUsed(name=prompt.name, version=prompt.version, sha256=prompt.sha256)
        return Run(
            briefing=__version__, model=endpoint_settings(self._settings).model, prompts=(used,)
        )


def find_questions(
    history: History, candidates: Sequence[tuple[Lead, Sequence[Said]]]
) -> list[Question]:
    """What a model is asked about: at most `MAX_EARLIER` for each statement, the latest.

    Neither what is said word for word as before, nor what it has been asked already.
    """
    found = []
    for lead, before in candidates:
        latest = [said for said in reversed(before) if _is_open(history, lead, said)]
        now = lead.told.said.number
        asked = [s for s in latest[:MAX_EARLIER] if (now, s.number) not in history.judgements]
        if asked:
            told = tuple(history.journal.told(said.number) for said in asked)
            found.append(Question(lead.told, told))
    return found


def _is_open(history: History, lead: Lead, earlier: Said) -> bool:
    if not history.contexts.is_one(lead.told.said.article, earlier.article):
        return False
    return any(
        history.matcher.is_open(claim, known)
        for claim in lead.claims
        for known in history.claims(earlier)
    )


def _line(told: Told, quotations: Quotations) -> str:
    statement = told.statement
    to = f", to {statement.addressee}" if statement.addressee else ""
    words = "".join(piece.text for piece in quotations.quote(told).pieces)
    return f"{statement.speaker} ({statement.kind}{to}), {told.said.day}: {words}"


def _rows(question: Question, answer: Sequence[Relation]) -> list[tuple[int, int, Relation]]:
    now = question.now.said.number
    return [
        (now, told.said.number, relation)
        for told, relation in zip(question.earlier, answer, strict=True)
    ]
