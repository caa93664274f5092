"""Everything that the archive of an edition holds, and whether it is fit to be released."""

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from pbdata.citation.dataset import cite
from pbdata.citation.work import read_work
from pbdata.datafiles import read_data
from pbdata.package.codebook import codebook
from pbdata.package.parts import paths
from pbdata.package.reading import open_package
from pbdata.release.editions import edition_files
from pbdata.release.guidelines import guidelines, masked
from pbdata.release.standards import STANDARDS, as_text, read_document
from pbdata.release.standards.agreement import disagreements
from pbdata.release.standards.content import Content, content
from pbdata.release.stored import Stored

RIGHTS = "RIGHTS.md"
# The style in which each README cites.
_READMES = {"README.md": "apa", "README.zh-CN.md": "gbt7714"}
_BESIDE = ("data/raw", "data/pages", "data/annotation")
"""What the full edition has besides: the captures, their pages, and what readers found in the articles."""

_PLACE = re.compile(r"\{([a-z_]+)\}")


def archive_files(root: Path, edition: str) -> Stored:
    """Return the files of an edition of the package built in ``root``, by path in the archive, checksums left out."""
    package = open_package(root)
    files = edition_files(package, edition)
    descriptor = json.loads(files["datapackage.json"])
    if edition == "full":
        raw = (path for folder in _BESIDE for path in sorted((root / folder).rglob("*")) if path.is_file())
        files |= {path.relative_to(root).as_posix(): path for path in raw}
    coding = guidelines(root)
    if edition != "full" and "texts" in package.resources:
        coding = masked(coding, package.frame("texts")["text"].drop_nulls())
    made = coding
    made[RIGHTS] = (root / RIGHTS).read_bytes()
    made["LICENSE"] = _filled("LICENSE", descriptor)
    made["codebook.md"] = codebook(_schemas(descriptor), _measured(descriptor, files)).encode()
    about = read_data(__package__, "readme/editions.yaml")[edition]
    for name, style in _READMES.items():
        made[name] = _filled(name, descriptor, edition=about[name], citation=cite(descriptor, style))
    made["citation.bib"] = f"{cite(descriptor, 'bibtex')}\n".encode()
    made["citation.ris"] = f"{cite(descriptor, 'ris')}\n".encode()
    files |= made
    told = documents(content(descriptor, edition, files), _rows(descriptor, files))
    return files | {name: as_text(document).encode() for name, document in told.items()}


def documents(made: Content, rows: Mapping[str, int]) -> dict[str, Any]:
    """Return what the standards say of a release, by file name: text or JSON. ``rows`` counts the rows by table."""
    return {name: standard.write(made, rows) for name, standard in STANDARDS.items()}


def faults(archive: Stored) -> list[str]:
    """Return what is wrong with the files of an archive, in sentences: by pbdata, by frictionless, by each standard.

    The documents are read back from their bytes, and compared with one another and with the files.
    """
    from pbdata.validation.judge import validate
    from pbdata.validation.referee import frictionless_errors

    descriptor = json.loads(archive["datapackage.json"])
    rows = _rows(descriptor, archive)
    made = content(descriptor, descriptor["pbdata:edition"], archive.without(*STANDARDS))
    written = {name: read_document(name, archive[name]) for name in STANDARDS}
    found: list[str] = []
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for path, data in archive.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        report = validate(root)
        found += [] if report.valid else [f"pbdata: {line}" for line in report.lines()]
        found += [f"frictionless: {sentence}" for sentence in frictionless_errors(root)]
        for name, standard in STANDARDS.items():
            found += standard.check(written[name], root, rows)
    told = {name: standard.told(written[name], made) for name, standard in STANDARDS.items()}
    return found + disagreements(made, told)


def _schemas(descriptor: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    about = ("title", "description", "pbdata:description_zh")
    return {one["name"]: {**one["schema"], **{key: one[key] for key in about}} for one in descriptor["resources"]}


def _measured(descriptor: Mapping[str, Any], made: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """The rows of the table ``reliability``, cells as text."""
    table = next(one for one in descriptor["resources"] if one["name"] == "reliability")
    return [row for path in paths(table) for row in pl.read_csv(made[path], infer_schema=False).to_dicts()]


def _rows(descriptor: Mapping[str, Any], made: Mapping[str, bytes]) -> dict[str, int]:
    return {
        one["name"]: sum(pl.read_csv(made[path], infer_schema=False).height for path in paths(one))
        for one in descriptor["resources"]
    }


def _filled(name: str, descriptor: Mapping[str, Any], **given: str) -> bytes:
    """A form of the folder ``readme``, filled with what the descriptor says and with what is given."""
    work, licence = read_work(descriptor), descriptor["licenses"][0]
    words = {
        "title": work.title,
        "title_zh": work.title_zh or work.title,
        "version": str(descriptor["version"]),
        "released": str(descriptor["created"])[:10],
        "licence": licence["name"],
        "licence_title": licence.get("title") or licence["name"],
        "licence_path": licence["path"],
        "rights": descriptor["pbdata:rights"],
        "reference": f"{descriptor['name']}@{descriptor['version']}",
        **given,
    }
    form = (files("pbdata.release") / "readme" / name).read_text("utf-8")
    return _PLACE.sub(lambda match: words[match[1]], form).encode()
