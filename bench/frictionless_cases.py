#!/usr/bin/env python3
"""Hold our verdicts against those that the tests of frictionless ask for.

    bench/frictionless_cases.py CLONE
    bench/frictionless_cases.py CLONE --all

CLONE is a working tree of github.com/frictionlessdata/frictionless-py. Two kinds of its tests are used: the lists of cells in
frictionless/fields/__spec__, each with a type, a format and what it is read as; and every call of `validate` on a resource or a
package that its tests make, which are run, with the verdict that frictionless gives. Calls with checks of their own, and sources that
cannot be written as JSON, are left out. Printed is each disagreement that frictionless_cases.yaml does not explain by a clause of the
standard, and each explanation that is not needed; exits with 1 where there is one. `--all` prints those that are explained too.
"""

import argparse
import contextlib
import importlib.util
import io
import json
import os
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from pbdata.validation.judge import validate_descriptor
from pbdata.validation.report.findings import NOT_VALID
from pbdata.validation.report.quiet import quiet

DATA = Path(__file__).with_suffix(".yaml")
# Tests of checks of frictionless' own, of services, and of its command.
_ELSEWHERE = frozenset({"checks", "portals", "schemes", "console", "server", "steps"})
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


class Case(NamedTuple):
    """What a test judges, and whether frictionless takes it for valid."""

    name: str
    descriptor: dict[str, Any]
    root: Path
    theirs: bool


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clone", type=Path)
    parser.add_argument("--all", action="store_true", help="print what is explained too")
    options = parser.parse_args()
    explained = yaml.safe_load(DATA.read_text("utf-8"))
    os.chdir(options.clone)
    used: set[int] = set()
    left = 0
    for kind, cases in (("cells", list(cells(Path()))), ("calls of validate", calls())):
        agreeing = 0
        for case in cases:
            with quiet():
                report = validate_descriptor(case.descriptor, case.root)
            ours = report.verdict != NOT_VALID
            if ours == case.theirs:
                agreeing += 1
                continue
            number = next((k for k, one in enumerate(explained) if fnmatchcase(case.name, one["case"])), None)
            used |= {number} if number is not None else set()
            left += number is None
            if number is None or options.all:
                why = (
                    explained[number]["clause"]
                    if number is not None
                    else "; ".join(e.message for e in report.errors[:2])
                )
                print(f"{case.name}: we say {report.verdict}, they {'valid' if case.theirs else 'invalid'}: {why}")
        print(f"{kind}: {len(cases)}, {agreeing} judged alike")
    for k, one in enumerate(explained):
        if k not in used:
            left += 1
            print(f"{one['case']}: no longer a disagreement")
    return 1 if left else 0


def cells(clone: Path) -> Iterator[Case]:
    """The cells of the tests of fields: text, numbers and truth values, each a table of one row."""
    for place in sorted((clone / "frictionless/fields/__spec__").glob("test_*.py")):
        of_type = place.stem.removeprefix("test_")
        for function in vars(_module(place)).values():
            for mark in getattr(function, "pytestmark", ()):
                names = [one.strip() for one in mark.args[0].split(",")] if mark.name == "parametrize" else []
                if {"source", "target"} <= set(names):
                    for values in mark.args[1]:
                        yield from _cell(of_type, dict(zip(names, values, strict=True)))


def _cell(of_type: str, given: dict[str, Any]) -> Iterator[Case]:
    source, form = given["source"], given.get("format", "default")
    if source == "" or not isinstance(source, str | int | float | list | dict | tuple):
        return
    field = {"name": "a", "type": of_type, "format": form, **given.get("options", {})}
    data = [["a", "b"], [list(source) if isinstance(source, tuple) else source, 1]]
    resource = {"name": "r", "data": data, "schema": {"fields": [field, {"name": "b"}]}}
    name = f"{of_type} {form} {json.dumps(source, ensure_ascii=False)} {given.get('options') or ''}".strip()
    try:
        json.dumps(field)
    except TypeError:
        return
    yield Case(name, {"$schema": PROFILE, "resources": [resource]}, Path(), given["target"] is not None)


def _module(place: Path) -> Any:
    spec = importlib.util.spec_from_file_location(f"cells_{place.stem}", place)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def calls() -> list[Case]:
    """Run the tests that call `validate`, and note each call on the way."""
    import pytest

    files = [
        str(one)
        for one in sorted(Path("frictionless").rglob("test_*.py"))
        if "validate(" in one.read_text("utf-8") and not set(one.parts) & _ELSEWHERE
    ]
    recorder = Recorder()
    arguments = [
        "-q",
        "-p",
        "no:cacheprovider",
        "-c",
        os.devnull,
        "--rootdir",
        ".",
        "--noconftest",
        "--import-mode=importlib",
    ]
    with contextlib.redirect_stdout(io.StringIO()):
        pytest.main([*arguments, "--continue-on-collection-errors", *files], plugins=[recorder])
    return recorder.cases


class Recorder:
    """A plugin of pytest that notes what frictionless is asked to validate, and its answer."""

    def __init__(self) -> None:
        self.cases: list[Case] = []
        self._test, self._within = "", False
        import frictionless

        for owner in (frictionless.Package, frictionless.Resource, *_subclasses(frictionless.Resource)):
            if "validate" in vars(owner):
                self._wrap(owner)

    def pytest_runtest_setup(self, item: Any) -> None:
        self._test = item.nodeid.rpartition("/")[2]

    def _wrap(self, owner: Any) -> None:
        original = owner.validate

        def validate(this: Any, checklist: Any = None, **options: Any) -> Any:
            outermost, self._within = not self._within, True
            described = self._describe(this) if outermost and not checklist and not options else None
            try:
                report = original(this, checklist, **options)
            finally:
                self._within = not outermost
            if described:
                descriptor, root = described
                self.cases.append(Case(f"{self._test} {len(self.cases)}", descriptor, root, report.valid))
            return report

        owner.validate = validate

    def _describe(self, this: Any) -> tuple[dict[str, Any], Path] | None:
        try:
            descriptor = json.loads(json.dumps(this.to_descriptor()))
        except Exception:  # what cannot be written down is left out
            return None
        root = Path(this.basepath or ".")
        if "resources" not in descriptor:
            descriptor = {"resources": [{**descriptor, "name": descriptor.get("name") or "r"}]}
        return descriptor, root


def _subclasses(owner: Any) -> Iterator[Any]:
    for one in owner.__subclasses__():
        yield one
        yield from _subclasses(one)


if __name__ == "__main__":
    sys.exit(main())
