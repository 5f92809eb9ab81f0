"""Rules in processes of their own give what they give in one, also when a process is killed."""

import multiprocessing

import pytest

from briefing.config import BUILTIN, Settings
from briefing.pipeline import make_briefing
from briefing.progress import Progress
from briefing.schema.article import Article
from briefing.schema.briefing import Briefing
from tests.fakes import Double, always, completion, quoted, statements

ARTICLES = [
    Article(source=f"{n}.txt", text=f"Ada Roe said that bridge {n} would stay shut.", title="T")
    for n in range(300)
]


def _by_rules(count: int) -> Briefing:
    return make_briefing(ARTICLES, Settings(model=BUILTIN, workers=count))


def test_two_processes_give_the_briefing_of_one() -> None:
    one, two = _by_rules(1), _by_rules(2)

    assert two.articles == one.articles
    assert two.statements == one.statements


def test_an_article_is_finished_where_it_was_prepared_and_loses_nothing_elsewhere() -> None:
    reply = completion(statements(quoted("would stay shut", speaker="Ada Roe")))
    with Double(always(reply)) as server:
        asked = Settings(model="m", base_url=server.url, no_cache=True)
        one = make_briefing(ARTICLES, asked)
        two = make_briefing(ARTICLES, asked.model_copy(update={"workers": 2}))

    assert two.statements == one.statements
    assert two.run.chunks_answered == one.run.chunks_answered == len(ARTICLES)


def test_a_killed_process_is_done_without_and_its_articles_are_read_here() -> None:
    said: list[str] = []
    killed: list[int] = []

    def kill_one(now: Progress) -> None:
        if now.read > len(ARTICLES) // 2 and not killed:
            (first, *_) = multiprocessing.active_children()
            killed.append(first.pid or 0)
            first.kill()

    settings = Settings(model=BUILTIN, workers=2)
    briefing = make_briefing(ARTICLES, settings, notice=said.append, progress=kill_one)

    assert len(killed) == 1
    assert said == ["a process of the rules has ended; going on without it"]
    assert briefing.statements == _by_rules(1).statements


def test_where_processes_cannot_be_the_rules_work_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError("no semaphores")

    said: list[str] = []
    monkeypatch.setattr("briefing.workers.ProcessPoolExecutor", fails)
    briefing = make_briefing(ARTICLES, Settings(model=BUILTIN, workers=2), notice=said.append)

    assert said == ["the rules have no processes of their own here (no semaphores)"]
    assert len(briefing.articles) == len(ARTICLES)
