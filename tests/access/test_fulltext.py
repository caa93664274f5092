"""Characters as the words of a search."""

from pbdata.access.fulltext import phrase, spaced


def test_each_character_is_a_word() -> None:
    """White space goes, an end of line stays as a sign, so that no stretch runs over it."""
    assert spaced("三送 9.3万\n名") == "三 送 9 . 3 万 ⏎ 名"


def test_a_phrase_is_quoted() -> None:
    """Whatever is asked for is words, never an operator of the search."""
    assert phrase('a"b OR') == '"a "" b O R"'
