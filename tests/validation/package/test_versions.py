"""What one version of the standard asks for and the other does not."""

from typing import Any

import pytest

from pbdata.validation.package.versions import check_version, is_first
from pbdata.validation.report.findings import Findings

SECOND = "https://datapackage.org/profiles/2.0/datapackage.json"


@pytest.mark.parametrize(
    ("descriptor", "errors"),
    [
        ({"name": "Upper"}, 1),
        ({"$schema": SECOND, "name": "Upper"}, 0),
        ({"$schema": "https://datapackage.org/profiles/1.0/datapackage.json", "name": "Upper"}, 1),
        ({"resources": [{"name": "Upper"}]}, 1),
        ({"resources": [{"name": "a", "type": "file"}]}, 0),
        ({"$schema": SECOND, "resources": [{"name": "a", "type": "file"}]}, 1),
        ({"$schema": SECOND, "resources": "x"}, 0),
    ],
)
def test_names_and_types_are_held_to_their_version(descriptor: dict[str, Any], errors: int) -> None:
    """1.0 has names in small letters, 2.0 resources of no type but table."""
    findings = Findings()
    check_version(descriptor, findings)
    assert len(findings.report({}, lambda _name, _rows: {}).errors) == errors


def test_a_descriptor_without_schema_is_of_the_first_version() -> None:
    """2.0 says so; a profile of one's own is one of 2.0."""
    assert is_first({})
    assert not is_first({"$schema": "https://example.org/profile.json"})
