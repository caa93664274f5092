"""Words within marks."""

from hypothesis import given
from hypothesis import strategies as st

from pbdata.chinese.quotes import read_quoted


def test_pairs_and_their_depth() -> None:
    """Inner marks are one deeper; a mark without its pair, and one that would cross a line, is skipped."""
    found = read_quoted("“实施‘千百万’工程”（三类）”《意见》\n“没有完")
    assert [(one.mark, one.inner, one.depth) for one in found] == [
        ("“", "实施‘千百万’工程", 0),
        ("‘", "千百万", 1),
        ("（", "三类", 0),
        ("《", "意见", 0),
    ]


def test_no_marks_are_within_more_than_thirty_others() -> None:
    """What opens a heap of marks is taken as unpaired, so that the words within the others stay short."""
    found = read_quoted("“" * 40 + "党" + "”" * 40)
    assert [one.depth for one in found] == list(range(32))
    assert found[0].start == 8


@given(st.text(st.sampled_from("“”‘’《》（）、甲\n"), max_size=60))
def test_inner_words_stand_between_the_marks(text: str) -> None:
    """Whatever the nesting, the words within are those between the two marks."""
    for one in read_quoted(text):
        assert text[one.start] == one.mark
        assert text[one.start + 1 : one.stop - 1] == one.inner
