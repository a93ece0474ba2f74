import pytest
from hypothesis import given
from hypothesis import strategies as st

from roombot.slack.texts import plain


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("<@U0BOT> book oak", "book oak"),
        ("book oak, <@U0BOT>", "book oak,"),
        ("invite <@U111|ana> and <@U222>", "invite <@U111> and <@U222>"),
        ("invite <mailto:a@example.com|a@example.com>", "invite a@example.com"),
        ("invite <mailto:a@example.com>", "invite a@example.com"),
        ("for <https://example.com/x|the plan>", "for the plan"),
        ("in <#C1|general>", "in general"),
        ("tea &amp; cake, 1 &lt; 2", "tea & cake, 1 < 2"),
        ("  ", ""),
        ("a\x00b\ud800c", "abc"),
    ],
)
def test_slacks_markup_becomes_what_was_meant(written: str, meant: str) -> None:
    assert plain(written, "U0BOT") == meant


@given(st.text())
def test_any_text_can_be_stored(text: str) -> None:
    plain(text).encode()
    assert "\x00" not in plain(text)
