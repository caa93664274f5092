"""Decisions as test cases of the toolkit: what a page gave wrongly, and what it is to give (tests/cases/world/README.md)."""

import base64
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pbdata.captures.store.takedown import CORRECTIONS
from pbdata.corrections.opening import OpenCapture, open_capture
from pbdata.corrections.reading import correction_files
from pbdata.model.capture import Processed
from pbdata.model.correction import REJECT, FactCorrection, FieldCorrection

Case = dict[str, Any]

_FAMILIES = {
    "figures": "figures", "dates": "dates", "persons": "persons", "place_mentions": "places", "organisations": "organisations",
    "programme_mentions": "programmes", "quotations": "quotations", "pairings": "pairings",
}  # fmt: skip
"""What the facts of a table are called in a case; of the other tables a case says nothing."""
_CALLED = {"persons": "name", "programmes": "name", "quotations": "text"}
"""By what a case tells things of a family, but for their words."""
_NONE = {family: f"no_{family.removesuffix('s')}" for family in _FAMILIES.values()}
_FIELDS = frozenset({"title", "subtitle", "source", "site_name", "published", "editor"})


def cases_of(root: Path) -> list[Case]:
    """Return a case for each corrected capture of a corpus, in the order of their ids.

    What the rules have learnt meanwhile is among them: it is to stay so. A decision that does not fit gives no expectation, and neither
    does one that a case cannot tell, such as one on a part of a line; captures without any expectation give no case, and neither do
    those of which something is withheld, since a case holds the whole page.
    """
    captures = (open_capture(root, path.stem) for path in correction_files(root / CORRECTIONS))
    return [case for one in captures if not one.withheld and (case := case_of(one))["expect"]]


def export(root: Path, target: Path) -> int:
    """Write the cases of a corpus to a JSON file, and return how many they are."""
    cases = cases_of(root)
    target.write_text(json.dumps(cases, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(cases)


def case_of(capture: OpenCapture) -> Case:
    """The page of a capture with what its decisions expect of it."""
    made = capture.processed(capture.corrections)
    unfit = {one.number for one in made.unfit}
    expect: dict[str, Any] = {}
    for name, value in _expected(capture, made, unfit):
        if isinstance(value, (list, dict)) and name in expect:
            expect[name] = {**expect[name], **value} if isinstance(value, dict) else [*expect[name], *value]
        else:
            expect[name] = value
    reasons = dict.fromkeys(row.reason for row in made.corrected)
    return {
        "id": capture.capture_id,
        "kind": "corrected by a curator",
        **_input(capture.captured.data),
        "media_type": (made.media_type or "text/plain").partition(";")[0],
        "expect": expect,
        "note": "; ".join(reasons),
    }


def _input(data: bytes) -> dict[str, str]:
    try:
        return {"input": data.decode("utf-8")}
    except UnicodeDecodeError:
        return {"input_base64": base64.b64encode(data).decode("ascii")}


def _expected(capture: OpenCapture, made: Processed, unfit: set[int]) -> Iterator[tuple[str, Any]]:
    """What the decisions that fit expect, one by one; those on one key are put together."""
    page = made.page_text or ""
    if any(row.resource == "captures" for row in made.corrected):
        yield "status", made.status
    labels = {row.line_no: row.after for row in made.corrected if row.resource == "lines" and row.after}
    told = {page[line.start : line.stop].strip(): labels.get(line.line_no) for line in made.lines}
    yield from (("labels", {words: label}) for words, label in told.items() if label)
    if made.article and any(row.resource in ("paragraphs", "edits") for row in made.corrected):
        yield "paragraphs", made.article.text.split("\n")
    if made.article and any(row.resource == "contributors" for row in made.corrected):
        yield "contributors", [maker.name for maker in made.article.contributors]
    facts: dict[str, list[FactCorrection]] = defaultdict(list)
    for number, one in enumerate(capture.corrections):
        if number in unfit:
            continue
        if isinstance(one, FieldCorrection) and one.field in _FIELDS:
            yield one.field, one.value
        elif isinstance(one, FactCorrection) and one.table in _FAMILIES:
            facts[_FAMILIES[one.table]].append(one)
    for family, decided in facts.items():
        yield from _of_facts(family, decided)


def _of_facts(family: str, decided: list[FactCorrection]) -> Iterator[tuple[str, Any]]:
    called = _CALLED.get(family, "surface")
    for one in decided:
        surface = dict(one.expect).get("surface")
        if one.decision == REJECT:
            yield _NONE[family], [surface]
        else:
            yield family, [{called: surface, **_own(one.change)}]


def _own(cells: tuple[tuple[str, Any], ...]) -> Mapping[str, Any]:
    """The cells that a case can tell: ids of rows say nothing outside of their package."""
    return {name: value for name, value in cells if not name.endswith("_id") and name not in ("field", "start", "stop")}
