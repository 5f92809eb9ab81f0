"""One sentence for each rule: who says what, in which kind, to whom, and on what condition."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.attribution import find_attributions
from briefing.schema.article import Article, Region
from briefing.schema.attribution import Attribution


def _only(text: str) -> Attribution:
    found = find_attributions(text)
    assert len(found) == 1, [a.rule for a in found]
    return found[0]


def _contents(found: Attribution, text: str) -> list[str]:
    return [span.of(text).strip("“”\"',. ") for span in found.content]


def _source(found: Attribution, text: str) -> str | None:
    return found.source.of(text) if found.source else None


@pytest.mark.parametrize(
    ("text", "source", "contents"),
    [
        ("“We are ready,” Ada Roe said.", "Ada Roe", ["We are ready"]),
        ("“We are ready,” said Ada Roe.", "Ada Roe", ["We are ready"]),
        ("“We are ready,” she said, “and we wait.”", "she", ["We are ready", "and we wait"]),
        ("Ada Roe said: “We are ready.”", "Ada Roe", ["We are ready"]),
        ("Ada Roe said the bridge was safe.", "Ada Roe", ["the bridge was safe"]),
        ("Ada Roe said that the bridge was safe.", "Ada Roe", ["the bridge was safe"]),
        ("The bridge was safe, Ada Roe said.", "Ada Roe", ["The bridge was safe"]),
        ("Ada Roe told the council that it leaked.", "Ada Roe", ["it leaked"]),
        ("The bridge is safe, according to the ministry.", "the ministry", ["The bridge is safe"]),
        ("According to the ministry, the bridge is safe.", "the ministry", ["the bridge is safe"]),
        ("Ada Roe denied the charge.", "Ada Roe", ["the charge"]),
        ("The union rejected the offer on Friday.", "The union", ["the offer"]),
        ("The plan was criticised, with Ada Roe saying it was late.", "Ada Roe", ["it was late"]),
        (
            "The bank is expected to close two branches.",
            None,
            ["The bank", "to close two branches"],
        ),
        ("Ada Roe’s claim that the bridge was safe did not last.", "Ada Roe", None),
        ("Ada Roe is confident that the bridge will hold.", "Ada Roe", ["the bridge will hold"]),
        ("The troops have left, the ministry was reported as saying.", "the ministry", None),
    ],
)
def test_source_and_content_are_found(
    text: str, source: str | None, contents: list[str] | None
) -> None:
    found = _only(text)

    assert _source(found, text) == source
    if contents is not None:
        assert _contents(found, text) == contents


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada Roe said the bridge, which opened in May, would hold.", "would hold"),
        ("Ada Roe said the bridge was safe, adding that it was new.", None),
    ],
)
def test_an_inserted_clause_stays_inside_and_the_narrators_outside(
    text: str, content: str | None
) -> None:
    found = find_attributions(text)[0]
    words = found.content[0].of(text)

    assert (content in words) if content else "adding" not in words


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Ada Roe said talks were at a “low point” as she arrived.",
            "talks were at a “low point”",
        ),
        ("Ada Roe said “it is hard” ahead of the talks.", "“it is hard”"),
    ],
)
def test_when_it_was_said_is_the_narrators(text: str, content: str) -> None:
    assert _contents(_only(text), text)[0].strip("“”") == content.strip("“”")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ada Roe said the bridge was safe.", "position"),
        ("Ada Roe urged the council to act.", "demand"),
        ("Ada Roe called on the council to act.", "demand"),
        ("Ada Roe said the council must act.", "demand"),
        ("Ada Roe asked the council to act.", "demand"),
        ("Ada Roe wants the council to act.", "demand"),
        ("Ada Roe told her staff to leave.", "demand"),
        ("Ada Roe warned that the bridge would fall.", "consequence"),
        ("Ada Roe said the bridge would fall if nobody acted.", "consequence"),
        ("Ada Roe said the council must act or face a strike.", "consequence"),
        ("Ada Roe promised to resign.", "consequence"),
        ("Ada Roe asked whether the bridge was safe.", "question"),
        ("The council has yet to decide whether to act.", "question"),
        ("It is not clear whether the bridge will reopen.", "question"),
        ("Ada Roe declined to say how much it cost.", "question"),
        ("The mayor did not rule out a second vote.", "question"),
        ("Whether the bridge will reopen is still an open question.", "question"),
    ],
)
def test_the_kind_comes_from_cue_frame_and_clause(text: str, kind: str) -> None:
    assert _only(text).kind == kind


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Ada Roe urged the council to act.", "the council"),
        ("Ada Roe called on the council to act.", "the council"),
        ("Ada Roe said the council must act.", "the council"),
        ("Ada Roe warned the company that it would lose its licence.", "the company"),
    ],
)
def test_whom_it_is_addressed_to(text: str, addressee: str) -> None:
    found = _only(text)

    assert found.addressee is not None
    assert found.addressee.of(text) == addressee


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("“If it rains, we will stop,” Ada Roe said.", "If it rains"),
        ("Ada Roe warned that the bridge would fall if nobody acted.", "if nobody acted"),
        ("Ada Roe said ferries would stop unless the pay rose.", "unless the pay rose"),
    ],
)
def test_what_a_consequence_depends_on(text: str, condition: str) -> None:
    found = _only(text)

    assert found.condition is not None
    assert found.condition.of(text) == condition


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Foreign Minister Ivo Roe arrived. Mr Roe said talks would go on.",
            "Foreign Minister Ivo Roe",
        ),
        ("Ms Ada Roe arrived with Mr Ben Low. She said talks would go on.", "Ada Roe"),
        ("Ms Ada Roe arrived with Mr Ben Low. He said talks would go on.", "Ben Low"),
        ("The trust’s director, Ivo Roe, said the bridge was safe.", "Ivo Roe"),
        ("Mr Ivo Roe stayed away. His lawyer said the bridge was safe.", "Ivo Roe’s lawyer"),
    ],
)
def test_a_speaker_gets_the_fullest_name_that_the_article_gives(text: str, speaker: str) -> None:
    assert find_attributions(text)[-1].speaker.endswith(speaker)


def test_ministries_of_two_states_are_two_speakers() -> None:
    text = (
        "Russia's Defence Ministry said the column had moved. "
        "Ukraine’s Defence Ministry said it had not. Germany's Foreign Office said it would wait. "
        "The Foreign Office added that it was patient. The Defence Ministry said it was not."
    )

    assert [found.speaker for found in find_attributions(text)] == [
        "Russia's Defence Ministry",
        "Ukraine’s Defence Ministry",
        "Germany's Foreign Office",
        "Germany's Foreign Office",
        "Defence Ministry",
    ]


def test_its_is_what_the_sentence_is_about() -> None:
    text = "The Harbour Union repeated its demand that ferry pay rise by 5 per cent."

    assert [found.speaker for found in find_attributions(text)] == ["Harbour Union"]


def test_nobody_is_a_speaker_nobody_names() -> None:
    assert _only("It is not clear whether the bridge will reopen.").speaker == "unattributed"


def test_words_of_a_quotation_that_runs_on_stay_with_their_speaker() -> None:
    text = "“We built it,” Mr Ivo Roe said. “We will mend it.”\n\n“And we will pay for it all.”"

    assert {a.speaker for a in find_attributions(text)} == {"Mr Ivo Roe"}


def test_an_interview_is_read_turn_by_turn() -> None:
    text = "\n\n".join(
        [
            "Ledger: Is the bridge safe?",
            "Roe: The bridge has always been safe for cars.",
            "Ledger: And for lorries?",
            "Roe: The council must decide that by the summer.",
        ]
    )
    found = find_attributions(text)

    assert [a.kind for a in found] == ["position", "demand"]
    assert [a.source.of(text) for a in found if a.source] == ["Roe", "Roe"]


def test_narration_says_nothing() -> None:
    assert find_attributions("Snow fell on the pass, and two lorries stood there until noon.") == []


def test_a_noun_is_no_cue() -> None:
    assert find_attributions("The report came out in the States on Monday.") == []


def test_what_is_not_running_text_is_left_out() -> None:
    caption = "Ada Roe said goodbye at the quay. Photo: Meridian Press"
    text = f"{caption}\n\nBen Low said the bridge was safe."
    article = Article(
        source="a", text=text, title="T", regions=(Region(0, len(caption), "caption"),)
    )

    assert [a.speaker for a in find_attributions(article)] == ["Ben Low"]


pieces = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "said",
        " ",
        "Mr",
        "Roe",
        ",",
        ".",
        "that",
        "\n",
        "\n\n",
        "he",
        "if",
        "—",
        "must",
        "👍",
    ]
)


@settings(max_examples=150)
@given(st.lists(st.one_of(pieces, st.text(max_size=6)), max_size=80))
def test_any_text_gives_spans_within_it_in_order_and_apart(parts: list[str]) -> None:
    text = " ".join(parts)
    spans = [span for found in find_attributions(text) for span in found.content]

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert len({s.start for s in spans}) == len(spans)


@pytest.mark.parametrize(
    "named",
    ["Prime Minister Ada Roe", "Deputy Foreign Minister Ada Roe", "Ada Roe, a former minister,"],
)
def test_the_minister_is_not_another_minister(named: str) -> None:
    text = f"{named} opened the bridge. The minister said it was safe."

    assert find_attributions(text)[-1].speaker == "The minister"


def test_it_is_the_company_that_spoke_last() -> None:
    text = "Customers will not be fined, according to the company. “Fees will apply,” it said."

    assert [found.speaker for found in find_attributions(text)] == ["the company", "the company"]


def test_letters_behind_a_name_are_no_surname() -> None:
    text = "Ada Roe KC told the jury that it rained. Ms Roe said that it snowed."

    assert [found.speaker for found in find_attributions(text)] == ["Ada Roe KC", "Ada Roe KC"]


def test_they_are_the_group_that_spoke_last() -> None:
    text = "Researchers at the University of Brell said it rained. They warned that it would flood."

    assert find_attributions(text)[-1].speaker == "Researchers at the University of Brell"


def test_who_no_longer_has_to_is_under_no_demand() -> None:
    assert _only("Ada Roe said the crews no longer had to pay.").kind == "position"


@pytest.mark.parametrize(
    "text",
    [
        "Ada Roe asked whether the wall stood, and",
        "By then the last people who know how",
        "The union renewed its call for",
        "(But as",
        "In her view",
        "To many,",
    ],
)
def test_a_text_that_breaks_off_is_read_as_far_as_it_goes(text: str) -> None:
    assert all(span.end <= len(text) for a in find_attributions(text) for span in a.content)
