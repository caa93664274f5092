"""Names in transcription; more cases in cases/facts/names.yaml."""

import pytest

from pbdata.facts.persons.transcribed import goes_on, stands_at_a_dot, transcribed_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("村民阿依古丽·买买提说", ["阿依古丽·买买提"]),
        ("买买提·吐尔逊力争上游", ["买买提·吐尔逊"]),
        ("牧民巴特尔·苏和骑着马", ["巴特尔·苏和"]),
        ("村民次仁卓玛说", ["次仁卓玛"]),
        ("第3.5条，甲·乙", []),
        ("我们的次仁卓玛", []),
        ("乌日娜，女，蒙古族，", ["乌日娜"]),
    ],
)
def test_names_in_transcription(text: str, names: list[str]) -> None:
    """With a dot anywhere, without one behind a post, and in a notice; a word behind is no part of the name."""
    assert [text[one.start : one.stop] for one in transcribed_names(text)] == names


def test_a_name_that_goes_on() -> None:
    """The beginning of a name in transcription is told from a whole name of Chinese shape."""
    assert goes_on("贾巴伍各说", 0, 3) and goes_on("吉克日则来了", 0, 3)
    assert not goes_on("马建国说", 0, 3) and not goes_on("贾巴伍，", 0, 3)


def test_a_part_between_dots() -> None:
    """A string beside a dot is a part of a name."""
    assert stands_at_a_dot("冯·皮勒说", 2, 4) and stands_at_a_dot("皮勒·冯", 0, 2)
    assert not stands_at_a_dot("皮勒说", 0, 2)
