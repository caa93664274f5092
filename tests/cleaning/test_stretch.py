"""Stretches of a text as readers remember them."""

from pbdata.cleaning.credits import find_makers
from pbdata.cleaning.keys import find_fields
from pbdata.cleaning.stretch import cut_out


def test_a_stretch_takes_along_what_a_pattern_may_look_back_at() -> None:
    """Two Chinese characters right before a stretch go with it, and nothing where a mark or nothing stands before it."""
    text = "本报记者 张三"
    assert [cut_out(text, start, 7) for start in (0, 1, 4, 5)] == [
        (text, 0),
        (text, 1),
        ("记者 张三", 2),
        ("张三", 0),
    ]


def test_the_same_words_elsewhere_are_read_at_their_own_place() -> None:
    """What is remembered of a stretch is told where the stretch stands."""
    line = "来源：青山日报 作者：王文"
    text = f"{line}\n{line}"
    second = len(line) + 1
    moved = [(one.kind, one.begin - second, one.stop - second) for one in find_fields(text, second, len(text))]
    assert moved == [(one.kind, one.begin, one.stop) for one in find_fields(text, 0, len(line))]
    (maker,) = find_makers("文/王文\n记者 李安", 5, 10)
    assert (maker.start, maker.stop, maker.role_range) == (8, 10, (5, 7))
