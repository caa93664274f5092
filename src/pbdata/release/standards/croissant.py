"""A release in Croissant 1.1 (https://docs.mlcommons.org/croissant/), which machine-learning tools load tables from."""

import contextlib
import io
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pbdata.package.parts import part_path, paths, single_path
from pbdata.release.standards.content import Content, Told
from pbdata.release.standards.schema_org import told_json_ld

_PERSONS = {
    "open": "Persons are named only where they hold public office, or as makers of an article.",
    "full": "Persons are named as the articles print them, private persons among them.",
}


def croissant_json(content: Content) -> dict[str, Any]:
    """Return the JSON-LD: one record set per table, each field read from its column of the CSV file."""
    import mlcroissant as mlc

    ctx = mlc.Context(conforms_to="http://mlcommons.org/croissant/1.1")
    types = {
        "integer": mlc.DataType.INTEGER,
        "number": mlc.DataType.FLOAT,
        "boolean": mlc.DataType.BOOL,
        "date": mlc.DataType.DATE,
    }
    work = content.work
    hashes = {one.path: one for one in content.files}
    resources = [one for one in content.descriptor["resources"] if one.get("format") == "csv"]

    def field(table: str, files: Mapping[str, str], given: Mapping[str, Any]) -> Any:
        return mlc.Field(
            ctx=ctx,
            id=f"{table}/{given['name']}",
            name=given["name"],
            description=given.get("description"),
            data_types=[types.get(given["type"], mlc.DataType.TEXT)],
            source=mlc.Source(ctx=ctx, extract=mlc.Extract(ctx=ctx, column=given["name"]), **files),
        )

    metadata = mlc.Metadata(
        ctx=ctx,
        name=work.title,
        description=content.description["en"],
        license=[content.licence["path"]],
        url=work.url or work.identifier,
        version=work.version,
        date_published=datetime.fromisoformat(content.released),
        creators=[
            mlc.Person(ctx=ctx, name=name.literal, url=name.orcid)
            if name.is_person
            else mlc.Organization(ctx=ctx, name=name.literal)
            for name in work.authors
        ],
        keywords=list(work.keywords),
        in_language=["zh"],
        personal_sensitive_information=[_PERSONS[content.edition]],
        distribution=[
            mlc.FileObject(
                ctx=ctx,
                id=path,
                name=path,
                content_url=path,
                content_size=f"{hashes[path].bytes} B",
                encoding_formats=["text/csv"],
                sha256=hashes[path].sha256,
            )
            for one in resources
            for path in paths(one)
        ]
        + [
            mlc.FileSet(
                ctx=ctx,
                id=_in_parts(one),
                name=_in_parts(one),
                encoding_formats=["text/csv"],
                includes=[part_path(single_path(one), "*")],
            )
            for one in resources
            if len(paths(one)) > 1
        ],
        record_sets=[
            mlc.RecordSet(
                ctx=ctx,
                id=one["name"],
                name=one["name"],
                description=one["description"],
                fields=[field(one["name"], _files(one), given) for given in one["schema"]["fields"]],
            )
            for one in resources
        ],
    )
    record: dict[str, Any] = json.loads(json.dumps(metadata.to_json(), default=str))
    creators = record["creator"] if isinstance(record["creator"], list) else [record["creator"]]
    for creator, name in zip(creators, work.authors, strict=True):
        if name.affiliation:
            creator["affiliation"] = {"@type": "sc:Organization", "name": name.affiliation}
    return record


def _in_parts(resource: Mapping[str, Any]) -> str:
    """The name of the set of files of a table that is in parts."""
    return f"{resource['name']}-parts"


def _files(resource: Mapping[str, Any]) -> Mapping[str, str]:
    """The file of a table, or the set of its parts, as a source names it."""
    several = paths(resource)
    return {"file_set": _in_parts(resource)} if len(several) > 1 else {"file_object": several[0]}


def check_croissant(path: Path, tables: Mapping[str, int]) -> list[str]:
    """Return what is wrong with a ``croissant.json`` among its files: it must load, and give the rows of each table.

    ``tables`` holds the number of rows by table. mlcroissant is what machine-learning tools load the file with.
    """
    import mlcroissant as mlc

    try:
        with contextlib.redirect_stderr(io.StringIO()):
            dataset = mlc.Dataset(jsonld=path)
            loaded = {name: sum(1 for _ in dataset.records(name)) for name, rows in tables.items() if rows}
    except (mlc.ValidationError, mlc.GenerationError, ValueError) as error:
        return [f"croissant.json: {error}"]
    return [
        f"croissant.json: {name} gives {loaded[name]} records, and its table has {rows} rows."
        for name, rows in tables.items()
        if rows and loaded[name] != rows
    ]


def told_croissant(record: Mapping[str, Any], content: Content) -> Told:
    """What the document says, for :mod:`pbdata.release.standards.agreement`."""
    return told_json_ld(record, content, record["distribution"])
