"""Words in both languages, written shortly."""

from pbdata.explorer.reading.bilingual import short


def test_a_title_holds_both_languages() -> None:
    """The Chinese is the content, the English an attribute, and other English words may stand there."""
    assert short("数值 / Value") == '<i data-en="Value">数值</i>'
    assert short("数值 / Value", "amount") == '<i data-en="amount">数值</i>'


def test_a_title_of_one_language_stays() -> None:
    """Without the bar there is nothing to exchange."""
    assert short("a & b") == "a &amp; b"


def test_a_hostile_title_stays_text() -> None:
    """A descriptor may hold anything."""
    assert short('<b> / " x="') == '<i data-en="&quot; x=&quot;">&lt;b&gt;</i>'
