"""A small valid package, made from records that are written by hand in ``cases/sample.yaml``."""

import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any, get_args, get_type_hints

import polars as pl

from pbdata.captures.store.manifest import Collection, Manifest, Sighting
from pbdata.facts.places.gazetteer import load_gazetteer
from pbdata.facts.places.spots import row_of
from pbdata.model.article import Article, Contributor, Paragraph
from pbdata.model.capture import Processed
from pbdata.model.correction import Corrected
from pbdata.model.facts import Facts, Place
from pbdata.model.page import KEPT_LABELS, Edit, Line, Loss, Span
from pbdata.package.annotation import Annotation, Coding, Family
from pbdata.package.columns import with_numbers
from pbdata.package.descriptor import as_json, as_yaml
from pbdata.package.schemas import RESOURCES, load_schemas
from pbdata.package.tables import pages, tables
from pbdata.package.writer import write_package
from tests import cases

PAGE_TABLES = RESOURCES[: RESOURCES.index("contributors") + 1]
"""The tables of captures, pages and articles, without those of facts."""

_NOT_PRINTED = (
    "subtitle",
    "subtitle_printed",
    "site_name",
    "site_domain",
    "icp_number",
    "news_licence",
    "police_number",
)


@dataclass(frozen=True)
class Sample:
    """What a package is made of, and the bytes of its captures by path."""

    dataset: Mapping[str, Any]
    manifest: Manifest
    processed: tuple[Processed, ...]
    files: Mapping[str, bytes]
    annotation: Annotation

    def tables(self) -> dict[str, pl.DataFrame]:
        """Its tables."""
        return tables(self.manifest, self.processed, annotation=self.annotation)

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """The rows of its tables."""
        return rows_of(self.tables())


def rows_of(made: Mapping[str, pl.DataFrame]) -> dict[str, list[dict[str, Any]]]:
    """The rows of tables, numbers as such."""
    schemas = load_schemas()
    return {name: with_numbers(frame, schemas[name]).rows(named=True) for name, frame in made.items()}


def sample() -> Sample:
    given = cases("package/sample.yaml")
    processed, sightings, files = [], [], {}
    for capture in given["captures"]:
        page = "".join(words for _, words in capture["lines"])
        data = page.encode(capture["encoding"])
        processed.append(_processed(capture, page, data))
        for path in capture["paths"]:
            files[path] = data
            sightings.append(Sighting(path, sha256(data).hexdigest(), "text/plain", "hand", rights_holder="pbdata"))
    collections = tuple(Collection(**one) for one in given["collections"])
    manifest = Manifest(collections, tuple(sightings))
    articles = [one.article.article_id for one in processed if one.article]
    return Sample(given["dataset"], manifest, tuple(processed), files, _annotation(given["annotation"], articles[0]))


def write_sample(root: Path, parquet: bool = False) -> Path:
    """Write the sample with its captures below ``root``."""
    made = sample()
    for path, data in made.files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    write_package(root, made.dataset, made.tables(), pages(made.processed), parquet)
    return root


def in_parts(root: Path, part_bytes: int = 400) -> Path:
    """Write the sample below ``root`` with its tables in parts, and as Parquet."""
    copy_sample(root)
    rmtree(root / "data/tables")
    made = sample()
    dataset = {**made.dataset, "part_bytes": part_bytes}
    write_package(root, dataset, made.tables(), pages(made.processed), parquet=True)
    return root


def copy_sample(root: Path, parquet: bool = False, only: Iterable[str] = RESOURCES) -> Path:
    """Put what ``write_sample`` writes below ``root``, written once for all tests; of its tables only those named."""
    for path, data in _written(parquet, frozenset(only)).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


@cache
def _written(parquet: bool, only: frozenset[str]) -> Mapping[str, bytes]:
    """The files of the sample by path."""
    if only != frozenset(RESOURCES):
        files = dict(_written(parquet, frozenset(RESOURCES)))
        for folder in ("", "data/parquet/") if parquet else ("",):
            _leave_out(files, folder, only)
        return files
    with TemporaryDirectory() as name:
        root = write_sample(Path(name), parquet)
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _leave_out(files: dict[str, bytes], folder: str, only: frozenset[str]) -> None:
    """Take the other tables out of the package in a folder, and the foreign keys that lead to them."""
    descriptor = json.loads(files[f"{folder}datapackage.json"])
    for resource in descriptor["resources"]:
        if resource["name"] not in only:
            del files[folder + resource["path"]]
    descriptor["resources"] = [one for one in descriptor["resources"] if one["name"] in only]
    for resource in descriptor["resources"]:
        without_links(resource["schema"], only)
    files[f"{folder}datapackage.yaml"] = as_yaml(descriptor)
    files[f"{folder}datapackage.json"] = as_json(descriptor)


def without_links(schema: dict[str, Any], tables: Container[str]) -> None:
    """Take the foreign keys out of a schema that lead to another table than these."""
    left = [one for one in schema.pop("foreignKeys", []) if one["reference"]["resource"] in tables]
    # The standard knows no empty list of foreign keys.
    schema |= {"foreignKeys": left} if left else {}


def _annotation(given: Mapping[str, Any], article_id: str) -> Annotation:
    """Two readings of the article, by family."""
    families = []
    for name, readings in given.items():
        lines = [
            tuple(
                Coding("sample.yaml", name, {"article_id": article_id, "field": "text", "n": 1, **one})
                for one in reading
            )
            for reading in readings
        ]
        families.append(Family(name, f"docs/facts/{name}.md", "0" * 12, (), (), *lines))
    return Annotation((article_id,), developed_on=True, families=tuple(families))


def _processed(capture: Mapping[str, Any], page: str, data: bytes) -> Processed:
    digest = sha256(data).hexdigest()
    return Processed(
        capture_id=f"c{digest[:16]}",
        path=capture["paths"][0],
        media_type="text/plain",
        encoding=capture["encoding"],
        bytes=len(data),
        sha256=digest,
        status="rejected" if "reason" in capture else "processed",
        reason=capture.get("reason"),
        conversion=None,
        page_text=page,
        page_is_capture=capture["encoding"] == "utf-8",
        lines=tuple(_lines(capture["lines"])),
        edits=tuple(_edit(page, *edit) for edit in capture.get("edits", ())),
        spans=tuple(
            [Span(*_find(page, words), label, None, "by-hand") for words, label in capture.get("labels", ())]
            + [Span(*_find(page, words), None, field, "by-hand") for words, field in capture.get("fields", ())]
        ),
        losses=tuple(Loss(*_find(page, words), kind) for words, kind in capture.get("losses", ())),
        article=_article(f"a{digest[:16]}", capture["article"]) if "article" in capture else None,
        facts=_facts(capture["article"], capture["facts"]) if "facts" in capture else Facts(),
        corrected=tuple(_corrected(number, one) for number, one in enumerate(capture.get("corrected", ()))),
    )


def _corrected(number: int, given: Mapping[str, Any]) -> Corrected:
    told = {"number": number, "learnt": False, "reason": "看过", "who": "AB", "day": "2024-01-30"}
    return Corrected(**dict.fromkeys(Corrected._fields) | told | given)


def _facts(article: Mapping[str, Any], given: Mapping[str, list[dict[str, Any]]]) -> Facts:
    """The facts of an article by table; the place of a mention is given by its name."""
    places = {row["place"]: _place(row["place"]) for row in given.get("place_mentions", ())}
    return Facts(places=tuple(places.values()), **{name: _records(article, name, rows) for name, rows in given.items()})


def _records(article: Mapping[str, Any], table: str, rows: list[dict[str, Any]]) -> tuple[Any, ...]:
    """The records of one table. ``words`` are looked for in the field; a column that is not given is null."""
    record = get_args(get_type_hints(Facts)[table])[0]
    found = []
    for given in rows:
        row = dict.fromkeys(record._fields) | {key: value for key, value in given.items() if key in record._fields}
        if "words" in given:
            start, stop = _find(article[given["field"]], given["words"])
            row |= {"start": start, "stop": stop, "surface": given["words"], "detectors": "rules"}
        if "place" in given:
            row |= {"place_id": _place(given["place"]).place_id}
        found.append(record(**row | {"rule": "by-hand"}))
    return tuple(found)


def _place(name: str) -> Place:
    """The division that had this name in 2014."""
    return row_of(next(one for one in load_gazetteer().full[name] if one.holds("2014")))


def _lines(given: list[list[str]]) -> list[Line]:
    lines, at = [], 0
    for line_no, (label, words) in enumerate(given):
        stop = at + len(words.rstrip("\r\n"))
        lines.append(Line(line_no, at, stop, label, label in KEPT_LABELS, "by-hand", 0, 0, "neutral"))
        at += len(words)
    return lines


def _edit(page: str, before: str, words: str, replacement: str | None, rule: str) -> Edit:
    start = page.index(before + words) + len(before)
    return Edit(start, start + len(words), replacement, rule)


def _find(page: str, words: str) -> tuple[int, int]:
    start = page.index(words)
    return start, start + len(words)


def _article(article_id: str, given: Mapping[str, Any]) -> Article:
    columns = {key: str(value) for key, value in given.items() if key not in ("paragraphs", "contributors", "place")}
    paragraphs = [
        Paragraph(number, kind, 1, *_find(given["text"], "\n" * (number > 0) + words))
        for number, (kind, words) in enumerate(given["paragraphs"])
    ]
    return Article(
        article_id=article_id,
        **dict.fromkeys(_NOT_PRINTED),
        **columns,
        place_id=_place(given["place"]).place_id,
        hans=0,
        hant=0,
        paragraphs=tuple(one._replace(start=one.start + (one.paragraph_no > 0)) for one in paragraphs),
        contributors=tuple(
            Contributor(seq, name, role, role) for seq, (name, role) in enumerate(given["contributors"], 1)
        ),
    )


def article_of(*paragraphs: str) -> Article:
    """An article of which nothing is known but its paragraphs."""
    given = {"script": "hans", "text": "\n".join(paragraphs), "text_printed": "\n".join(paragraphs)}
    columns = dict.fromkeys(field.name for field in fields(Article)) | given
    places, at = [], 0
    for number, words in enumerate(paragraphs):
        places.append(Paragraph(number, "body", 1, at, at + len(words)))
        at += len(words) + 1
    return Article(
        **columns
        | {"article_id": "a" + "0" * 16, "hans": 0, "hant": 0, "paragraphs": tuple(places), "contributors": ()}
    )
