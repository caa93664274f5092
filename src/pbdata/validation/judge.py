"""Judge a data package: its files, its structure, every cell, the relations between tables, and its promises."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pbdata.errors import PackageError
from pbdata.package.descriptor import FORMAT
from pbdata.package.reading import find_descriptor, read_descriptor
from pbdata.validation.cells import Table, find_lines, read_cells
from pbdata.validation.columns import check_columns
from pbdata.validation.parity import check_parity
from pbdata.validation.preflight import check_file, check_twin
from pbdata.validation.promises import check_promises
from pbdata.validation.relations import check_keys, check_links
from pbdata.validation.report import Findings, Report
from pbdata.validation.structure import check_metadata, check_resources, sound_schema


def validate(path: str | Path, *, captures: Path | None = None) -> Report:
    """Validate the package in a folder, or the one that a descriptor describes.

    ``captures`` is the folder to which the paths of captures are relative, where it is not the package's own. Promises are
    checked only where the package says ``pbdata:format``. Whatever is wrong with the package is in the report; raises
    ``PackageError`` only where ``path`` leads to no descriptor.
    """
    place = find_descriptor(path)
    findings = Findings()
    try:
        descriptor = read_descriptor(place)
    except PackageError as error:
        findings.error(None, "descriptor", str(error))
        return findings.report({}, lambda _name, _rows: {})
    return _judge(place, descriptor, captures or place.parent, findings)


def _judge(place: Path, descriptor: Mapping[str, Any], captures: Path, findings: Findings) -> Report:
    root, ours = place.parent, "pbdata:format" in descriptor
    check_twin(place, descriptor, findings)
    check_metadata(descriptor, findings)
    resources = check_resources(descriptor, findings)
    schemas = {resource["name"]: sound_schema(resource, findings) for resource in resources}
    tables: dict[str, Table] = {}
    for resource in resources:
        table = _read(root, resource, schemas[resource["name"]], ours, findings)
        if table:
            tables[table.name] = table
            check_columns(table, findings)
            check_keys(table, findings)
    check_links(tables, schemas, findings)
    if ours:
        _check_format(root, descriptor["pbdata:format"], captures, list(schemas), tables, findings)
    files = {resource["name"]: str(resource["path"]) for resource in resources if "path" in resource}
    return findings.report(files, lambda name, rows: find_lines(tables[name], rows) if name in tables else {})


def _read(
    root: Path, resource: Mapping[str, Any], schema: Mapping[str, Any] | None, ours: bool, findings: Findings
) -> Table | None:
    place = check_file(root, resource, ours, findings)
    if place is None or schema is None:
        return None
    return read_cells(resource, place, schema, findings)


def _check_format(
    root: Path, declared: object, captures: Path, names: list[str], tables: Mapping[str, Table], findings: Findings
) -> None:
    if declared != FORMAT:
        findings.skip(f"the promises, because this is format {declared!r}; a newer pbdata may know it")
        return
    check_promises(root, captures, tables, findings)
    check_parity(root, names, tables, findings)
