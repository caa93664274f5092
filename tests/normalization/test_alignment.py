"""From places in the canonical text to places on the page."""

from pbdata.captures.lines import split_lines
from pbdata.normalization.alignment import Piece, align, place_in_text, place_on_page
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


def test_places_on_the_page_lead_back_to_the_text() -> None:
    """Words that were copied stand where they did; what an edit put there is reached as a whole."""
    text, pieces = aligned()
    at = text.index("名干部")
    _, start, stop = place_on_page(pieces, at, at + 3)
    assert place_in_text(pieces, start, stop) == (at, at + 3)
    for i in range(len(text)):
        _, start, stop = place_on_page(pieces, i, i + 1)
        found = place_in_text(pieces, start, stop)
        assert found is not None and found[0] <= i < found[1]


def test_what_is_no_text_leads_nowhere() -> None:
    """Words of a line that was not kept have no place in the text."""
    page = normalize_page(PAGE)
    pieces = align(PAGE, [1], [edit for edit in page.edits if edit.start >= PAGE.index("\n")])
    assert place_in_text(pieces, 2, 4) is None
    assert place_in_text([], 2, 4) is None
