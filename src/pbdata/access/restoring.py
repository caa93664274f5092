"""Put what was restored back into the tables: the columns and tables that the schemas keep out of the open edition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from pbdata.access.proving import Exact, bytes_of
from pbdata.captures.store.manifest import RAW, Manifest, Sighting
from pbdata.package.descriptor import as_json, as_yaml, describe_table
from pbdata.package.keys import foreign_keys
from pbdata.package.parts import PART_BYTES
from pbdata.package.reading import Package, file_name
from pbdata.package.schemas import load_schemas
from pbdata.package.tables import page_path, pages, tables
from pbdata.package.writer import TABLES, csv_files
from pbdata.release.editions import read_tables

if TYPE_CHECKING:
    import polars as pl

EDITION = "pbdata:edition"
REHYDRATED = "rehydrated"
_KNOWN = "\0known"
_PLACE = ("field", "start", "stop")
_PARTLY = (
    " In this rehydrated copy it is also null where it could not be restored; rehydration.json says where.",
    "本复原件中未能复原者亦为空值，见 rehydration.json。",
)

Schema = dict[str, Any]


class RestoredText(NamedTuple):
    """A text that was found elsewhere, the places in it that were not (``gaps``) or whose words are ``shifted``, and
    whether its characters are the released ones."""

    text: str
    gaps: tuple[tuple[int, int], ...]
    shifted: tuple[tuple[int, int], ...]
    identical: bool


class Counted(NamedTuple):
    """How many cells of a column were restored, and how many were not."""

    restored: int
    lost: int


Cells = dict[str, dict[str, Counted]]


@dataclass(frozen=True, slots=True)
class Sources:
    """What there is to restore from: the rows that the captures give, as text; texts that were found; titles."""

    fresh: Mapping[str, "pl.DataFrame"]
    texts: Mapping[str, RestoredText]
    titles: Mapping[tuple[str, str], str | None]

    def words(self, article_id: str, field: str, start: int, stop: int) -> str | None:
        """A stretch of a field, where all of it is known."""
        if field != "text":
            title = self.titles.get((article_id, field))
            return title[start:stop] or None if title else None
        text = self.texts.get(article_id)
        if text is None or any(start < last and first < stop for first, last in text.gaps + text.shifted):
            return None
        return text.text[start:stop] or None


def write_rehydrated(
    package: Package, root: Path, exact: Sequence[Exact], texts: Mapping[str, RestoredText]
) -> tuple[Cells, list[str]]:
    """Write a package with everything that was restored, and the captures that are held, into the new folder ``root``.

    Return the cells counted by table and column, and sentences for the reader.
    """
    titles: dict[tuple[str, str], str | None] = {
        (row["article_id"], field): row[field]
        for row in package.frame("articles").to_dicts()
        for field in ("title", "subtitle")
        if field in row
    }
    sources = Sources(_fresh(exact), texts, titles)
    known = load_schemas()
    made: dict[str, tuple[Schema, pl.DataFrame]] = {}
    cells: Cells = {}
    notes = []
    for name, (schema, rows) in read_tables(package).items():
        full = known.get(name, schema)
        withheld = [field["name"] for field in full["fields"] if field.get(EDITION) == "full"]
        if [one["name"] for one in full["fields"] if one["name"] not in withheld] != rows.columns:
            notes.append(f"{name}: its columns are not those that this pbdata knows. It stays as it is.")
            withheld = []
        made[name] = schema, rows
        if withheld:
            schema, rows, cells[name] = restore_table(name, schema, full, rows, withheld, sources)
            made[name] = schema, rows
    for name, schema in known.items():
        if name not in made and schema.get(EDITION) == "full":
            table = _whole_table(name, schema, sources, set(made))
            if table[1].height:
                made[name] = table
    order = [*(name for name in known if name in made), *(name for name in made if name not in known)]
    _write(package, root, {name: made[name] for name in order})
    _copy_captures(root, exact, notes)
    return cells, notes


def restore_table(
    name: str, schema: Schema, full: Schema, rows: "pl.DataFrame", withheld: Sequence[str], sources: Sources
) -> tuple[Schema, "pl.DataFrame", dict[str, Counted]]:
    """A table with the columns that its open edition lacks. What only a curator's manifest says cannot come back."""
    import polars as pl

    of_manifest = {one.name for one in fields(Sighting)} & set(withheld) if name == "captures" else set()
    rows = _joined(full, rows, [column for column in withheld if column not in of_manifest], sources.fresh[name])
    cells = {column: Counted(0, rows.height) for column in withheld}
    for column in withheld:
        if column not in of_manifest:
            rows, cells[column] = _sliced(rows, column, sources)
    if {"page_path", "page_sha256"} <= set(rows.columns):
        # A hash alone would promise a file that is not there.
        rows = rows.with_columns(pl.when(pl.col("page_path").is_not_null()).then("page_sha256").alias("page_sha256"))
    kept = [field for field in full["fields"] if field["name"] not in of_manifest]
    told = [
        _as_restored(field, rows[field["name"]].null_count(), cells[field["name"]].lost)
        if field["name"] in cells
        else field
        for field in kept
    ]
    return schema | {"fields": told}, rows.select([field["name"] for field in kept]), cells


def _joined(full: Schema, rows: "pl.DataFrame", columns: Sequence[str], fresh: "pl.DataFrame") -> "pl.DataFrame":
    """The rows with the cells that the captures give for the same key at the same place."""
    import polars as pl

    keys = list(dict.fromkeys([*full["primaryKey"], *(one for one in _PLACE if one in rows.columns)]))
    given = fresh.select(*keys, *columns, pl.lit(True).alias(_KNOWN))
    return rows.join(given, on=keys, how="left", maintain_order="left")


def _sliced(rows: "pl.DataFrame", column: str, sources: Sources) -> tuple["pl.DataFrame", Counted]:
    """The rows with the cells of a column that are a stretch of a restored text; the others stay.

    ``surface`` stands at ``start`` to ``stop``, and another column ``x`` at ``x_start`` to ``x_stop`` where there are such.
    """
    import polars as pl

    first, last = ("start", "stop") if column == "surface" else (f"{column}_start", f"{column}_stop")
    values, known = rows[column].to_list(), rows[_KNOWN].fill_null(False).to_list()
    if {"article_id", first, last} <= set(rows.columns):
        field = rows["field"].to_list() if "field" in rows.columns else ["text"] * rows.height
        for k, (article_id, start, stop) in enumerate(rows.select("article_id", first, last).rows()):
            if not known[k] and start is not None and stop is not None:
                values[k] = sources.words(article_id, field[k], int(start), int(stop))
                known[k] = values[k] is not None
    restored = sum(known)
    return rows.with_columns(pl.Series(column, values, pl.String)), Counted(restored, rows.height - restored)


def _as_restored(field: Schema, nulls: int, lost: int) -> Schema:
    """The schema of a restored field. Where cells are lost it says so, and no longer asks that all be there."""
    told = {
        **field,
        "constraints": {k: v for k, v in field.get("constraints", {}).items() if k != "required" or not nulls},
    }
    if not told["constraints"]:
        del told["constraints"]
    if lost:
        for key, words in zip(("description", "pbdata:description_zh"), _PARTLY, strict=True):
            told[key] = field.get(key, "") + words
    return told


def _whole_table(name: str, schema: Schema, sources: Sources, there: set[str]) -> tuple[Schema, "pl.DataFrame"]:
    """A table that the open edition does not have: the rows of the captures that are held, and the texts that were found."""
    import polars as pl

    rows = sources.fresh[name]
    if name == "texts":
        found = [{"article_id": article_id, "text": text.text} for article_id, text in sources.texts.items()]
        rows = pl.concat([rows, pl.DataFrame(found, schema=rows.schema)]).sort("article_id")
    links = [key.declared() for key in foreign_keys(schema, there)]
    told = [_as_restored(field, nulls := rows[field["name"]].null_count(), nulls) for field in schema["fields"]]
    return {key: value for key, value in schema.items() if key != "foreignKeys"} | {
        "fields": told,
        **({"foreignKeys": links} if links else {}),
    }, rows


def _fresh(exact: Sequence[Exact]) -> dict[str, "pl.DataFrame"]:
    """The rows of every table that the captures give, cells as text, as a build writes them."""
    import polars as pl

    sightings = tuple(
        Sighting(
            path=seen["path"],
            sha256=one.capture["sha256"],
            media_type=one.capture["media_type"],
            collection=seen["collection_id"],
            url=seen["url"],
            retrieved=seen["retrieved"],
        )
        for one in exact
        for seen in one.sightings
    )
    made = tables(Manifest((), sightings), [one.processed for one in exact])
    return {name: frame.cast(pl.String) for name, frame in made.items()}


def _write(package: Package, root: Path, made: Mapping[str, tuple[Schema, "pl.DataFrame"]]) -> None:
    about = ("title", "description", "pbdata:description_zh")
    known, before = load_schemas(), {one["name"]: one for one in package.descriptor["resources"]}
    resources, part_bytes = [], package.descriptor.get("pbdata:part_bytes", PART_BYTES)
    for name, (schema, rows) in made.items():
        files, written = csv_files(f"{TABLES}/{file_name(name, 'csv')}", rows, part_bytes)
        for path, data in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        told = {key: before.get(name, known.get(name, {}))[key] for key in about}
        resources.append(describe_table(name, {**told, **schema}, written))
    descriptor = {**package.descriptor, EDITION: REHYDRATED, "resources": resources}
    (root / "datapackage.yaml").write_bytes(as_yaml(descriptor))
    (root / "datapackage.json").write_bytes(as_json(descriptor))


def _copy_captures(root: Path, exact: Sequence[Exact], notes: list[str]) -> None:
    """Put captures and page texts where the tables say that they lie: that of a record in a file of its name."""
    for one in exact:
        data = bytes_of(one.held)
        for seen in one.sightings:
            parts = PurePosixPath(seen["path"]).parts
            if (
                not seen["path"].startswith(f"{RAW}/")
                or any(part.startswith(".") for part in parts)
                or "\\" in seen["path"]
            ):
                notes.append(f"{seen['path']}: this capture would lie outside {RAW}, and was not copied.")
                continue
            (root / seen["path"]).parent.mkdir(parents=True, exist_ok=True)
            (root / seen["path"]).write_bytes(data)
    for capture_id, text in pages(one.processed for one in exact).items():
        (root / page_path(capture_id)).parent.mkdir(parents=True, exist_ok=True)
        (root / page_path(capture_id)).write_bytes(text.encode())
