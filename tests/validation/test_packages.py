"""Packages as they are met in the world, and what must be said of them."""

import base64
import gzip
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from pbdata.validation.judge import validate
from pbdata.validation.report.findings import AS_FAR_AS_CHECKED, NOT_VALID, VALID
from pbdata.validation.report.formats import printed

FOLDER = Path(__file__).parents[1] / "cases/validation"
V2 = "https://datapackage.org/profiles/2.0/datapackage.json"
VERDICTS = {"valid": VALID, "invalid": NOT_VALID, "not-checked": AS_FAR_AS_CHECKED}


def cases(*kinds: str) -> list[Any]:
    """The cases of some kinds, those that were met and those of our own."""
    met = json.loads((FOLDER / "world.json").read_text("utf-8"))["cases"]
    own = yaml.safe_load((FOLDER / "packages.yaml").read_text("utf-8"))
    more = map(with_table, yaml.safe_load((FOLDER / "more_packages.yaml").read_text("utf-8")))
    return [pytest.param(one, id=one["id"]) for one in (*met, *own, *more) if one["kind"] in kinds]


def with_table(case: dict[str, Any]) -> dict[str, Any]:
    """A short case of more_packages.yaml with the descriptor and the file that it stands for."""
    if "bare" in case:
        return {**case, "files": {"a.csv": "a\n", **case["files"]}}
    schema = {"fields": case.get("fields", [{"name": "a"}]), **case.get("schema", {})}
    dialect = {"dialect": case["dialect"]} if "dialect" in case else {}
    resource = {"name": "r", "path": "a.csv", "schema": schema, **dialect, **case.get("resource", {})}
    version = {"$schema": V2} if "v2" in case else {}
    descriptor = {**version, **case.get("package", {}), "resources": [resource, *case.get("also", [])]}
    return {**case, "descriptor": descriptor, "files": {"a.csv": case.get("text", "a\n1\n"), **case.get("files", {})}}


def as_bytes(content: Any) -> bytes:
    """The bytes of a file: text, or a mapping that says how they are made."""
    if isinstance(content, str):
        return content.encode()
    if "base64" in content:
        return base64.b64decode(content["base64"])
    if "parts" in content:
        return b"".join(as_bytes(part) * times for part, times in content["parts"])
    if "gzip" in content:
        return gzip.compress(as_bytes(content["gzip"]), mtime=0)
    if "zip" in content:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, inner in content["zip"].items():
                archive.writestr(name, as_bytes(inner))
        return stream.getvalue()
    return bytes(content["text"].encode(content["encoding"]))


def write(folder: Path, case: dict[str, Any]) -> Path:
    """Write the package of a case; return what is validated."""
    if "descriptor" in case:
        (folder / "datapackage.json").write_text(json.dumps(case["descriptor"]), "utf-8")
    for name, content in case.get("files", {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(as_bytes(content))
    return folder / case.get("target", "datapackage.json")


@pytest.mark.parametrize("case", cases("legal", "unchecked", "fault", "report", "message"))
def test_a_package_gets_its_verdict(tmp_path: Path, case: dict[str, Any]) -> None:
    """What the standard allows is never called wrong, what it forbids always, and what was not looked at is told."""
    place = write(tmp_path, case)
    report = validate(place)
    expected = case["expected"] if isinstance(case["expected"], list) else [case["expected"]]
    said = "\n".join(printed(report, case["args"][-1] if "args" in case else "json", place))
    assert report.verdict in [VERDICTS[one] for one in expected], said
    errors = [json.dumps(one.as_dict(), ensure_ascii=False) for one in report.errors]
    if "error" in case:
        assert any(re.search(case["error"], one) for one in errors), said
    if "no_error" in case:
        assert not any(re.search(case["no_error"], one) for one in errors), said
    assert re.search(case.get("says", ""), said), said
    assert not re.search(case.get("says_not", r"\A\Z"), said), said
