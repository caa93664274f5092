"""The readings of ``data/annotation/facts/`` as codings: the first and the second reader of a family, side by side."""

from collections.abc import Iterator
from pathlib import Path

from pbdata.agreement.units import Judged, judged_units
from pbdata.errors import ManifestError
from pbdata.package.annotation import Annotation, Family, kinds, read_annotation
from pbdata.package.comparison import Unit
from pbdata.package.units import Tables, fields_of_articles, units_of_lines

FIRST, SECOND = "first", "second"


def is_annotation(path: Path) -> bool:
    """Whether a folder holds readings."""
    return (path / "readings.yaml").is_file()


def judged_readings(folder: Path, tables: Tables) -> list[Judged]:
    """Return what both readers coded, of the articles that the tables hold.

    Raises ``ManifestError`` where a line cannot be read, where its words do not stand in the article, and where nothing was read twice.
    """
    annotation = read_annotation(folder)
    judged = [one for family in annotation.families for one in _of_family(family, annotation, tables)]
    if not judged:
        raise ManifestError(f"{folder}: nothing in it was read twice. docs/facts/README.md says how to add a reading.")
    return judged


def _of_family(family: Family, annotation: Annotation, tables: Tables) -> Iterator[Judged]:
    if family.second is None:
        return
    held = {row["article_id"] for row in tables["articles"]}.intersection(annotation.articles)
    texts = fields_of_articles(tables)
    programmes = {row["programme_id"]: row["name"] for row in tables["programmes"]}

    def words_of(unit: Unit) -> str | None:
        field, start, stop = unit.words
        if field:
            return texts[unit.article_id][field][start:stop]
        return "、".join(programmes.get(name, str(name)) for name in unit.apart) or None

    for kind in kinds().values():
        if kind.family == family.name:
            units = {
                reader: units_of_lines([line for line in lines if line.kind == kind.name], tables)
                for reader, lines in ((FIRST, family.first), (SECOND, family.second))
            }
            for one in judged_units(
                kind.resource, kind.compared, units, rows=kind.name in family.found, words_of=words_of
            ):
                if one.page in held:
                    yield one
