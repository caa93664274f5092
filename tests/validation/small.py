"""A package of two small tables, ``a`` and ``b``, which cases change in one place or another."""

import gzip
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

A = "id,day,n,kind,tags,parent\na1,2014-09-29,1,x,p;q,\na2,2014-09-30,2,y,p,a1\n"
B = "aid,k,v\na1,1,赣州\na2,1,吉安\n"

_CSV = {"type": "table", "scheme": "file", "format": "csv", "encoding": "utf-8"}
_ID = {"name": "id", "type": "string", "constraints": {"required": True, "pattern": "^a[0-9]$"}}
DESCRIPTOR: Mapping[str, Any] = {
    "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
    "name": "d",
    "resources": [
        {
            "name": "a",
            "path": "a.csv",
            **_CSV,
            "schema": {
                "fields": [
                    _ID,
                    {"name": "day", "type": "date"},
                    {"name": "n", "type": "integer"},
                    *({"name": name, "type": "string"} for name in ("kind", "tags", "parent")),
                ],
                "primaryKey": ["id"],
            },
        },
        {
            "name": "b",
            "path": "b.csv",
            **_CSV,
            "schema": {
                "fields": [
                    {"name": "aid", "type": "string"},
                    {"name": "k", "type": "integer"},
                    {"name": "v", "type": "string"},
                ],
                "primaryKey": ["aid", "k"],
                "foreignKeys": [{"fields": ["aid"], "reference": {"resource": "a", "fields": ["id"]}}],
            },
        },
    ],
}


def write_small(top: Path, case: Mapping[str, Any]) -> Path:
    """Write the package of a case into ``top/pkg``, beside a file outside of it; return its descriptor.

    ``changes`` are values at places of the descriptor (none: what is there is removed), ``files`` are contents by path (null:
    no such file), ``descriptor`` is the text of the descriptor itself where it is not to be written as JSON.
    """
    package, outside = top / "pkg", top / "outside"
    package.mkdir()
    outside.mkdir()
    (outside / "a.csv").write_text(A, "utf-8")
    descriptor = changed(DESCRIPTOR, case.get("changes", ()))
    for resource in descriptor["resources"] if isinstance(descriptor.get("resources"), list) else ():
        if isinstance(resource, dict) and str(resource.get("path")).startswith("ABS/"):
            resource["path"] = str(outside / resource["path"].removeprefix("ABS/"))
    files: dict[str, Any] = {"a.csv": {"text": A}, "b.csv": {"text": B}} | case.get("files", {})
    for name, content in files.items():
        place = package / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if content and "link" in content:
            place.symlink_to(content["link"])
        elif content:
            place.write_bytes(as_bytes(content))
    place = package / case.get("name", "datapackage.json")
    place.write_bytes(as_bytes(case["descriptor"]) if "descriptor" in case else json.dumps(descriptor).encode())
    return place


def changed(descriptor: Mapping[str, Any], changes: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """A descriptor with other values at some places."""
    copy: dict[str, Any] = deepcopy(dict(descriptor))
    for change in changes:
        *parents, last = change["at"]
        node: Any = copy
        for key in parents:
            node = node[key]
        if "value" in change:
            node[last] = deepcopy(change["value"])
        else:
            del node[last]
    return copy


def as_bytes(content: Mapping[str, Any]) -> bytes:
    """The bytes of a file: ``text`` in an ``encoding``, or ``hex``, with ``repeat`` times ``unit`` and ``tail`` after it; packed."""
    data = (
        bytes.fromhex(content["hex"])
        if "hex" in content
        else content.get("text", "").encode(content.get("encoding", "utf-8"))
    )
    data += content.get("unit", "").encode() * content.get("repeat", 0) + content.get("tail", "").encode()
    if content.get("pack") == "gz":
        return gzip.compress(data, mtime=0)
    if content.get("pack") == "zip":
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in content.get("members", ["a.csv"]):
                archive.writestr(name, data)
        return stream.getvalue()
    return data
