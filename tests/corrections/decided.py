"""A small page with decisions on it, which are written in the form that curators fill in."""

from pathlib import Path
from typing import Any

import yaml

from pbdata.corpus.process import process_capture
from pbdata.corrections.reading import corrections_of
from pbdata.forms.reading import Written
from pbdata.model.capture import Capture, Processed
from pbdata.model.correction import Correction
from tests import cases

TOLD = {"reason": "made up", "day": "2026-01-31"}
ID = "c0123456789abcdef"


def decisions(given: dict[str, list[dict[str, Any]]]) -> tuple[Correction, ...]:
    """The decisions of a file with these sections; why and when they were made need not be said."""
    rows = {section: [{**one, **TOLD} for one in listed] for section, listed in given.items()}
    text = yaml.safe_dump({"capture_id": ID, **rows}, allow_unicode=True)
    return corrections_of(Written(Path(f"{ID}.yaml"), text))


def decided(page: str, given: dict[str, list[dict[str, Any]]]) -> Processed:
    """What a page gives with decisions."""
    return process_capture(Capture(page.encode(), "page.txt", "text/plain"), corrections=decisions(given))


def cases_of(section: str) -> list[dict[str, Any]]:
    """The cases of one section of the form."""
    given = cases("corrections/applied.yaml")
    return [{"page": given["pages"][one.get("of", "page")], **one} for one in given[section]]


def failures(case: dict[str, Any]) -> list[str]:
    """What a case expects and does not get, in sentences."""
    made = decided(case["page"], case["decide"])
    article, expect = made.article, case["expect"]
    got: dict[str, Any] = {
        "status": made.status,
        "reason": made.reason,
        "unfit": [one.said for one in made.unfit],
        "decisions": [f"{row.decision}{' learnt' if row.learnt else ''}" for row in made.corrected],
        "before": [row.before for row in made.corrected],
        "after": [row.after for row in made.corrected],
        "labels": {line.line_no: line.label for line in made.lines if line.line_no in expect.get("labels", ())},
        "edits": [edit.rule for edit in made.edits if "correction" in edit.rule],
        "spans": [(made.page_text or "")[span.start : span.stop] for span in made.spans if span.rule == "correction"],
        "parts": [span.label for span in made.spans if span.label],
    }
    if article is not None:
        got |= {name: getattr(article, name) for name in expect if hasattr(article, name)}
        got["paragraphs"] = article.text.split("\n")
        got["kinds"] = [one.kind for one in article.paragraphs]
        got["contributors"] = [[maker.name, maker.role] for maker in article.contributors]
    for table, rows in expect.get("facts", {}).items():
        standing = [one._asdict() for one in getattr(made.facts, table)]
        got.setdefault("facts", {})[table] = [
            {name: one[name] for name in (rows[0] if rows else ())} for one in standing
        ]
    return [f"{name}: {got.get(name)!r}, not {wanted!r}" for name, wanted in expect.items() if got.get(name) != wanted]
