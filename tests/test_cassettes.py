"""Cassettes: recorded from a real server, free of secrets, each with its test."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from vcr.cassette import Cassette  # type: ignore[import-untyped]
from vcr.request import Request as RecordedRequest  # type: ignore[import-untyped]

from tests import cassette_form
from tests.conftest import RECORDED_URL, ROOT
from tests.fakes import DOUBLE_HEADER

FOLDER = ROOT / "cassettes"
CASSETTES = sorted(FOLDER.rglob("*.yaml"))
IDS = [str(path.relative_to(FOLDER)) for path in CASSETTES]

SECRET = re.compile(
    r"authorization|bearer\s|\bsk-[A-Za-z0-9_-]{8,}|api[_-]?key\s*:|cookie|x-stainless|openai-org"
    r"|organization\s*:|\bgh[pousr]_\w{10,}|BEGIN [A-Z ]*PRIVATE KEY|/home/|/root/|/Users/",
    re.IGNORECASE,
)


def _exchanges(path: Path) -> list[dict[str, Any]]:
    exchanges: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))[
        "interactions"
    ]
    return exchanges


def _tests_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node.name


def test_there_are_cassettes() -> None:
    assert CASSETTES


@pytest.mark.parametrize("path", CASSETTES, ids=IDS)
def test_a_cassette_holds_nothing_secret(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not SECRET.findall(text)


@pytest.mark.parametrize("path", CASSETTES, ids=IDS)
def test_a_cassette_belongs_to_a_test(path: Path) -> None:
    module = (ROOT / "tests" / path.parent.relative_to(FOLDER)).with_suffix(".py")
    assert path.stem.partition("[")[0] in set(_tests_in(module))


@pytest.mark.parametrize("path", CASSETTES, ids=IDS)
def test_a_cassette_comes_from_a_server_and_not_from_a_double(path: Path) -> None:
    exchanges = _exchanges(path)
    assert exchanges
    for exchange in exchanges:
        assert exchange["request"]["uri"].startswith(RECORDED_URL)
        assert DOUBLE_HEADER not in exchange["response"]["headers"]


@pytest.mark.parametrize("path", CASSETTES, ids=IDS)
def test_bodies_are_readable_and_written_as_they_were(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "!!binary" not in text
    for exchange in cassette_form.deserialize(text)["interactions"]:
        assert isinstance(exchange["response"]["body"]["string"], str)
    assert text == cassette_form.serialize(cassette_form.deserialize(text))


def _request(content: str, **headers: str) -> RecordedRequest:
    body = f'{{"model": "m", "messages": [{{"role": "user", "content": "{content}"}}]}}'
    headers = {"content-type": "application/json", **headers}
    return RecordedRequest("POST", f"{RECORDED_URL}/chat/completions", body, headers)


@pytest.mark.parametrize(
    ("asked", "answered"), [("Grüße an Łódź", True), ("Grüße an Łódź.", False)]
)
def test_a_prompt_that_changed_by_one_character_gets_no_answer(
    tmp_path: Path, vcr_config: dict[str, Any], asked: str, answered: bool
) -> None:
    path = tmp_path / "c.yaml"
    response = {
        "status": {"code": 200, "message": "OK"},
        "headers": {"Content-Type": ["application/json"], "Set-Cookie": ["a=b"]},
        "body": {"string": b'{"a": "two\\nlines"}'},
    }
    recorded = cassette_form.clean_request(_request("Grüße an Łódź", Authorization="Bearer x"))
    cassette = {
        "version": 1,
        "interactions": [
            {
                "request": recorded._to_dict() | {"body": recorded.body.decode()},
                "response": cassette_form.clean_response(response),
            }
        ],
    }
    path.write_text(cassette_form.serialize(cassette), encoding="utf-8")
    assert not SECRET.search(path.read_text(encoding="utf-8"))
    assert "Łódź" in path.read_text(encoding="utf-8")

    matchers = [
        getattr(__import__("vcr.matchers").matchers, name) for name in vcr_config["match_on"]
    ]
    with Cassette.use(
        path=str(path), serializer=cassette_form, record_mode="none", match_on=matchers
    ) as replayed:
        assert replayed.can_play_response_for(_request(asked)) is answered
