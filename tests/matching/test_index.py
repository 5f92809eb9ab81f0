"""No claim that shares enough is missed, and few that share little are looked at."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.matching import CONTAINED, Rarity, WordIndex, count_words

WORDS = st.frozensets(
    st.sampled_from(["ferry", "fare", "quay", "harbour", "council", "toll", "bridge", "ice"])
)


@given(st.lists(WORDS, max_size=8), WORDS)
def test_every_claim_that_shares_the_part_of_the_lighter_is_near(
    claims: list[frozenset[str]], words: frozenset[str]
) -> None:
    rarity = Rarity([count_words([*claims, words])])
    index = WordIndex(enumerate(claims), rarity, part=CONTAINED)
    total = rarity.total
    wanted = {
        number
        for number, claim in enumerate(claims)
        if claim & words and total(claim & words) >= CONTAINED * min(total(claim), total(words))
    }

    assert wanted <= index.near(sorted(words))


def test_a_claim_that_shares_only_a_common_word_is_not_near() -> None:
    claims = [frozenset({"ferry", "fare", "quay"}), frozenset({"toll", "bridge", "ice"})]
    words = ["council", "fare", "harbour", "ice", "ramp"]
    rarity = Rarity([count_words([*claims, {"fare"}, {"fare"}, {"ice"}, frozenset(words)])])

    assert WordIndex(enumerate(claims), rarity, part=CONTAINED).near(words) == set()


def test_a_claim_without_words_may_be_near_any_other() -> None:
    rarity = Rarity([count_words([frozenset({"ferry"})])])

    assert WordIndex([(7, frozenset())], rarity, part=CONTAINED).near(["ferry"]) == {7}
