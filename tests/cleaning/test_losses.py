"""Damage that is flagged and never repaired."""

from pbdata.cleaning.losses import find_losses


def test_losses_of_each_kind() -> None:
    """Masks, replacement characters, stray question marks and mojibake are found where they stand."""
    text = "纯洁思想,**民风\ufffd。驱动? 感恩。锟斤拷锟斤拷。\n"
    assert [(loss.kind, text[loss.start : loss.stop]) for loss in find_losses(text, [(0, len(text))])] == [
        ("mask", "**"),
        ("lost_character", "\ufffd"),
        ("lost_character", "?"),
        ("mojibake", "锟斤拷锟斤拷"),
    ]


def test_only_kept_ranges_are_searched() -> None:
    """Damage in boilerplate is no loss of the article."""
    assert list(find_losses("**\n好\n", [(3, 5)])) == []


def test_a_question_is_no_loss() -> None:
    """A question mark after a question stands for itself."""
    assert list(find_losses("怎么办? 大家都在想。", [(0, 11)])) == []
