"""What a real model answered about statements of two days (see CONTRIBUTING)."""

import asyncio
from collections.abc import Sequence

import pytest

from briefing.config import Settings
from briefing.endpoint.connect import open_endpoint
from briefing.extractors.match import match
from briefing.matching import JudgedMatcher, Rarity, RuleMatcher, count_words
from briefing.prompts import load_prompt
from briefing.schema.reply import Relation
from tests.matching.making import matter

SPEAKER = "Works Minister Carla Denholm (position)"
TODAY = f"{SPEAKER}, 2026-03-05: Ms Denholm said the harbour barrier would cost 620 million crowns."
EARLIER = (
    f"{SPEAKER}, 2026-03-03: “Trams will run on the quay again by summer,” said Carla Denholm.",
    f"{SPEAKER}, 2026-03-02: Works Minister Carla Denholm told parliament that the barrier at the"
    " harbour would cost 480 million crowns.",
)


def _ask(url: str, earlier: Sequence[str]) -> tuple[tuple[Relation, ...] | str, str]:
    settings = Settings(model="model", base_url=url, no_cache=True)

    async def ask() -> tuple[tuple[Relation, ...] | str, str]:
        async with open_endpoint(settings, notice=print) as endpoint:
            answer = await match(endpoint, load_prompt("match", "v1"), TODAY, earlier)
            return answer, endpoint.structured_output

    return asyncio.run(ask())


@pytest.mark.vcr
def test_what_a_real_model_says_of_earlier_statements_holds_only_where_code_bears_it_out(
    recorded_url: str,
) -> None:
    answer, form = _ask(recorded_url, EARLIER)

    assert form == "json_schema"
    assert not isinstance(answer, str)
    judged = [_judged(relation, line) for relation, line in zip(answer, EARLIER, strict=True)]
    # A model of 1.5 B parameters takes trams for a barrier that has become dearer.
    assert list(answer) == ["changed", "changed"]
    assert judged == ["other", "changed"]


def _judged(relation: Relation, earlier: str) -> str:
    now, before = (matter(line.partition(": ")[2]) for line in (TODAY, earlier))
    rules = RuleMatcher(Rarity([count_words([now.words, before.words])]))
    return JudgedMatcher(rules, relation, by="match/v1").compare(now, before).outcome
