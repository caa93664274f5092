"""A place of the page is the one that was meant where its words stand there."""

import pytest

from pbdata.corpus.correcting.places import misplaced


@pytest.mark.parametrize(
    ("span", "words", "said"),
    [
        (None, None, None),
        ((0, 3), "县委会", None),
        ((1, 6), "委会 开会", None),
        ((0, 2), "县政", "'县政' was expected at 0:2, and '县委' stands there"),
        ((0, 2), None, "None was expected at 0:2, and '县委' stands there"),
        ((4, 99), "开会", "no words stand at 4:99 of the page"),
        ((3, 4), "开会", "no words stand at 3:4 of the page"),
    ],
)
def test_other_words_are_another_place(span: tuple[int, int] | None, words: str | None, said: str | None) -> None:
    """Line ends count as blanks; the end of the page is no place."""
    assert misplaced("县委会\n开会", span, words) == said
