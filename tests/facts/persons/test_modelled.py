"""What only the model sees must still look like a name."""

import pytest

from pbdata.facts.persons.modelled import only_modelled
from pbdata.facts.persons.spotted import Spotted


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("只见阿旺扎西背着药箱", "阿旺扎西", "model-transcribed"),
        ("有冯抗两名副部长", "冯抗", "model"),
        ("记者阿旺扎西报道", "阿旺扎西", "maker"),
        ("还有沙发两张", "沙发", None),
        ("来到徐家镇", "徐家镇", None),
    ],
)
def test_the_shape_decides(text: str, name: str, rule: str | None) -> None:
    """A name in transcription or of Chinese shape is taken, furniture and towns are not."""
    start = text.index(name)
    found = list(only_modelled(text, [(start, start + len(name))], []))
    assert [one.rule for one in found] == ([rule] if rule else [])


def test_what_the_rules_found_is_not_found_again() -> None:
    """A place that overlaps a name of the rules gives none."""
    assert list(only_modelled("冯抗军说", [(0, 2)], [Spotted(0, 3, 15, "clause")])) == []
