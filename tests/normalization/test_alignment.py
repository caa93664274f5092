"""From places in the canonical text to places on the page."""

from pbdata.corpus.process import process
from pbdata.normalization.alignment import align, place_on_page

PAGE = "首页\r\n县委组织部\r\n　　今年６月,我縣黨員\r\n　　走訪了３４名干部,\r\n幫助他們解决问题。这是第二句，说的是同一件事情，所以也算正文的一部分。\r\n责任编辑：王五\r\n"


def test_each_character_of_the_text_is_placed_on_the_page() -> None:
    """The page words of every character are that character, or what an edit replaced by it; places never go back."""
    processed = process(PAGE.encode())
    assert processed.article is not None
    pieces = align(PAGE, [line.line_no for line in processed.lines if line.kept], processed.edits)
    replaced = {(edit.start, edit.stop): edit.replacement for edit in processed.edits}
    last = 0
    for i, character in enumerate(processed.article.text):
        line_no, start, stop = place_on_page(pieces, i, i + 1)
        assert PAGE[start:stop] == character or character in (replaced[start, stop] or "")
        assert processed.lines[line_no].start <= start
        assert start >= last
        last = start


def test_words_are_placed_as_a_whole() -> None:
    """Words of several characters begin where their first character is printed and end where the last one does."""
    processed = process(PAGE.encode())
    assert processed.article is not None
    text = processed.article.text
    pieces = align(PAGE, [line.line_no for line in processed.lines if line.kept], processed.edits)
    at = text.index("34名干部")
    _, start, stop = place_on_page(pieces, at, at + 5)
    assert PAGE[start:stop] == "３４名干部"
