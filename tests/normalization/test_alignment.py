"""From places in the canonical text to places on the page."""

from pbdata.captures.lines import split_lines
from pbdata.normalization.alignment import Piece, align, place_on_page
from pbdata.normalization.page import normalize_page

PAGE = "　　今年６月,我縣黨員\r\n　　走訪了３４名干部,\r\n幫助他們解决问题。\r\n"


def aligned() -> tuple[str, list[Piece]]:
    """The canonical text of the page, all lines kept, and its pieces."""
    page = normalize_page(PAGE)
    pieces = align(PAGE, range(len(split_lines(PAGE))), page.edits)
    return page.text, pieces


def test_each_character_of_the_text_is_placed_on_the_page() -> None:
    """The page words of every character are that character, or what an edit replaced by it; places never go back."""
    text, pieces = aligned()
    replaced = {(piece.start, piece.stop): piece.edit.replacement for piece in pieces if piece.edit}
    last = 0
    for i, character in enumerate(text):
        line_no, start, stop = place_on_page(pieces, i, i + 1)
        assert PAGE[start:stop] == character or character in (replaced[start, stop] or "")
        assert split_lines(PAGE)[line_no][0] <= start
        assert start >= last
        last = start


def test_words_are_placed_as_a_whole() -> None:
    """Words of several characters begin where their first character is printed and end where the last one is."""
    text, pieces = aligned()
    at = text.index("34名干部")
    line_no, start, stop = place_on_page(pieces, at, at + 5)
    assert (line_no, PAGE[start:stop]) == (1, "３４名干部")
