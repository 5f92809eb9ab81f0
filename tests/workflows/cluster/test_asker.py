"""All askers together stay within the limits, and a key comes from the node's own environment."""

import asyncio
import pickle
from collections.abc import Sequence

import pytest

from benchmarks.corpus import make_articles
from briefing.config import Settings
from briefing.errors import EndpointUnavailable
from briefing.extractors.extraction import Extraction
from briefing.pipeline import load_extract_prompt
from briefing.read import prepare_article
from briefing.workflows.cluster.account import Account, add_up
from briefing.workflows.cluster.asker import Asker, count_askers, share_of
from tests.fakes import Double, always, completion, refused, statements

KEY = "canary-of-a-node"


@pytest.mark.parametrize("nodes", [1, 2, 3, 7, 200])
def test_the_shares_of_all_askers_are_within_the_limits_and_none_is_nothing(nodes: int) -> None:
    settings = Settings(model="m", max_concurrency=64, rpm=100, tpm=50_000, max_cost=2.5)
    askers = count_askers(settings, nodes)
    share = share_of(settings, askers)

    assert askers <= nodes
    assert 1 <= share.max_concurrency * askers <= 64
    assert share.rpm is not None
    assert 1 <= share.rpm * askers <= 100
    assert share.tpm is not None
    assert 1 <= share.tpm * askers <= 50_000
    assert share.max_cost == pytest.approx(2.5 / askers)


def test_limits_that_are_not_given_stay_so() -> None:
    share = share_of(Settings(model="m"), 3)

    assert (share.rpm, share.tpm, share.max_cost) == (None, None, None)


def _blocks(settings: Settings, count: int) -> list[bytes]:
    return [pickle.dumps(prepare_article(a, settings)) for a in make_articles(count)]


def _asker(settings: Settings, *, needs_key: bool) -> Asker:
    return Asker(settings, load_extract_prompt(settings), needs_key=needs_key)


async def _ask(asker: Asker, *blocks: Sequence[bytes]) -> tuple[list[Extraction], Account]:
    try:
        answers = await asyncio.gather(*(asker.ask(block) for block in blocks))
    finally:
        await asker.close()
    found = [pickle.loads(one) for extractions, _ in answers for one in extractions]
    return found, add_up(Account.model_validate_json(account) for _, account in answers)


def test_blocks_that_are_asked_about_at_once_add_up_to_what_was_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with Double(always(completion(statements()))) as double:
        settings = Settings(model="double", base_url=double.url, price="1,1")
        blocks = _blocks(settings, 6)
        asker = _asker(settings, needs_key=True)
        found, account = asyncio.run(_ask(asker, blocks[:3], blocks[3:]))
        sent, headers = len(double.bodies), double.headers

    chunks = sum(len(pickle.loads(block).chunks) for block in blocks)
    assert sum(one.asked for one in found) == chunks == sent == account.counts["requests"]
    assert account.counts["input_tokens"] == 100 * sent
    assert account.cost_usd == pytest.approx(110e-6 * sent)
    assert account.structured_output == "json_schema"
    assert {h["authorization"] for h in headers} == {f"Bearer {KEY}"}


def test_a_node_without_the_key_that_the_run_has_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    settings = Settings(model="m")

    with pytest.raises(EndpointUnavailable, match="OPENAI_API_KEY is not set on node") as raised:
        asyncio.run(_ask(_asker(settings, needs_key=True), _blocks(settings, 1)))
    assert "every node" in raised.value.hint


def test_a_run_without_a_key_sends_none_that_a_node_may_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with Double(always(completion(statements()))) as double:
        settings = Settings(model="double", base_url=double.url)
        asyncio.run(_ask(_asker(settings, needs_key=False), _blocks(settings, 1)))
        headers = double.headers

    assert {h["authorization"] for h in headers} == {"Bearer none"}


def test_what_the_user_should_know_is_told_with_the_account() -> None:
    refusing = refused(400, "response_format of type json_schema is not supported")
    with Double(
        lambda body, _: (
            refusing
            if body.get("response_format", {}).get("type") == "json_schema"
            else completion(statements())
        )
    ) as double:
        settings = Settings(model="double", base_url=double.url, no_cache=True)
        asker = _asker(settings, needs_key=False)
        _, first = asyncio.run(_ask(asker, _blocks(settings, 1)))

    assert first.structured_output == "json_object"
    assert "json_schema" in first.notices[0]


def test_accounts_add_up_and_an_unknown_price_makes_the_cost_unknown() -> None:
    one = Account(counts={"requests": 2}, cost_usd=0.5, notices=("slow",))
    two = Account(counts={"requests": 3}, cost_usd=0.25, notices=("slow",))

    assert add_up([one, two]).counts["requests"] == 5
    assert add_up([one, two]).cost_usd == 0.75
    assert add_up([one, two]).notices == ("slow",)
    assert add_up([one, two.model_copy(update={"cost_usd": None})]).cost_usd is None
