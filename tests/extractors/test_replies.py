import json
import time

import pytest

from briefing.endpoint import Answer
from briefing.extractors.replies import Complaint, Problem, read_reply, reply_schema
from briefing.schema.reply import NumberedItem, QuotesReply, ReplyForm
from tests.fakes import numbered, quoted, statements

GOOD = statements(quoted("It is so.", "Ann Lee"))


def _complaint(
    text: str,
    finish_reason: str | None = "stop",
    refusal: str | None = None,
    form: ReplyForm = "quotes",
) -> Complaint:
    reply = read_reply(Answer(text, finish_reason, refusal), form)
    assert isinstance(reply, Complaint)
    return reply


@pytest.mark.parametrize("finish_reason", ["stop", "length", None, "tool_calls"])
def test_a_whole_reply_is_taken_whatever_the_server_says_of_its_end(
    finish_reason: str | None,
) -> None:
    reply = read_reply(Answer(GOOD, finish_reason, None), "quotes")
    assert isinstance(reply, QuotesReply)
    assert reply.statements[0].quote == "It is so."


def test_a_fenced_reply_is_taken() -> None:
    assert isinstance(
        read_reply(Answer(f"```json\n{GOOD}\n```", "stop", None), "quotes"), QuotesReply
    )


def test_a_chunk_in_which_nobody_says_anything_is_answered() -> None:
    assert read_reply(Answer('{"statements": []}', "stop", None), "quotes") == QuotesReply(
        statements=()
    )


@pytest.mark.parametrize(
    ("text", "finish_reason", "refusal", "problem"),
    [
        (GOOD[:-20], "length", None, "truncated"),
        ("", "length", None, "truncated"),
        (GOOD[:-20], "stop", None, "malformed"),
        (GOOD.replace('":', '" ', 1), "stop", None, "malformed"),
        ("Sorry, no.", "stop", None, "malformed"),
        ("", "stop", None, "empty"),
        (" \n", None, None, "empty"),
        ("", "stop", "I cannot help with that.", "refused"),
        (GOOD, "content_filter", None, "refused"),
        ('{"items": []}', "stop", None, "of the wrong shape"),
        ('{"statements": "none"}', "stop", None, "of the wrong shape"),
        (statements(quoted("It is so.", kind="rumour")), "stop", None, "of the wrong shape"),
        (statements(quoted("It is so.", " ")), "stop", None, "of the wrong shape"),
        (statements(numbered("s1")), "stop", None, "of the wrong shape"),
        ("[" * 100_000, "stop", None, "malformed"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "stop", None, "malformed"),
    ],
)
def test_each_way_to_be_wrong_is_named(
    text: str, finish_reason: str, refusal: str | None, problem: Problem
) -> None:
    assert _complaint(text, finish_reason, refusal).problem == problem


def test_a_complaint_says_what_and_where() -> None:
    complaint = _complaint(statements(quoted("a"), quoted("b", kind="rumour")))
    assert "statements[1].kind: Input should be 'position', 'demand'" in complaint.correction
    assert "statements[1].kind" in str(complaint)


def test_a_complaint_stays_short_however_much_is_wrong() -> None:
    items = [quoted("a", kind="rumour") for _ in range(1000)]
    complaint = _complaint(statements(*items))
    assert "and 997 more" in complaint.detail
    assert len(complaint.correction) < 500
    bad_key = {"k" * 100_000: 1}
    assert len(_complaint(json.dumps({"statements": [bad_key]})).correction) < 500


def test_a_sentence_number_that_no_chunk_can_have_is_of_the_wrong_shape() -> None:
    assert _complaint(statements(numbered("s65")), form="sentences").problem == "of the wrong shape"


@pytest.mark.parametrize(("form", "evidence"), [("quotes", "quote"), ("sentences", "sentences")])
def test_the_evidence_is_written_first_and_the_summary_last(form: ReplyForm, evidence: str) -> None:
    item = reply_schema(form)["properties"]["statements"]["items"]
    assert list(item["properties"]) == [
        evidence, "speaker", "kind", "addressee", "condition", "summary"
    ]  # fmt: skip
    assert json.dumps(reply_schema(form)) == json.dumps(reply_schema(form))


def test_the_schema_bounds_sentence_numbers_by_an_enum() -> None:
    item = reply_schema("sentences")["properties"]["statements"]["items"]
    assert set(item["properties"]) == set(NumberedItem.model_fields)
    assert item["properties"]["sentences"]["items"]["enum"][-1] == "s64"


def test_a_megabyte_of_rubbish_is_judged_at_once() -> None:
    started = time.perf_counter()
    _complaint("{" + '"a' * 500_000 + "}")
    assert time.perf_counter() - started < 1
