"""What stands around a place where a name could be."""

import pytest

from pbdata.facts.persons.behind import after
from pbdata.facts.persons.context import before
from pbdata.facts.persons.strings import is_item, is_surname_alone


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("县长李大山", "title"),
        ("记者李大山", "maker"),
        ("记者 李大山", "maker"),
        ("好。（李大山）", "maker"),
        ("王小梅、李大山", "list"),
        ("今天，李大山", "clause"),
        ("来到李大山", "verb"),
        ("和李大山", "word"),
        ("好李大山", "inside"),
        ("“第一书记”李大山", "title"),
    ],
)
def test_what_stands_before(text: str, kind: str) -> None:
    """The kind of place decides how much it speaks for a name."""
    assert before(text, text.index("李大山"), (0, ""))[0] == kind


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("李大山说", 5, 9),
        ("李大山、王小梅", 5, 9),
        ("李大山。", 1, 4),
        ("李大山镇", -99, -5),
        ("李大山 摄", -99, -5),
        ("李大山（村支书）", 5, 9),
    ],
)
def test_what_stands_after(text: str, least: int, most: int) -> None:
    """Verbs of speech, lists and posts speak for a name, the end of a place and a credit against."""
    assert least <= after(text, 3) <= most


def test_a_surname_alone() -> None:
    """A surname before a post, or one that is the end of a post, opens no name."""
    assert is_surname_alone("陈书记", 0) and is_surname_alone("陈前总召", 0) and is_surname_alone("主任陈斌", 1)
    assert not is_surname_alone("陈少荣", 0)


def test_items() -> None:
    """An item of a list looks like a name as a whole or not at all."""
    assert is_item("李大山", 0, 3) and not is_item("李大山等", 0, 4) and not is_item("龙南", 0, 2)
