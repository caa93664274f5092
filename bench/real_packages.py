#!/usr/bin/env python3
"""Hold the verdicts on packages of public repositories against the list of them, so that none changes unseen.

    bench/real_packages.py FOLDER
    bench/real_packages.py FOLDER --only owner/name --full
    bench/real_packages.py FOLDER --write
    bench/real_packages.py FOLDER --sarif sarif-schema-2.1.0.json

FOLDER holds clones of the repositories that real_packages.yaml lists, as FOLDER/owner/name or FOLDER/owner+name, with a
working tree or without. Each package is written to a temporary folder as its commit has it, and judged there. Printed is what
differs from the list: a verdict, or the rules that are broken. A repository that is not there is named and passed over. Exits with
1 where something differs.

A clone may lack large files. Where a package only lacks such a file, that is no fault of it: it counts as not checked. `--full`
prints each report. `--sarif` holds each report as SARIF against the JSON Schema that OASIS publishes. `--write` writes what was found into the list, where the reason must then be corrected by hand.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import yaml
from jsonschema.validators import validator_for

from pbdata.validation.judge import validate
from pbdata.validation.report.findings import AS_FAR_AS_CHECKED, NOT_VALID, Report
from pbdata.validation.report.formats import as_sarif
from pbdata.validation.report.quiet import quiet

LIST = Path(__file__).with_suffix(".yaml")
_HEAD = LIST.read_text("utf-8").partition("\n- ")[0] if LIST.exists() else ""


class Judged(NamedTuple):
    """The verdict on a package, and the rules that it breaks."""

    verdict: str
    rules: list[str]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="repositories whose name holds this")
    parser.add_argument("--full", action="store_true", help="print each report")
    parser.add_argument("--sarif", type=Path, help="the JSON Schema of SARIF 2.1.0")
    parser.add_argument("--write", action="store_true", help="write what was found into the list")
    options = parser.parse_args()
    listed = yaml.safe_load(LIST.read_text("utf-8"))
    judged = differing = 0
    for one in listed:
        if options.only not in one["repository"]:
            continue
        place = git_dir(options.folder, one["repository"])
        if place is None:
            print(f"{one['repository']}: not there, and passed over")
            continue
        for package in one["packages"]:
            report, lacking = judge(place, one["commit"], package["path"])
            if options.full:
                print("\n".join(report.lines()))
            if options.sarif:
                differing += breaks_sarif(report, options.sarif)
            found = verdict_without(report, lacking)
            judged += 1
            known = Judged(package["verdict"], package.get("rules", []))
            if found != known:
                differing += 1
                print(f"{one['repository']} {package['path']}: {_shown(found)}; the list says {_shown(known)}")
                package |= {"verdict": found.verdict} | ({"rules": found.rules} if found.rules else {})
    if options.write:
        LIST.write_text(_HEAD + "\n" + dumped(listed), "utf-8")
    print(f"{judged} packages judged, {differing} otherwise than the list says")
    return 1 if differing else 0


def git_dir(folder: Path, repository: str) -> Path | None:
    """Where the history of a repository lies below a folder."""
    for name in (repository, repository.replace("/", "+")):
        for inner in (".", ".git", "repo", "repo/.git"):
            place = folder / name / inner
            if (place / "HEAD").is_file() and (place / "objects").is_dir():
                return place
    return None


def judge(place: Path, commit: str, descriptor: str) -> tuple[Report, set[str]]:
    """Judge a package as a commit has it; say which of its files the clone lacks."""
    with tempfile.TemporaryDirectory() as name:
        lacking = export(place, commit, PurePosixPath(descriptor).parent, Path(name))
        with quiet():
            return validate(Path(name) / PurePosixPath(descriptor).name), lacking


def breaks_sarif(report: Report, schema: Path) -> bool:
    """Whether a report is no SARIF log; printed is how."""
    wanted = json.loads(schema.read_text("utf-8"))
    log = json.loads(json.dumps(as_sarif(report, "a folder")))
    fault = next(validator_for(wanted)(wanted).iter_errors(log), None)
    if fault:
        print(f"the log breaks the schema of SARIF at {fault.json_path}: {fault.message[:200]}")
    return fault is not None


def verdict_without(report: Report, lacking: set[str]) -> Judged:
    """The verdict where files that a clone lacks count as not checked."""
    rules = {one.rule for one in report.errors if not (one.rule == "path" and _is_of(one.message, lacking))}
    if rules:
        return Judged(NOT_VALID, sorted(rules))
    return Judged(AS_FAR_AS_CHECKED if report.errors else report.verdict, [])


def export(place: Path, commit: str, folder: PurePosixPath, target: Path) -> set[str]:
    """Write the files below a folder of a commit; return the paths of those that the clone lacks."""
    lacking = set()
    for path, content in blobs(place, commit, folder):
        if content is None:
            lacking.add(path)
            continue
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)
    return lacking


def blobs(place: Path, commit: str, folder: PurePosixPath) -> Iterator[tuple[str, bytes | None]]:
    """The plain files below a folder of a commit and what they hold, ``None`` where the clone lacks that."""
    git = ["git", "--git-dir", str(place)]
    tree = commit if folder == PurePosixPath(".") else f"{commit}:{folder}"
    names = subprocess.run([*git, "ls-tree", "-r", "-z", tree], check=True, capture_output=True).stdout
    with subprocess.Popen([*git, "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin and process.stdout
        for entry in names.decode("utf-8", "surrogateescape").split("\0")[:-1]:
            about, path = entry.split("\t", 1)
            mode, _, blob = about.split()
            if mode not in ("100644", "100755"):
                continue
            process.stdin.write(f"{blob}\n".encode())
            process.stdin.flush()
            _, kind, *size = process.stdout.readline().split()
            yield path, None if kind == b"missing" else process.stdout.read(int(size[0]) + 1)[:-1]
        process.stdin.close()


def dumped(listed: list[dict[str, Any]]) -> str:
    return yaml.safe_dump(listed, sort_keys=False, allow_unicode=True, width=110)


def _is_of(message: str, lacking: set[str]) -> bool:
    return any(f"`{path}`" in message or f"{path}:" in message for path in lacking)


def _shown(one: Judged) -> str:
    return f"{one.verdict} ({', '.join(one.rules)})" if one.rules else one.verdict


if __name__ == "__main__":
    sys.exit(main())
