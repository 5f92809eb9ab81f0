"""What was made of an article comes from the cache while nothing that it rests on has changed."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from briefing import recall
from briefing.config import Settings
from briefing.endpoint.upkeep import clear_cache
from briefing.pipeline import make_briefing
from briefing.read import Prepared, prepare_article
from briefing.schema.article import Article
from briefing.schema.briefing import Briefing
from tests.fakes import Double, Scripted, always, completion, quoted, statements

TEXT = "Ada Roe said that the bridge would stay shut. Ivo Lunt urged her to open it by Monday."
ARTICLE = Article(source="a.txt", text=TEXT, title="T")
REPLY = statements(quoted("the bridge would stay shut", speaker="Ada Roe"), quoted("Invented."))


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the articles that the rules have been through."""
    ids: list[str] = []

    def watched(article: Article, settings: Settings) -> Prepared:
        ids.append(article.id)
        return prepare_article(article, settings)

    monkeypatch.setattr("briefing.workers.prepare_article", watched)
    return ids


def _make(
    server: Double,
    cache: Path,
    article: Article = ARTICLE,
    *,
    changed: Mapping[str, object] = MappingProxyType({}),
) -> Briefing:
    given = {"model": "m", "base_url": server.url, "cache": cache, **changed}
    return make_briefing([article], Settings.model_validate(given))


def _without_run(briefing: Briefing) -> str:
    return briefing.model_copy(update={"created": "", "run": None}).model_dump_json()


def test_a_second_run_is_the_same_and_checks_and_sends_nothing(
    tmp_path: Path, checked: list[str]
) -> None:
    with Double(always(completion(REPLY))) as server:
        first = _make(server, tmp_path / "c.sqlite3")
        second = _make(server, tmp_path / "c.sqlite3")

    assert checked == [ARTICLE.id]
    assert _without_run(second) == _without_run(first)
    assert len(first.drops) == 1
    assert (second.run.requests, second.run.cache_hits) == (0, first.run.requests)
    assert second.run.chunks_answered == first.run.chunks_answered == 1
    assert second.run.structured_output == first.run.structured_output


@pytest.mark.parametrize("changed", [{"chunk_tokens": 30}, {"prompt": "v2"}, {"max_asks": 3}])
def test_another_setting_has_the_article_read_anew(
    tmp_path: Path, checked: list[str], changed: dict[str, object]
) -> None:
    with Double(always(completion(REPLY))) as server:
        _make(server, tmp_path / "c.sqlite3")
        _make(server, tmp_path / "c.sqlite3", changed=changed)

    assert checked == [ARTICLE.id] * 2


def test_another_title_or_another_rule_has_it_checked_anew_from_the_same_replies(
    tmp_path: Path, checked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Double(always(completion(REPLY))) as server:
        _make(server, tmp_path / "c.sqlite3")
        moved = _make(
            server, tmp_path / "c.sqlite3", ARTICLE.model_copy(update={"source": "b.txt"})
        )
        monkeypatch.setattr(recall, "rules_sha256", lambda: "other rules")
        ruled = _make(server, tmp_path / "c.sqlite3")

    assert checked == [ARTICLE.id] * 3
    assert [a.source for a in moved.articles] == ["b.txt"]
    assert (moved.run.requests, ruled.run.requests) == (0, 0)


def test_an_article_with_a_chunk_that_was_not_answered_is_asked_about_again(
    tmp_path: Path, checked: list[str]
) -> None:
    with Double(always(completion("no JSON"))) as server:
        first = _make(server, tmp_path / "c.sqlite3")
        second = _make(server, tmp_path / "c.sqlite3")

    assert checked == [ARTICLE.id] * 2
    assert len(first.failures) == len(second.failures) == 1
    assert second.run.requests == first.run.requests


def test_a_reply_that_was_bad_at_first_is_counted_as_two_from_the_cache(tmp_path: Path) -> None:
    def answer(body: dict[str, object], seen: int) -> Scripted:
        del seen
        asked = len(body["messages"])  # type: ignore[arg-type]
        return completion(REPLY if asked > 2 else "no JSON")

    with Double(answer) as server:
        first = _make(server, tmp_path / "c.sqlite3")
        second = _make(server, tmp_path / "c.sqlite3")

    assert (first.run.requests, second.run.requests) == (2, 0)
    assert second.run.cache_hits == 2


def test_readings_go_with_the_replies(tmp_path: Path, checked: list[str]) -> None:
    with Double(always(completion(REPLY))) as server:
        _make(server, tmp_path / "c.sqlite3")
        clear_cache(tmp_path / "c.sqlite3")
        again = _make(server, tmp_path / "c.sqlite3")

    assert checked == [ARTICLE.id] * 2
    assert again.run.requests == 1


def test_a_text_with_half_a_surrogate_pair_is_read_each_time(
    tmp_path: Path, checked: list[str]
) -> None:
    odd = Article(source="a.txt", text=TEXT + " \ud800", title="T")
    with Double(always(completion(REPLY))) as server:
        _make(server, tmp_path / "c.sqlite3", odd)
        second = _make(server, tmp_path / "c.sqlite3", odd)

    assert checked == [odd.id] * 2
    assert second.run.requests == 0


def test_the_rules_are_known_by_all_files_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    before = recall.rules_sha256.__wrapped__()
    read = Path.read_bytes
    changed = "attribution/cues.toml"
    monkeypatch.setattr(
        Path, "read_bytes", lambda f: read(f) + b"#" if f.as_posix().endswith(changed) else read(f)
    )

    assert recall.rules_sha256.__wrapped__() != before
