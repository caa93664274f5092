#!/usr/bin/env python3
"""Score pbdata on a public suite that lies at a path, and its peers on the same cases.

    bench/suites.py recognizers-numbers SPECS/Number/Chinese --peers DIR
    bench/suites.py recognizers-units SPECS/NumberWithUnit/Chinese --peers DIR
    bench/suites.py cn2an CN2AN_TEST.PY --peers DIR
    bench/suites.py recognizers-dates SPECS/DateTime/Chinese --peers DIR
    bench/suites.py jionlp-dates TEST_TIME_PARSER.PY --peers DIR
    bench/suites.py persons CORPUS --peers DIR
    bench/suites.py script CEDICT_TS.U8 --peers DIR
    bench/suites.py harm TEXT_OR_CORPUS
    bench/suites.py names PBDATA/.../divisions.csv

The suites are those of microsoft/Recognizers-Text, Ailln/cn2an, dongrixinyu/JioNLP (``test``), the usual corpora of names, and
CC-CEDICT. Nothing of them is part of this repository. DIR is the environment of ``suite_peers.txt``. ``--failures N`` prints the first
cases that pbdata fails, with what was expected and found. How each suite is made comparable stands in ``suite_numbers.py``,
``suite_dates.py``, ``suite_persons.py`` and ``suite_script.py``; what a case passes on, in ``suite_pages.py``.
"""

import argparse
import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import suite_dates
import suite_numbers
import suite_persons
import suite_script
from suite_pages import Case, Found, passes

PEERS = Path(__file__).with_name("suite_peers.py")


class Suite(NamedTuple):
    """A suite of cases: how its file is read, what pbdata finds in a case, when two values agree, and the peers."""

    cases: Callable[[Path], dict[str, list[Case[Any]]]]
    find: Callable[[Case[Any], str], list[Found[Any]]]
    agrees: Callable[[Any, Any], bool]
    peers: tuple[str, ...]
    task: str | None = None


_NUMBERS = (suite_numbers.numbers_in, suite_numbers.same)
_DATES = (suite_dates.dates_in, suite_dates.same_days)
SUITES = {
    "recognizers-numbers": Suite(suite_numbers.recognizers_numbers, *_NUMBERS, ("recognizers",)),
    "recognizers-units": Suite(suite_numbers.recognizers_units, *_NUMBERS, ("recognizers",)),
    "cn2an": Suite(suite_numbers.cn2an_numbers, *_NUMBERS, ("cn2an", "recognizers")),
    "recognizers-dates": Suite(suite_dates.recognizers_dates, *_DATES, ("recognizers", "jionlp"), "dates"),
    "jionlp-dates": Suite(suite_dates.jionlp_dates, *_DATES, ("jionlp", "recognizers"), "dates"),
}
MEASURES = {
    "persons": suite_persons.measure,
    "script": suite_script.measure,
    "harm": suite_script.harm,
    "names": suite_script.names,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suite", choices=[*SUITES, *MEASURES])
    parser.add_argument("path", type=Path)
    parser.add_argument("--peers", type=Path, help="the environment of suite_peers.txt")
    parser.add_argument("--failures", type=int, default=0, help="print so many failing cases")
    options = parser.parse_args()

    def ask(system: str, task: str, rows: Sequence[dict[str, Any]]) -> list[Any] | None:
        return ask_peer(options.peers / "bin" / "python", system, task, rows) if options.peers else None

    if options.suite in MEASURES:
        lines = MEASURES[options.suite](options.path, ask, options.failures)
    else:
        lines = measure(SUITES[options.suite], options.path, ask, options.failures)
    for line in lines:
        print(line, flush=True)


def measure(suite: Suite, path: Path, ask: Callable[..., list[Any] | None], failures: int) -> Iterator[str]:
    """Tell passed/all of pbdata and of the peers for each part of a suite, and the first cases that pbdata fails."""
    for part, cases in suite.cases(path).items():
        ours = [suite.find(case, part) for case in cases]
        failed = [
            (case, found) for case, found in zip(cases, ours, strict=True) if not passes(case, found, suite.agrees)
        ]
        yield score(part, "pbdata", len(cases) - len(failed), len(cases))
        for peer in suite.peers:
            rows = ask(peer, suite.task or part, [{"text": case.text, "day": case.day} for case in cases])
            if rows is not None:
                theirs = [merged(row) for row in rows]
                passed = sum(passes(case, found, suite.agrees) for case, found in zip(cases, theirs, strict=True))
                yield score(part, peer, passed, len(cases))
        for case, found in failed[:failures]:
            yield f"  {case.text} | expected {values(case.expected, case.text)} | found {values(found, case.text)}"


def merged(rows: Sequence[dict[str, Any]]) -> list[Found[Any]]:
    """Return a peer's findings; several readings of the same words, which are lists, become one."""
    found: dict[tuple[int, int], Any] = {}
    for row in rows:
        place, value = (row["start"], row["stop"]), row["value"]
        found[place] = [*found.get(place, []), value] if isinstance(value, list) else value
    return [Found(*place, value) for place, value in found.items()]


def values(found: Sequence[Found[Any]], text: str) -> str:
    """Return findings as one readable line."""
    return "; ".join(f"{text[one.start : one.stop]} = {one.value}" for one in found) or "nothing"


def score(part: str, system: str, passed: int, every: int) -> str:
    """Return a line of a table of passed and all."""
    return f"{part:18} {system:12} {passed:6}/{every:<6} {passed / max(every, 1):.3f}"


def ask_peer(python: Path, system: str, task: str, rows: Sequence[dict[str, Any]]) -> list[Any]:
    """Return what a peer, in its own environment, finds in each row."""
    given = "".join(json.dumps(row) + "\n" for row in rows)
    command = [str(python.absolute()), str(PEERS), system, task]
    run = subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    return [json.loads(line) for line in run.stdout.splitlines()]


if __name__ == "__main__":
    main()
