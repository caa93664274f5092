"""The marks on the five captures: figures against cases/figures_of_captures.yaml, all else against data/annotation/facts."""

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Any

from pbdata.corpus.inspection import as_json
from pbdata.corpus.process import process
from tests import ROOT, cases

Json = dict[str, Any]


@cache
def inspected() -> dict[str, Json]:
    """What ``inspect`` prints of each capture, by article id."""
    rows = (as_json(process(path.read_bytes())) for path in sorted((ROOT / "data" / "raw").glob("*.txt")))
    return {row["article"]["article_id"]: row for row in rows}


def annotated(name: str) -> list[Json]:
    path = ROOT / "data" / "annotation" / "facts" / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def bare(words: str | None) -> str:
    return re.sub(r"[\s“”‘’'\"《》、，,()（）]", "", unicodedata.normalize("NFKC", words or ""))


def alike(one: str | None, other: str | None) -> bool:
    """Whether one holds the other, as the annotation does not fix where a noun begins."""
    a, b = bare(one), bare(other)
    return a == b or bool(a and b and (a in b or b in a))


def test_figures() -> None:
    """Figures are found by value at F1 .97, with unit .98, approximator .97 and counted noun .9."""
    golds = cases("facts/figures_of_captures.yaml")
    count: Counter[str] = Counter()
    for article_id, gold in golds.items():
        left = list(inspected()[article_id]["facts"]["figures"])
        for line, surface, value, unit, approximator, noun, _ in [one for one in gold if not one[-1]]:
            count["asked"] += 1
            hits = (one for one in left if one["line_no"] == line and alike(surface, one["surface"]))
            hit = next((one for one in hits if same_value(value, one["value"])), None)
            if hit is not None:
                left.remove(hit)
                count["found"] += 1
                count["unit"] += bare(unit) == bare(hit["unit"])
                count["approximator"] += approximator == (hit["approximator"] or "")
                count["counted"] += alike(noun, hit["counted"])
        free = [one for one in gold if one[-1]]
        count["extra"] += sum(
            not any(one["line_no"] == f[0] and alike(f[1], one["surface"]) for f in free) for one in left
        )
    precision, recall = count["found"] / (count["found"] + count["extra"]), count["found"] / count["asked"]
    assert 2 * precision * recall / (precision + recall) >= 0.97
    assert count["unit"] >= 0.98 * count["found"]
    assert count["approximator"] >= 0.97 * count["found"]
    assert count["counted"] >= 0.9 * count["found"]


def same_value(gold: float | str, found: float | str) -> bool:
    if isinstance(gold, str) or isinstance(found, str):
        return str(gold) == str(found)
    return abs(gold - found) <= 1e-3 * max(1, abs(gold)) if abs(gold) < 1 else abs(gold - found) <= 1e-6 * abs(gold)


def place(row: Json, surface: str, n: int) -> int:
    """Where the n-th occurrence of words stands in its field."""
    page = inspected()[row["article_id"]]
    text = page["text"] if row["field"] == "text" else page["article"][row["field"]]
    at = -1
    for _ in range(n):
        at = text.index(surface, at + 1)
    return at


def covering(kind: str, row: Json, surface: str, n: int) -> Json | None:
    at = place(row, surface, n)
    facts = inspected()[row["article_id"]]["facts"][kind]
    inside = (
        one for one in facts if one["field"] == row["field"] and one["start"] < at + len(surface) and at < one["stop"]
    )
    return next(inside, None)


def test_what_is_said_of_figures() -> None:
    """Measure, modality, per and period agree with the annotation at .9."""
    rows = annotated("figures")
    pairs = [(row, covering("figures", row, row["surface"], row["n"]) or {}) for row in rows]
    for column in ("measure", "modality", "per", "period_kind", "period_start", "period_stop"):
        right = sum(row[column] == found.get(column) for row, found in pairs)
        assert right >= 0.9 * len(rows), column


def test_relations_of_figures() -> None:
    """The relations are those of the annotation, at F1 .9."""
    expected = set()
    for row in annotated("figure_relations"):
        one = covering("figures", row, row["surface"], row["n"])
        base = covering("figures", row, row["related_surface"], row["related_n"])
        assert one and base, row
        expected.add((one["figure_id"], base["figure_id"], row["relation"]))
    rows = [one for page in inspected().values() for one in page["facts"]["figure_relations"]]
    found = {(one["figure_id"], one["related_id"], one["relation"]) for one in rows}
    assert 2 * len(expected & found) >= 0.9 * (len(expected) + len(found))


def test_dates() -> None:
    """Dates are found at F1 .95, and .95 of their values are right."""
    rows = annotated("dates")
    pairs = [(row, covering("dates", row, row["surface"], row["n"])) for row in rows]
    hits = [(row, found) for row, found in pairs if found is not None]
    total = sum(len(page["facts"]["dates"]) for page in inspected().values())
    assert 2 * len(hits) >= 0.95 * (len(rows) + total)
    assert sum(row["value"] == found["value"] for row, found in hits) >= 0.95 * len(hits)


def test_a_page_without_a_date_proves_its_year() -> None:
    """The capture from 盘县 tells of the campaign of 2012 and of July as past."""
    article = next(page["article"] for page in inspected().values() if page["article"]["published"] is None)
    assert (article["content_earliest"], article["content_latest"]) == ("2012-07-01", "2012-12-31")
