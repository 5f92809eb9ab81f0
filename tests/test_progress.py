"""The pipeline tells how far it has come after each article and each chunk."""

from briefing.config import Settings
from briefing.pipeline import make_briefing
from briefing.progress import Progress, Spent, Tally
from briefing.schema.article import Article
from tests.fakes import Double, always, completion, quoted, statements

ARTICLES = [
    Article(source=f"{n}.txt", text=f"Ada Roe said that bridge {n} would stay shut.", title="T")
    for n in (1, 2)
]


def test_built_in_extractor_tells_articles_and_no_chunks() -> None:
    told: list[Progress] = []
    make_briefing(ARTICLES, progress=told.append)

    assert told == [Progress(2), Progress(2, 1), Progress(2, 2)]


def test_model_tells_chunks_and_the_tokens_that_they_took() -> None:
    told: list[Progress] = []
    with Double(always(completion(statements(quoted("bridge 1 would stay shut"))))) as server:
        settings = Settings(model="m", base_url=server.url, no_cache=True)
        briefing = make_briefing(ARTICLES, settings, progress=told.append)

    assert [now.answered for now in told if now.chunks == 2] == [0, 1, 2]
    assert told[-1].spent == Spent(briefing.run.input_tokens, briefing.run.output_tokens)
    assert told[-1].spent.input_tokens > 0


def test_what_was_spent_is_asked_for_at_each_step() -> None:
    told: list[Progress] = []
    spent = iter([Spent(), Spent(10, 1, 0.5)])
    tally = Tally(1, told.append)
    tally.spending(lambda: next(spent))
    tally.article_read(chunks=1)
    tally.chunk_done()

    assert told[-1] == Progress(1, 1, 1, 1, Spent(10, 1, 0.5))
