"""Text from elsewhere stays text."""

from pbdata.explorer.reading.visible import attribute, visible


def test_markup_is_written_out() -> None:
    """Signs of HTML are escaped in text and in attributes."""
    assert visible('<a href="x">\'&') == "&lt;a href=&quot;x&quot;&gt;&#x27;&amp;"
    assert attribute('" onclick="x') == "&quot; onclick=&quot;x"


def test_plain_text_is_left() -> None:
    """Chinese, digits, blanks and tabs stand as they are."""
    assert visible("第“一” 条\t（2）、3%") == "第“一” 条\t（2）、3%"


def test_what_is_hidden_is_shown() -> None:
    """Marks of direction, what has no width and controls are shown by their code points, line ends by a sign."""
    assert visible("a\u202eb") == 'a<u class="sign">U+202E</u>b'
    assert visible("\u200b\x00") == '<u class="sign">U+200B</u><u class="sign">U+0000</u>'
    assert visible("行\r\n") == '行<u class="sign end">␍</u><u class="sign end">⏎</u>'
    assert attribute("\u2066x") == "\\u2066x"
