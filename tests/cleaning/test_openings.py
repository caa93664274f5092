"""Openings of reports by themselves; inside lines and beside other parts they are in cases/parts.yaml."""

import pytest

from pbdata.cleaning.openings import find_opening


@pytest.mark.parametrize(
    ("line", "opening"),
    [
        ("  本报讯（记者 瞿一）水渠修到了田头。", "本报讯（记者 瞿一）"),
        ("本报讯 记者瞿一报道：水渠修到了田头。", "本报讯 记者瞿一报道："),
        ("〔记者瞿一/青山报导〕水渠修到了田头。", "〔记者瞿一/青山报导〕"),
        ("【特讯】 水渠修到了田头。", "【特讯】"),
        ("青山科技讯 水渠修到了田头。", "青山科技讯"),
        ("本台台长说，水渠修到了田头。", None),
        ("电话打通以后，水渠修到了田头。", None),
        ("据青山网消息，水渠修到了田头。", None),
        ("本报讯", None),
        ("", None),
    ],
)
def test_openings(line: str, opening: str | None) -> None:
    """An opening is found with its brackets and without the space around it; what is part of a sentence is none."""
    found = find_opening(line, 0, len(line))
    assert (line[slice(*found)] if found else None) == opening
