"""The shape of a line, whatever its words say."""

import pytest

from pbdata.cleaning.shapes import shapes_of


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ("[ @- ?; O$ }) z, T", True),
        (") M2 O$ ^. v+ H8 W9 g) U) v) j6", True),
        ("All Rights Reserved", False),
        ("www.example.com", False),
        ("2021-03-05 09:12", False),
    ],
)
def test_scraps_of_letters_and_marks_are_noise(line: str, *, holds: bool) -> None:
    """What a forum hides in its text is told by its scraps; words and addresses in Latin letters are none."""
    assert ("noise" in shapes_of(line)) is holds


def test_a_paragraph_of_several_sentences_has_a_stop_inside() -> None:
    """Two full stops inside a line, or one in a long line, speak against a heading; one in a deck of two sentences does not."""
    deck = "创业创新正逢其时。点燃广大党员的激情与自信，成为他们的自觉行动"
    assert "stop-inside" not in shapes_of(deck)
    assert "stop-inside" in shapes_of(f"{deck}。村民都说好，干部也说好，大家一起把水渠修到了田头")
