#!/usr/bin/env python3
"""Hold `pbdata validate` against the official profiles of the Data Package standard, by mutation.

    bench/profiles.py FOLDER
    bench/profiles.py FOLDER --all

FOLDER holds the profiles as the standard publishes them, FOLDER/1.0/datapackage.json and FOLDER/2.0/datapackage.json
(github.com/frictionlessdata/datapackage, in the public domain, has them under public/profiles). Valid descriptors of each version,
from profiles.yaml, which together have every property, are changed in one place at a time: a property left out, or with another value. What the profile
refuses must be refused, and what it allows must not be. Printed is each disagreement that profiles.yaml does not explain by a
clause of the standard, and each explanation that no longer holds; exits with 1 where there is one. `--all` prints those that are
explained too, with their number.
"""

import argparse
import copy
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from jsonschema import Draft7Validator, FormatChecker

from pbdata.validation.judge import validate_descriptor
from pbdata.validation.report.quiet import quiet

DATA = Path(__file__).with_suffix(".yaml")
# What a profile can say something about; the rest is about files and cells.
RULES = frozenset({"metadata", "license", "property", "resources", "schema", "dialect", "descriptor", "path"})
_LEFT_OUT = object()


class Mutant(NamedTuple):
    """A descriptor that was changed: where, to what (``-``: left out), and all of it."""

    place: str
    value: str
    descriptor: dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="print what is explained too")
    options = parser.parse_args()
    known = yaml.safe_load(DATA.read_text("utf-8"))
    explained = known["disagreements"]
    used: Counter[int] = Counter()
    left = 0
    for version, bases in known["descriptors"].items():
        profile = json.loads((options.folder / version / "datapackage.json").read_text("utf-8"))
        n, found = disagreements(profile, bases, known["values"])
        unexplained: dict[tuple[str, str], list[str]] = defaultdict(list)
        for place, value, kind in found:
            number = next((k for k, one in enumerate(explained) if explains(one, version, place, value, kind)), None)
            if number is None:
                unexplained[place, kind].append(value)
            else:
                used[number] += 1
        for (place, kind), values in unexplained.items():
            print(f"{version} {place}: {kind}: {', '.join(values)}")
        left += len(unexplained)
        print(f"version {version}: {n} mutants, {len(found)} disagreements")
    for k, one in enumerate(explained):
        left += not used[k]
        if options.all or not used[k]:
            print(f"{one['at']}: {one['ours']} {used[k]} times: {one['clause']}")
    return 1 if left else 0


def disagreements(
    profile: Any, bases: list[dict[str, Any]], values: list[Any]
) -> tuple[int, list[tuple[str, str, str]]]:
    """How many mutants there are, and where the profile and we disagree: place, value, and what we say."""
    validator = Draft7Validator(profile, format_checker=FormatChecker())
    found = []
    n = 0
    with tempfile.TemporaryDirectory() as name, quiet():
        root = Path(name)
        for base in bases:
            assert validator.is_valid(base) and not refused(base, root), base
        for one in (mutant for base in bases for mutant in mutants(base, values)):
            n += 1
            ours = refused(one.descriptor, root)
            if bool(ours) == validator.is_valid(one.descriptor):
                found.append((one.place, one.value, "refused" if ours else "allowed"))
    return n, found


def refused(descriptor: dict[str, Any], root: Path) -> list[str]:
    """What we find wrong with a descriptor; what is wrong with its files does not count."""
    report = validate_descriptor(descriptor, root)
    return [one.message for one in report.errors if one.rule in RULES and "is missing" not in one.message]


def mutants(base: dict[str, Any], values: list[Any]) -> Iterator[Mutant]:
    """The descriptor changed in one place, in every way."""
    for place in places(base):
        owner, original = at(base, place[:-1]), at(base, place)
        others = [*values, _LEFT_OUT]
        if isinstance(original, list) and original:
            others.append([*original, original[0]])
        for value in others:
            if value == original and type(value) is type(original):
                continue
            changed = copy.deepcopy(base)
            owner = at(changed, place[:-1])
            if value is _LEFT_OUT:
                del owner[place[-1]]
            else:
                owner[place[-1]] = copy.deepcopy(value)
            shown = "-" if value is _LEFT_OUT else "twice" if value is others[-1] else json.dumps(value)
            yield Mutant(".".join(map(str, place)), shown, changed)


def places(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place below a value."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*place, key)
        yield from places(part, (*place, key))


def at(value: Any, place: tuple[str | int, ...]) -> Any:
    for key in place:
        value = value[key]
    return value


def explains(one: dict[str, Any], version: str, place: str, value: str, kind: str) -> bool:
    """Whether an entry of the list is about a disagreement; its place may hold `*`."""
    if kind != one["ours"] or one.get("version", version) != version or not fnmatchcase(place, one["at"]):
        return False
    values = [each if each in ("-", "twice") else json.dumps(each) for each in one.get("values", [])]
    return not values or value in values


if __name__ == "__main__":
    sys.exit(main())
