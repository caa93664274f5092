"""A small valid package, made from records that are written by hand in ``cases/sample.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from pbdata.captures.manifest import Collection, Manifest, Sighting
from pbdata.extraction.gazetteer import load_gazetteer
from pbdata.extraction.place_spots import row_of
from pbdata.facts import (
    Date,
    Facts,
    Figure,
    FigureRelation,
    Organisation,
    Person,
    PersonMention,
    Place,
    PlaceMention,
    Post,
    Quotation,
)
from pbdata.model import KEPT_LABELS, Article, Contributor, Edit, Line, Loss, Paragraph, Processed, Span
from pbdata.package.tables import pages, tables
from pbdata.package.writer import write_package

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


def sample() -> Sample:
    given = yaml.safe_load((Path(__file__).parent / "cases" / "sample.yaml").read_text("utf-8"))
    processed, sightings, files = [], [], {}
    for capture in given["captures"]:
        page = "".join(words for _, words in capture["lines"])
        data = page.encode(capture["encoding"])
        processed.append(_processed(capture, page, data))
        for path in capture["paths"]:
            files[path] = data
            sightings.append(Sighting(path, sha256(data).hexdigest(), "text/plain", "hand", rights_holder="pbdata"))
    collections = tuple(Collection(**one) for one in given["collections"])
    return Sample(given["dataset"], Manifest(collections, tuple(sightings)), tuple(processed), files)


def write_sample(root: Path, parquet: bool = False) -> Path:
    """Write the sample with its captures below ``root``."""
    made = sample()
    for path, data in made.files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    write_package(root, made.dataset, tables(made.manifest, made.processed), pages(made.processed), parquet)
    return root


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
    )


def _facts(article: Mapping[str, Any], given: Mapping[str, Any]) -> Facts:
    """The facts of an article; a place is given by its name and stands for the division that had it in 2014."""
    mentions = []
    for row in given["place_mentions"]:
        start, stop = _find(article[row["field"]], row["surface"])
        columns = {key: str(value) if key == "as_of" else value for key, value in row.items() if key != "place"}
        mentions.append(PlaceMention(**columns, start=start, stop=stop, place_id=_place(row["place"]).place_id))
    text = article["text"]
    return Facts(
        places=tuple(_place(row["place"]) for row in given["place_mentions"]),
        place_mentions=tuple(mentions),
        dates=tuple(Date(**_words(Date, one, text)) for one in given["dates"]),
        figures=tuple(Figure(**_words(Figure, one, text)) for one in given["figures"]),
        figure_relations=tuple(FigureRelation(**one) for one in given["figure_relations"]),
        organisations=tuple(Organisation(**_words(Organisation, one, text)) for one in given["organisations"]),
        persons=tuple(Person(**_words(Person, one, text)) for one in given["persons"]),
        person_mentions=tuple(PersonMention(**_words(PersonMention, one, text)) for one in given["person_mentions"]),
        posts=tuple(Post(**_words(Post, one, text)) for one in given["posts"]),
        quotations=tuple(Quotation(**_words(Quotation, one, text)) for one in given["quotations"]),
    )


def _place(name: str) -> Place:
    return row_of(next(one for one in load_gazetteer().full[name] if one.holds("2014")))


def _words(record: Any, given: Mapping[str, Any], text: str) -> dict[str, Any]:
    """A record with the columns that are given; the others are empty, and its words are found in the text."""
    start, stop = _find(text, given["surface"])
    place = {"field": "text", "start": start, "stop": stop, "detectors": "rules", "rule": "by-hand"}
    return dict.fromkeys(record._fields) | place | dict(given)


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
