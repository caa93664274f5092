"""Cases: cases/cleaning/keys.yaml (made-up lines in real shapes)."""

from typing import Any

import pytest

from pbdata.cleaning.keys import find_fields, key_at_end
from tests import cases

CASES = cases("cleaning/keys.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_facts_behind_keys(case: dict[str, Any]) -> None:
    """A line gives the facts that stand behind keys in it, and no others."""
    words = case["words"]
    found = find_fields(words, 0, len(words))
    assert [[one.kind, one.key, words[one.start : one.stop]] for one in found] == case["fields"]


def test_a_key_begins_where_its_words_do() -> None:
    """The place of a key holds the word before it that belongs to it."""
    (field,) = find_fields("【稿件编辑：李安】", 0, 9)
    assert field.begin == 1


def test_a_line_may_end_in_a_key() -> None:
    """The kind of a key whose value stands on the next line is told; a key with its value, and other words, give none."""
    assert [key_at_end(line) for line in ("责编：", "稿件来源：", "责编：李安", "他说：")] == [
        "editor",
        "source",
        None,
        None,
    ]
