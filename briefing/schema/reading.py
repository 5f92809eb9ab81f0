"""What is kept of one article when it has been read."""

from pydantic import BaseModel, ConfigDict

from briefing.schema.article import Span
from briefing.schema.briefing import BriefedArticle, Failure, Finding, Uncovered
from briefing.schema.statement import Drop, Statement


class Running(BaseModel):
    """The running text of an article: without headline, captions, and what addresses a model."""

    model_config = ConfigDict(frozen=True)

    sentences: tuple[Span, ...]


class Reading(BaseModel):
    """What an extractor and the checks made of one article; all but the statements is final."""

    model_config = ConfigDict(frozen=True)

    article: BriefedArticle
    running: Running
    statements: tuple[Statement, ...] = ()
    """Not merged yet with those of other articles."""
    drops: tuple[Drop, ...] = ()
    uncovered: tuple[Uncovered, ...] = ()
    failures: tuple[Failure, ...] = ()
    findings: tuple[Finding, ...] = ()
    chunks: int = 0
    """That a model was asked about."""
    answers: int = 0
    """Of the model, bad ones included, that it rests on."""
