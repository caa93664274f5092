"""The descriptor of a package."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pbdata import __version__
from pbdata.package import descriptor as written
from pbdata.package.descriptor import DataFile, as_json, as_yaml, describe
from pbdata.package.schemas import load_schemas
from tests.package.sample_package import sample


def descriptor(**changes: Any) -> dict[str, Any]:
    """The descriptor of the sample with one table."""
    return describe({**sample().dataset, **changes}, {"lines": DataFile(("data/tables/lines.csv",), 7, "0" * 64)})


def test_the_metadata_are_those_of_the_dataset() -> None:
    """What people wrote in data/dataset.yaml stands in the descriptor, titles in both languages."""
    made = descriptor()
    assert made["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert made["title"] == "样例 / A sample"
    assert made["pbdata:title"] == {"en": "A sample", "zh": "样例"}
    assert made["created"] == "2024-01-31T00:00:00Z"
    assert (made["version"], made["pbdata:format"], made["pbdata:code_version"]) == ("1.10.0", "1", __version__)
    assert made["contributors"] == [
        {
            "title": "张三",
            "givenName": "三",
            "familyName": "张",
            "path": "https://orcid.org/0000-0002-1825-0097",
            "organization": "样例大学",
            "roles": ["creator"],
        },
        {"title": "Sample Group", "roles": ["curator"]},
    ]


def test_a_homepage_is_left_out_where_there_is_none() -> None:
    """A property without a value is not written."""
    assert descriptor()["homepage"] == "https://example.org/sample"
    assert "homepage" not in descriptor(homepage=None)


def test_a_resource_carries_its_schema() -> None:
    """A resource says where its file lies, how large it is and what its columns mean."""
    (resource,) = descriptor()["resources"]
    schema = load_schemas()["lines"]
    assert {key: resource[key] for key in ("name", "type", "path", "scheme", "format", "mediatype", "encoding")} == {
        "name": "lines",
        "type": "table",
        "path": "data/tables/lines.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
    }
    assert (resource["bytes"], resource["hash"]) == (7, "sha256:" + "0" * 64)
    assert (resource["title"], resource["schema"]["fields"]) == (schema["title"], schema["fields"])
    assert "title" not in resource["schema"]


def test_parquet_is_described_as_parquet() -> None:
    """The ending of a file decides its format; Parquet has no character encoding."""
    (resource,) = describe(sample().dataset, {"lines": DataFile(("lines.parquet",), 7, "0" * 64)})["resources"]
    assert (resource["format"], resource["mediatype"]) == ("parquet", "application/vnd.apache.parquet")
    assert "encoding" not in resource


def test_both_files_say_the_same() -> None:
    """YAML and JSON come back as the descriptor they were made from."""
    made = descriptor()
    assert yaml.safe_load(as_yaml(made)) == json.loads(as_json(made)) == made


@pytest.mark.parametrize("version", ["0.1.0", "1.10", "1e3"])
def test_version_and_creation_are_quoted_in_yaml(version: str) -> None:
    """No YAML reader takes the version for a number or the day for a date."""
    text = as_yaml(descriptor(version=version)).decode()
    assert f'\nversion: "{version}"\n' in text
    assert '\ncreated: "2024-01-31T00:00:00Z"\n' in text


def test_yaml_is_readable() -> None:
    """Chinese is written as it is, nothing is an alias, and no line is folded."""
    text = as_yaml(descriptor()).decode()
    assert "title: 样例 / A sample\n" in text
    assert "\\u" not in text and "&id" not in text and "*id" not in text
    assert text.splitlines()[0].startswith("$schema: ")


ODD = st.text("a 党:#-\n\t\r|>'\"\\\x85\u2028\ufeff🎉", max_size=6)


@given(ODD | st.text(st.characters(codec="utf-8"), max_size=6))
def test_both_writers_of_yaml_write_the_same(text: str) -> None:
    """Whether the fast one is there or not, and whatever people wrote."""
    said = descriptor(homepage=text, keywords=[text], title={"zh": text})
    with pytest.MonkeyPatch.context() as patch:
        fast = as_yaml(said)
        patch.setattr(written, "_FastDumper", written._Dumper)
        assert as_yaml(said) == fast


def test_the_code_version_is_no_commit_and_no_time(tmp_path: Path) -> None:
    """The descriptor depends on what is given to it alone."""
    assert as_json(descriptor()) == as_json(descriptor())
    assert str(tmp_path.parent) not in as_json(descriptor()).decode()
