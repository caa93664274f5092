"""The lines of a descriptor on which faults stand."""

import pytest

from pbdata.validation.report.places import Places

JSON = """{
 "name": "p",
 "licenses": "x",
 "resources": [
  {"name": "p", "path": "p.csv"},
  {"name": "r",
   "schema": {"fields": [
    {"name": "a"},
    {"name": "b"}]}}]
}"""
YAML = "name: p\nresources:\n- name: r\n  schema:\n    fields:\n    - name: a\n    - {name: b, type: x}\n"


@pytest.mark.parametrize(
    ("text", "resource", "field", "message", "line"),
    [
        (JSON, None, None, "`licenses` is wrong.", 3),
        (JSON, None, None, "the package has none.", None),
        (JSON, "p", None, "it is wrong.", 5),
        (JSON, "r", "b", "it is wrong.", 9),
        (JSON, "r", "z", "it is wrong.", 6),
        (YAML, "r", None, "it is wrong.", 3),
        (YAML, "r", "a", "it is wrong.", 6),
        (YAML, "r", "b", "it is wrong.", 7),
    ],
)
def test_a_fault_is_found_on_its_line(
    text: str, resource: str | None, field: str | None, message: str, line: int | None
) -> None:
    """A field is looked for behind its resource, a property of the package by its name."""
    assert Places(text).line(resource, field, message) == line
