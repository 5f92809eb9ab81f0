"""A model's word in the digest. The model is a double in this process: no real one has a part."""

import json
from datetime import UTC, date
from pathlib import Path
from typing import Any

import pytest

from briefing.config import Settings
from briefing.errors import ConfigError, PromptError
from briefing.journal import Journal, open_journal
from briefing.steps.load.describe import describe_article
from briefing.workflows.digest import make_digests
from briefing.workflows.digest.form import Digest
from briefing.workflows.digest.options import Options, Zone
from tests.fakes import Double, Scripted, completion, quoted, refused, statements

FIRST, SECOND = "2026-03-02", "2026-03-03"
BARRIER = "Works Minister Carla Denholm said the harbour barrier would cost {} million crowns."
FORMS = ("md", "html", "json")


class Model(Double):
    """A double that reads articles right, and says of earlier statements what it is told to."""

    def __init__(self, relation: str | None) -> None:
        self.relation = relation
        super().__init__(self._reply)

    def _reply(self, body: dict[str, Any], _seen: int) -> Scripted:
        if _is_match(body):
            if self.relation is None:
                return refused(400, "not today")
            return completion(
                json.dumps({"matches": [{"earlier": "e1", "relation": self.relation}]})
            )
        text = str(body["messages"][-1]["content"])
        number = "620" if "620" in text else "480"
        return completion(statements(quoted(f"cost {number} million crowns", "Carla Denholm")))

    @property
    def matched(self) -> list[str]:
        """What it was asked about statements."""
        return [str(b["messages"][-1]["content"]) for b in self.bodies if _is_match(b)]


def _is_match(body: dict[str, Any]) -> bool:
    return bool(body["response_format"]["json_schema"]["name"] == "matches")


def run(folder: Path, day: str, text: str | None, url: str | None, **more: Any) -> Digest:
    """One day; without an address, the address is one where nobody answers."""
    options = Options(
        today=date.fromisoformat(day),
        zone=Zone("UTC", UTC),
        out=folder / "out",
        state=folder / "journal.sqlite3",
        forms=FORMS,
    )
    given = {"match": "v1", "cache": folder / "cache", "model": "double"}
    settings = Settings(base_url=url or "http://127.0.0.1:9/v1", **{**given, **more})
    articles = [describe_article(text, source=f"inbox/{day}.txt")] if text else []
    rebuild = url is None
    return make_digests(articles, [], settings=settings, options=options, rebuild=rebuild).digest


def two_days(folder: Path, relation: str | None) -> tuple[Digest, list[str]]:
    """A barrier at 480 and at 620 million; the second digest, and what the model was asked."""
    with Model(relation) as model:
        run(folder, FIRST, f"The barrier\n\n{BARRIER.format(480)}\n", model.url)
        digest = run(folder, SECOND, f"The barrier\n\n{BARRIER.format(620)}\n", model.url)
        return digest, model.matched


def read(folder: Path) -> dict[str, bytes]:
    return {f.name: f.read_bytes() for f in (folder / "out").iterdir()}


def test_a_model_is_asked_with_both_statements_and_the_digest_says_who_decided(
    tmp_path: Path,
) -> None:
    digest, (asked,) = two_days(tmp_path, "changed")
    (told,) = digest.statements

    assert "[today] Works Minister Carla Denholm (position), 2026-03-03: Works Minister" in asked
    assert "[e1] Works Minister Carla Denholm (position), 2026-03-02: Works Minister" in asked
    assert (told.label, told.matched_by) == ("changed", "match/v1")
    assert told.differs == ("number: 480 million → 620 million",)
    assert [(j.model, j.prompt["version"], j.pairs) for j in digest.matched_with] == [
        ("double", "v1", 1)
    ]
    for form in ("md", "html"):
        text = (tmp_path / "out" / f"{SECOND}.{form}").read_text(encoding="utf-8")
        assert "prompt match/v1, where it was asked: 1 pair of statements" in text


def test_what_a_model_calls_another_matter_is_new(tmp_path: Path) -> None:
    digest, _ = two_days(tmp_path, "other")

    assert [s.label for s in digest.statements] == ["new"]
    assert digest.matched_with[0].pairs == 1


def test_the_journal_makes_the_same_digests_again_without_a_model(tmp_path: Path) -> None:
    two_days(tmp_path, "other")
    once = read(tmp_path)
    (tmp_path / "cache").unlink()
    for file in (tmp_path / "out").iterdir():
        file.unlink()
    run(tmp_path, SECOND, None, None)

    assert read(tmp_path) == once


def test_nothing_is_asked_twice_by_a_second_run_or_by_one_that_begins_anew(tmp_path: Path) -> None:
    two_days(tmp_path, "other")
    once = read(tmp_path)
    with Model("changed") as model:
        run(tmp_path, SECOND, f"The barrier\n\n{BARRIER.format(620)}\n", model.url)
        assert model.bodies == []
    assert read(tmp_path) == once


def test_without_an_answer_the_rules_decide_and_the_next_run_asks_again(tmp_path: Path) -> None:
    digest, _ = two_days(tmp_path, None)
    (failure,) = digest.failures

    assert failure.source == "match/v1"
    assert failure.error.startswith("1 of 1 questions without an answer, so that rules decided")
    assert [(s.label, s.matched_by) for s in digest.statements] == [("changed", "rules")]
    with Model("other") as model:
        mended = run(tmp_path, SECOND, f"The barrier\n\n{BARRIER.format(620)}\n", model.url)
    assert mended.failures == ()
    assert [s.label for s in mended.statements] == ["new"]


def test_rules_alone_ask_nothing_and_name_no_model_for_it(tmp_path: Path) -> None:
    with Model("other") as model:
        run(tmp_path, FIRST, f"The barrier\n\n{BARRIER.format(480)}\n", model.url, match=None)
        digest = run(
            tmp_path, SECOND, f"The barrier\n\n{BARRIER.format(620)}\n", model.url, match=None
        )
        assert model.matched == []
    assert [(s.label, s.matched_by) for s in digest.statements] == [("changed", "rules")]
    assert digest.matched_with == ()


def test_what_was_said_of_a_statement_goes_with_it(tmp_path: Path) -> None:
    two_days(tmp_path, "other")
    with open_journal(tmp_path / "journal.sqlite3") as db:
        journal = Journal(db)
        assert [j.relation for j in journal.judgements(SECOND).values()] == ["other"]
        db.execute("delete from articles where day = ?", (FIRST,))
        assert journal.judgements(SECOND) == {}


def test_a_model_and_a_prompt_are_needed(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="answers no questions"):
        run(tmp_path, FIRST, "Text.", "http://127.0.0.1:9/v1", model="builtin")
    with pytest.raises(PromptError, match="match/v9"):
        run(tmp_path, FIRST, "Text.", "http://127.0.0.1:9/v1", match="v9")
    assert not (tmp_path / "journal.sqlite3").exists()
