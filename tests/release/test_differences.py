"""What differs between two packages."""

from copy import deepcopy
from typing import Any

import pytest

from pbdata.release.differences import as_json, as_lines, compare
from pbdata.release.versioning import required_step
from tests import cases
from tests.release.small_package import SCHEMA, Make

CASES = cases("release/schema_changes.yaml")


def changed_schema(case: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = deepcopy(SCHEMA)
    by_name = {field["name"]: field for field in schema["fields"]}
    if "fields" in case:
        schema["fields"] = [by_name[name] for name in case["fields"]]
    (by_name[case["field"]] if "field" in case else schema).update(case.get("set", {}))
    return schema


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_a_change_of_schema_is_named_and_weighed(make: Make, case: dict[str, Any]) -> None:
    """Each change of a schema is found under its kind, and asks for the step of the rule."""
    differences = compare(make(rows=()), make(rows=(), schema=changed_schema(case)))
    assert [change.kind for change in differences.schema] == case["kinds"]
    assert required_step(differences) == case["step"]


def test_equal_packages_do_not_differ(make: Make) -> None:
    """Version and day of release are no difference."""
    assert not compare(make(), make(version="2.0.0", created="2026-01-01T00:00:00Z"))


def test_rows_are_compared_by_key(make: Make) -> None:
    """Rows are added, removed or changed by their key, whatever their order, and changes are counted by column."""
    before = make(rows=[("a", 1, "x"), ("b", 2, "y"), ("c", 3, None)])
    after = make(rows=[("d", 4, "z"), ("c", 3, "w"), ("a", 1, "x")])
    (rows,) = compare(before, after).rows
    assert (rows.added, rows.removed, rows.changed) == ((("d",),), (("b",),), (("c",),))
    assert rows.columns == {"word": 1}
    assert (rows.before, rows.after) == (3, 3)


def test_a_changed_cell_is_shown_before_and_after(make: Make) -> None:
    """Its values stand in the lines for people and in the JSON, by the key of the row; equal cells do not."""
    differences = compare(make(rows=[("a", 1, "x"), ("b", 2, "y")]), make(rows=[("a", 1, None), ("b", 2, "y")]))
    assert "    a: 'x' -> None" in list(as_lines(differences))
    assert as_json(differences)["rows"][0]["cells"] == [{"key": ["a"], "column": "word", "before": "x", "after": None}]


def test_of_a_long_text_only_what_differs_is_shown(make: Make) -> None:
    """A word that changed in a text of thousands of characters is seen, with what stands around it."""
    text = "党" * 3000
    before, after = (make(rows=[("a", 1, text + middle + text)]) for middle in ("一", "二三"))
    (line,) = [line for line in as_lines(compare(before, after)) if line.startswith("    a: ")]
    assert "一" in line
    assert "二三" in line
    assert len(line) < 100


def test_without_a_key_rows_are_compared_as_wholes(make: Make) -> None:
    """A table without a primary key has rows added and removed, counted as often as they stand there."""
    schema = {"fields": SCHEMA["fields"]}
    before = make(rows=[("a", 1, "x"), ("a", 1, "x"), ("b", 2, "y")], schema=schema)
    after = make(rows=[("a", 1, "x"), ("b", 2, "z")], schema=schema)
    (rows,) = compare(before, after).rows
    assert rows.removed == (("a", "1", "x"), ("b", "2", "y"))
    assert rows.added == (("b", "2", "z"),)
    assert rows.changed == ()


def test_a_new_table_has_all_its_rows_added(make: Make) -> None:
    """A table that only the later package has is added with its rows, one that only the earlier has is removed with them."""
    before, after = make(), make()
    after.descriptor["resources"][0]["name"] = "s"
    differences = compare(before, after)
    assert [(c.table, c.kind) for c in differences.schema] == [("s", "table added"), ("t", "table removed")]
    assert [(r.table, len(r.added), len(r.removed)) for r in differences.rows] == [("s", 2, 0), ("t", 0, 2)]


def test_what_a_package_says_of_itself_is_compared(make: Make) -> None:
    """Properties of the package that differ are named; null and absent are one."""
    assert compare(make(title="A"), make(title="B", homepage=None)).metadata == ("title",)
