import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ArticleError
from briefing.steps.load.decode import decode_text

ENGLISH = "“We can’t wait,” the café’s owner said – twice… It costs £5 or €6.\n"
FRENCH = "Le ministre a déclaré qu’il n’était pas prêt à céder : « Ça suffit », a-t-il répété.\n"
RUSSIAN = "Министр заявил, что переговоры продолжатся завтра утром в Женеве.\n" * 5
POLISH = "Wicepremier oświadczył, że spółka została zamknięta, a później łączność wróciła.\n" * 5


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("text", [ENGLISH, FRENCH], ids=["english", "french"])
def test_western_text_is_decoded_as_written(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding), where="a.txt") == text


@pytest.mark.parametrize("byte_order", ["le", "be"])
def test_utf16_without_mark_is_decoded_in_other_scripts(byte_order: str) -> None:
    assert decode_text(RUSSIAN.encode(f"utf-16-{byte_order}"), where="a.txt") == RUSSIAN


def test_other_code_pages_are_guessed() -> None:
    assert decode_text(RUSSIAN.encode("cp1251"), where="a.txt") == RUSSIAN
    assert decode_text(POLISH.encode("cp1250"), where="a.txt") == POLISH


def test_damaged_utf8_keeps_everything_but_the_damage() -> None:
    data = FRENCH.encode() * 3 + b"\xe2\x80"

    assert decode_text(data, where="a.txt") == FRENCH * 3 + "\ufffd"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "only white space"),
        (b"\xef\xbb\xbf \n", "only white space"),
        ("\u200b \u3000".encode(), "only white space"),
        (b"text\x00text", "binary"),
        (b"\x01\x02\x03 text", "binary"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "neither"),
        (b"\xff\xfea", "neither"),
        (b"\x00" * 100, "binary"),
    ],
)
def test_what_is_no_text_is_an_error(data: bytes, problem: str) -> None:
    with pytest.raises(ArticleError, match=problem) as caught:
        decode_text(data, where="a.txt")

    assert caught.value.hint


@pytest.mark.parametrize("seed", range(40))
def test_random_bytes_are_an_error(seed: int) -> None:
    with pytest.raises(ArticleError):
        decode_text(random.Random(seed).randbytes(4096), where="a.txt")


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_an_error(data: bytes) -> None:
    try:
        text = decode_text(data, where="a.txt")
    except ArticleError:
        return

    assert text.strip()
    assert text.encode("utf-8").decode() == text


def test_charset_normalizer_is_imported_only_when_it_is_needed() -> None:
    code = (
        "import sys\nfrom briefing.steps.load.decode import decode_text\n"
        "for name in ('utf-8', 'utf-16', 'cp1252'): decode_text('“Text”'.encode(name), where='a')\n"
        "print('charset_normalizer' in sys.modules, 'yaml' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout == "False False\n"
