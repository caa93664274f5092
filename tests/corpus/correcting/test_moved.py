"""Words that moved are found by what is around them, and no others are taken for them."""

import pytest

from pbdata.corpus.correcting.moved import around, standing_at
from pbdata.model.correction import FactCorrection, Told

TEXT = "甲村50人。\n全镇表彰了乙村的50人，一片欢腾的景象。"


@pytest.mark.parametrize(
    ("start", "sides", "found"),
    [
        (2, None, 2),
        (2, ("甲村", "。"), 2),
        (16, ("镇表彰了乙村的", "，一片欢腾的景象"), None),
        (16, ("全镇表彰了乙村的", "，一片欢腾的景象"), 15),
        (99, ("甲村", "。"), 2),
        (2, ("丙村", "。"), None),
        (0, None, None),
    ],
)
def test_words_stand_where_the_same_are_around_them(
    start: int, sides: tuple[str, str] | None, found: int | None
) -> None:
    """Without what is around them, at their place alone."""
    one = FactCorrection(
        Told("r", None, "2026-01-31"), "reject", "figures", "text", start, start + 3, (("surface", "50人"),), (), sides
    )
    assert standing_at(one, TEXT) == found


def test_what_is_around_words_is_in_their_paragraph() -> None:
    """Eight characters at most, and fewer at its ends; twice the same tell nothing."""
    assert around(TEXT, 2, 5) == ("甲村", "。")
    assert around(TEXT, 15, 18) == ("全镇表彰了乙村的", "，一片欢腾的景象")
    one = FactCorrection(
        Told("r", None, "2026-01-31"), "reject", "figures", "text", 9, 12, (("surface", "50人"),), (), ("", "")
    )
    assert standing_at(one, "50人\n\n一\n50人\n") is None
