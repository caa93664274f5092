"""The metadata of a package and its resources, its licences and version, and misspelt properties."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema.validators import Draft202012Validator

import pbdata.validation
from pbdata.validation.judge import validate
from pbdata.validation.package.properties import profile_faults, suggest
from tests.validation.breaking import load_cases

PROFILE = yaml.safe_load((Path(pbdata.validation.package.__file__).parent / "profiles/package.yaml").read_text("utf-8"))
GOOD: dict[str, Any] = {
    "name": "d",
    "title": "D",
    "homepage": "https://example.org/",
    "keywords": ["a"],
    "licenses": [{"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}],
    "contributors": [{"title": "A", "email": "a@example.org", "roles": ["creator"]}],
    "sources": [{"title": "S", "version": "1"}],
    "resources": [
        {
            "name": "a",
            "title": "A",
            "path": "a.csv",
            "mediatype": "text/csv",
            "dialect": {"header": True},
            "schema": {
                "title": "S",
                "fields": [
                    {
                        "name": "id",
                        "type": "string",
                        "title": "I",
                        "description": "",
                        "constraints": {"required": True},
                    },
                    {"name": "parent"},
                ],
                "foreignKeys": [{"fields": ["parent"], "reference": {"fields": ["id"]}}],
            },
        }
    ],
}


def places(node: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value within a descriptor."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [place, *(inner for key, value in items for inner in places(value, (*place, key)))]


def put(descriptor: dict[str, Any], place: Any, value: Any) -> None:
    """Set a value deep in a descriptor; parents that are not there are made."""
    *parents, last = place
    node: Any = descriptor
    for key in parents:
        node = node.setdefault(key, {}) if isinstance(node, dict) else node[key]
    node[last] = value


@pytest.mark.parametrize("case", load_cases("properties"))
def test_metadata_are_held_against_the_standard(tmp_path: Path, case: dict[str, Any]) -> None:
    """What the standard forbids, and what is probably misspelt, is reported with what to write instead."""
    (tmp_path / "a.csv").write_text("id,parent\na,\n", "utf-8")
    descriptor = deepcopy(GOOD)
    put(descriptor, case["at"], case["value"])
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    report = validate(tmp_path)
    warnings = [one for one in report.warnings if one.rule not in ("bytes", "hash")]
    assert [one.rule for one in report.errors] == case.get("errors", [])
    assert [one.rule for one in warnings] == case.get("warnings", [])
    assert any(case.get("says", "") in one.message for one in (*report.errors, *report.warnings))


def test_advice_holds_in_a_package_of_ours(tmp_path: Path) -> None:
    """A version that is not SemVer is an error in a package that says it is ours."""
    (tmp_path / "a.csv").write_text("id,parent\na,\n", "utf-8")
    (tmp_path / "datapackage.json").write_text(json.dumps(GOOD | {"pbdata:format": "x", "version": "1.0"}), "utf-8")
    assert "metadata" in [one.rule for one in validate(tmp_path).errors]


@given(
    place=st.sampled_from(places(GOOD)[1:]),
    value=st.sampled_from([None, 1, True, "", "x", "a b", [], [1], ["x"], {}, {"name": "x"}, [{}]]),
)
def test_the_profile_is_read_as_a_library_reads_it(place: tuple[Any, ...], value: Any) -> None:
    """The faults of a changed descriptor are those that jsonschema finds with the same profile."""
    descriptor = deepcopy(GOOD)
    put(descriptor, place, deepcopy(value))
    ours = {(fault.place, fault.keyword) for fault in profile_faults(descriptor, PROFILE, PROFILE)}
    theirs = {
        (tuple(error.absolute_path), error.validator) for error in Draft202012Validator(PROFILE).iter_errors(descriptor)
    }
    assert ours == theirs


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("reqired", "required"),
        ("min_length", "minLength"),
        ("Unique", "unique"),
        ("enums", "enum"),
        ("max", None),
        ("unit", None),
    ],
)
def test_a_misspelling_is_guessed(word: str, meant: str | None) -> None:
    """A known word is suggested for one that nearly is it, and none for a word of its own."""
    assert suggest(word, ["required", "unique", "enum", "minLength", "maximum"]) == meant
