"""Reading data/annotation/facts. Cases of faults: cases/annotation_faults.yaml."""

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

from pbdata.errors import ManifestError
from pbdata.package.annotation import ANNOTATION, Annotation, kinds, read_annotation
from pbdata.package.schemas import field_names, load_schemas
from tests import ROOT, cases

FAULTS = cases("package/annotation_faults.yaml")
ARTICLE = "a0000000000000001"
FAMILY = {"name": "dates", "guideline": "g.md", "version": "0123456789ab", "complete": ["dates"], "found": []}
READINGS = {"articles": [ARTICLE], "developed_on": True, "families": [FAMILY]}
LINE = {"article_id": ARTICLE, "field": "text", "surface": "今年", "n": 1, "value": "2014", "granularity": "year"}


def write(folder: Path, readings: Any = READINGS, synonyms: Any = None, **files: str) -> Path:
    """An annotation of dates; each keyword is a file of lines, ``_`` in its name for a point."""
    for name, data in (("readings.yaml", readings), ("synonyms.yaml", synonyms)):
        if data is not None:
            (folder / name).write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    for name, text in {"dates": json.dumps(LINE), **files}.items():
        (folder / f"{name.replace('_', '.')}.jsonl").write_text(text, "utf-8")
    return folder


def test_a_corpus_without_annotation_has_an_empty_one(tmp_path: Path) -> None:
    """Nobody has to annotate."""
    assert read_annotation(tmp_path / "none") == Annotation()


def test_readings_are_read_with_their_guideline(tmp_path: Path) -> None:
    """Lines keep their columns and their place; without a second file there is no second reading."""
    annotation = read_annotation(write(tmp_path))
    (family,) = annotation.families
    assert (annotation.articles, annotation.developed_on) == ((ARTICLE,), True)
    assert (family.guideline, family.version, family.complete, family.second) == (
        "g.md",
        "0123456789ab",
        ("dates",),
        None,
    )
    assert [(line.place, line.kind, dict(line.given)) for line in family.first] == [
        (f"{tmp_path}/dates.jsonl:1", "dates", LINE)
    ]


def test_a_second_reading_is_read_beside_the_first(tmp_path: Path) -> None:
    """FAMILY.second.jsonl is the second; an empty one is a reading that found nothing."""
    (family,) = read_annotation(write(tmp_path, dates_second="")).families
    assert (len(family.first), family.second) == (1, ())


def test_a_synonym_becomes_the_code_in_its_column_only(tmp_path: Path) -> None:
    """The word of a reader is replaced in the column that the synonym names."""
    synonym = {"kind": "dates", "column": "granularity", "word": "jahr", "code": "year", "reason": "German"}
    line = LINE | {"granularity": "jahr", "value": "jahr"}
    folder = write(tmp_path, synonyms={"synonyms": [synonym]}, dates_second=json.dumps(line))
    (family,) = read_annotation(folder).families
    assert family.second is not None
    assert (family.second[0].given["granularity"], family.second[0].given["value"]) == ("year", "jahr")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: str(fault["label"]))
def test_a_fault_is_named_with_its_place(fault: dict[str, Any], tmp_path: Path) -> None:
    """Whatever is wrong with a file is said with its line."""
    given = {key: fault[key] for key in ("readings", "synonyms") if key in fault}
    folder = write(tmp_path, **given, dates=fault.get("line", json.dumps(LINE)))
    with pytest.raises(ManifestError, match=re.escape(fault["message"].format(folder=folder))):
        read_annotation(folder)


def test_what_is_annotated_are_columns_of_tables() -> None:
    """Each kind of line leads to a table, and each column that is compared to a column of it."""
    schemas = load_schemas()
    for kind in kinds().values():
        assert kind.resource in schemas
        for table, column in kind.compared.values():
            assert column in field_names(schemas[table])


def test_the_annotation_of_the_dataset_was_read_twice() -> None:
    """Each family of facts has two readings of articles of the dataset."""
    annotation = read_annotation(ROOT / ANNOTATION)
    assert {family.name for family in annotation.families} == {kind.family for kind in kinds().values()}
    captures = {f"a{sha256(path.read_bytes()).hexdigest()[:16]}" for path in (ROOT / "data" / "raw").glob("*.txt")}
    assert set(annotation.articles) <= captures
    for family in annotation.families:
        assert family.first and family.second, family.name
        assert (ROOT / family.guideline).is_file()


def test_synonyms_have_their_reasons_and_are_used() -> None:
    """No synonym of the dataset stands for a word that no reader wrote."""
    given = yaml.safe_load((ROOT / ANNOTATION / "synonyms.yaml").read_text("utf-8"))["synonyms"]
    text = "".join(path.read_text("utf-8") for path in (ROOT / ANNOTATION).glob("*.jsonl"))
    assert [one["word"] for one in given if f'"{one["column"]}": "{one["word"]}"' not in text] == []
