"""What can be a name."""

import pytest

from pbdata.cleaning.names import could_be_name, cut_names, is_known_name, is_nobody, name_behind_post


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("许立群马文博", ["许立群", "马文博"]),
        ("王平李安", ["王平", "李安"]),
        ("欧阳明月", ["欧阳明月"]),
        ("次仁卓玛", ["次仁卓玛"]),
        ("王平", ["王平"]),
    ],
)
def test_names_without_blanks(words: str, names: list[str]) -> None:
    """Names that are run together are cut where each begins with a surname; other words stay whole."""
    assert cut_names(words) == names


@pytest.mark.parametrize(
    ("name", "known"),
    [("王平", True), ("第五小禾", True), ("阿卜杜拉·买买提", True), ("次仁卓玛", False), ("第五小组的人", False)],
)
def test_known_names(name: str, known: bool) -> None:
    """A surname, an uncommon double one too, or a middle dot makes words known as a name."""
    assert is_known_name(name) is known


@pytest.mark.parametrize("words", ["青山县委宣传部", "石桥镇党委委员", "佚名", "打印"])
def test_nobody(words: str) -> None:
    """Institutions, posts, and words that stand where names do name nobody."""
    assert is_nobody(words)
    assert not could_be_name(words)


def test_the_name_behind_a_post() -> None:
    """A name that is run together with the post before it is found; a post alone gives none."""
    assert name_behind_post("青山研究中心研究员王平") == "王平"
    assert name_behind_post("青山研究中心研究员") is None
