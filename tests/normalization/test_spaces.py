"""White space of kept lines, and counting without it."""

import pytest

from pbdata.captures.lines import split_lines
from pbdata.model.page import Edit
from pbdata.normalization.edits import merge, replay
from pbdata.normalization.page import normalize_page
from pbdata.normalization.spaces import count_characters, space_edits


def test_white_space_does_not_count_as_characters() -> None:
    """``n_chars`` counts punctuation, but no white space of any kind, ideographic space included."""
    assert count_characters("党 员\u3000，\n\r\n𠀀") == 4


def spaced(page: str, structural: tuple[Edit, ...] = ()) -> str:
    kept = [(0, len(page))]
    return replay(page, kept, [edit[:3] for edit in space_edits(page, [], kept, structural)])


def test_indentation_and_trailing_space_go() -> None:
    """White space at both ends of a kept line is no part of the text, whatever its kind."""
    assert spaced("\u3000\u3000党员下村。 \t\n") == "党员下村。\n"


def test_runs_become_one_space() -> None:
    """Several spaces inside a line are one, a single one stays."""
    assert spaced("永远热爱党   永远跟党走 好\n") == "永远热爱党 永远跟党走 好\n"


def test_terminators_become_line_feeds() -> None:
    """Both kinds of carriage return end as a line feed."""
    assert spaced("甲。\r\n") == "甲。\n"
    assert spaced("甲。\r") == "甲。\n"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("社(shè)會(huì)  變(biàn)遷(qiān) \n", "社会 变迁\n"),
        ("\u3000".encode().decode("latin-1") * 2 + "黨建工作".encode().decode("latin-1") + "\n", "党建工作\n"),
        ("黨建工作\u3000\u3000會議".encode().decode("latin-1") + "\n", "党建工作 会议\n"),
    ],
)
def test_white_space_is_that_of_the_text_as_read(page: str, text: str) -> None:
    """Spaces beside a gloss, and spaces that mojibake stands for, are trimmed and joined; bytes that look blank are not."""
    kept = [(start, end) for start, _, end in split_lines(page)]
    textual = normalize_page(page).edits
    edits = merge(space_edits(page, textual, kept, []), textual)
    assert replay(page, kept, [edit[:3] for edit in edits]) == text
