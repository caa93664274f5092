"""The descriptor of a data package, as a mapping and as the bytes of its two files."""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

import pbdata
from pbdata.package.schemas import load_schemas

PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FORMAT = "1"

_FORMATS = {
    "csv": {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"},
    "parquet": {"format": "parquet", "mediatype": "application/vnd.apache.parquet"},
}

# What the two writers of YAML write differently, in JSON: what is beyond the first 65,536 characters of Unicode, invisible or for control,
# and text that ends with an empty line.
_WRITTEN_OTHERWISE = re.compile(
    r'[^\n\x20-\x7e\xa1-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd]|\\[bfrtu]|\\n\\n"|"\\n"'
)


class DataFile(NamedTuple):
    """The file of a resource, or its parts. Paths are relative to the descriptor; their ending (``.csv``, ``.parquet``) is the format.

    Of a table in parts, size and hash are those of the table as one CSV file.
    """

    paths: tuple[str, ...]
    bytes: int
    sha256: str


def describe(dataset: Mapping[str, Any], data_files: Mapping[str, DataFile]) -> dict[str, Any]:
    """Return the descriptor of a package with these resources. ``dataset`` is the content of ``data/dataset.yaml``.

    With ``sample``, of how many captures this is a sample, it says so.
    """
    title, description = dataset["title"], dataset["description"]
    package = {
        "$schema": PACKAGE_PROFILE,
        "id": dataset["id"],
        "name": dataset["name"],
        "title": " / ".join(title[one] for one in ("zh", "en") if one in title),
        "description": "\n\n".join(description[one] for one in ("zh", "en") if one in description),
        "version": dataset["version"],
        "created": f"{dataset['released']}T00:00:00Z",
        "homepage": dataset.get("homepage"),
        "licenses": dataset["licenses"],
        "contributors": [_contributor(person) for person in dataset["people"]],
        "sources": dataset.get("sources"),
        "keywords": dataset["keywords"],
        "pbdata:format": FORMAT,
        "pbdata:code_version": pbdata.__version__,
        "pbdata:title": title,
        "pbdata:description": description,
        "pbdata:rights": dataset["rights"],
        "pbdata:releases": dataset.get("releases"),
        "pbdata:part_bytes": dataset.get("part_bytes"),
        "pbdata:sample": dataset.get("sample"),
        "resources": [
            describe_table(name, schema, data_files[name])
            for name, schema in load_schemas().items()
            if name in data_files
        ],
    }
    return {key: value for key, value in package.items() if value is not None}


def as_json(descriptor: Mapping[str, Any]) -> bytes:
    """Return the bytes of ``datapackage.json``."""
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()


def as_yaml(descriptor: Mapping[str, Any]) -> bytes:
    """Return the bytes of ``datapackage.yaml``: keys in the order given, no aliases, ``version`` and ``created`` quoted."""
    as_text = json.dumps(descriptor, ensure_ascii=False)
    text = yaml.dump(
        {key: _Quoted(value) if key in ("version", "created") else value for key, value in descriptor.items()},
        Dumper=_Dumper if _WRITTEN_OTHERWISE.search(as_text) else _FastDumper,
        allow_unicode=True,
        sort_keys=False,
        width=10**9,
    )
    return text.encode()


def _contributor(person: Mapping[str, Any]) -> dict[str, Any]:
    orcid = person.get("orcid")
    contributor = {
        "title": person["name"],
        "givenName": person.get("given"),
        "familyName": person.get("family"),
        "path": f"https://orcid.org/{orcid.removeprefix('https://orcid.org/')}" if orcid else None,
        "email": person.get("email"),
        "organization": person.get("affiliation"),
        "roles": person["roles"],
    }
    return {key: value for key, value in contributor.items() if value is not None}


def describe_table(name: str, schema: Mapping[str, Any], data_file: DataFile) -> dict[str, Any]:
    """Return the resource of a descriptor for a table: its schema, what it is about, and its file."""
    about, where = ("title", "description", "pbdata:description_zh"), located(data_file)
    return {
        "name": name,
        "type": "table",
        "path": where["path"],
        **{key: schema[key] for key in about},
        "scheme": "file",
        **_FORMATS[data_file.paths[0].rpartition(".")[2]],
        "bytes": where["bytes"],
        "hash": where["hash"],
        "schema": {key: value for key, value in schema.items() if key not in about},
    }


def located(data_file: DataFile) -> dict[str, Any]:
    """Return what a resource says of its files: ``path``, ``bytes`` and ``hash``."""
    path = data_file.paths[0] if len(data_file.paths) == 1 else list(data_file.paths)
    return {"path": path, "bytes": data_file.bytes, "hash": f"sha256:{data_file.sha256}"}


class _Quoted(str):
    """Text that YAML readers must not take for a number or a date."""


class _Dumper(yaml.SafeDumper):
    """Writes every value out in full, and text of several lines as a block."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


class _FastDumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes the same in a sixth of the time, ``_WRITTEN_OTHERWISE`` apart."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


def _represent_quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", "".join(text), style='"')


for _each in (_Dumper, _FastDumper):
    _each.add_representer(str, _represent_text)
    _each.add_representer(_Quoted, _represent_quoted)
