"""Data as scripts."""

import json

from pbdata.explorer.files import script


def test_a_script_holds_the_data() -> None:
    """What is assigned is JSON, with the characters of the texts."""
    written = script("articles", {"rows": [["标题", None, 3]]}).decode()
    assert json.loads(written.partition(" = ")[2].rstrip(";\n")) == {"rows": [["标题", None, 3]]}
    assert "标题" in written


def test_what_would_be_obeyed_is_written_out() -> None:
    """A mark of direction, and half a character, reach the reader as words about them."""
    written = script("x", ["a\u202eb", "\ud800", "\u2028"]).decode()
    assert json.loads(written.partition(" = ")[2].rstrip(";\n")) == ["a\\u202eb", "\\ud800", "\\u2028"]
