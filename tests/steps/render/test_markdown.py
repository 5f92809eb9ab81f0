"""Nothing from an article or a model is taken for Markdown or HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.steps.render.markdown import escape_markdown


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("**bold** and _this_", r"\*\*bold\*\* and \_this\_"),
        ("[link](http://x.y)", r"\[link\](http\://x.y)"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("<!-- comment -->", "&lt;!-- comment --&gt;"),
        ("AT&T &amp; co", "AT&amp;T &amp;amp; co"),
        ("# heading", r"\# heading"),
        ("1. item", r"1\. item"),
        ("- item", r"\- item"),
        ("> quote", "&gt; quote"),
        ("a\n\nb", "a b"),
        ("see [^1] and `code`", r"see \[\^1\] and \`code\`"),
        ("up 12% to $5", r"up 12% to \$5"),
        ("50%% off ==now==", r"50\%% off \==now\=="),
        ("back\\slash", r"back\\slash"),
        ("right\u202eleft\x00", "rightleft"),
        ("mail@example.org", r"mail\@example.org"),
        ("plain words, nothing else.", "plain words, nothing else."),
    ],
)
def test_what_means_something_is_escaped(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


@given(st.text())
def test_the_result_is_one_line_without_html(text: str) -> None:
    escaped = escape_markdown(text)

    assert "\n" not in escaped
    assert "<" not in escaped
    assert ">" not in escaped
