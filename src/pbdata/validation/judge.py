"""Judge a data package: its files, its metadata, every cell, the relations between tables, and its promises."""

import logging
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pbdata.errors import PackageError
from pbdata.validation.budget import Budget, BudgetError
from pbdata.validation.limits import DEFAULT, Limits
from pbdata.validation.package.archives import unpacked
from pbdata.validation.package.fetching import Fetcher
from pbdata.validation.package.named_profiles import check_profiles
from pbdata.validation.package.preflight import check_files, check_twin, find_package
from pbdata.validation.package.properties import check_metadata
from pbdata.validation.package.structure import check_resources, is_table, sound_schema, with_fields
from pbdata.validation.package.versions import check_version, is_first, is_tabular_package, with_defaults
from pbdata.validation.report.findings import Findings, Report
from pbdata.validation.table.flawless import are_flawless
from pbdata.validation.table.keys import Link, find_links
from pbdata.validation.table.sources import Source, open_source

if TYPE_CHECKING:
    from pbdata.validation.table.tabular import Reader


_LOG = logging.getLogger(__name__)


def validate(
    path: str | Path,
    *,
    captures: Path | None = None,
    allow_remote: bool = False,
    allow_private: bool = False,
    limits: Limits = DEFAULT,
) -> Report:
    """Validate the package in a folder or a zip file, or the one that a descriptor describes.

    ``captures`` is the folder to which the paths of captures are relative, where it is not the package's own. Promises are
    checked only where the package says ``pbdata:format``. With ``allow_remote`` tables and schemas that lie on the web are
    fetched; otherwise nothing is, and they are not checked. Networks of one's own are asked only with ``allow_private``.
    ``limits`` say what the package may cost; where its budget is spent, the rest is not checked. Whatever is wrong with the package is in the report; raises
    ``PackageError`` only where ``path`` leads to no package.
    """
    findings = Findings()
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(unpacked(Path(path), limits))
        except PackageError as error:
            if not Path(path).is_file():
                raise
            findings.error(None, "zip", str(error))
            return findings.report({}, lambda _name, _rows: {})
        found = find_package(folder, findings, named=path)
        if found is None:
            return findings.report({}, lambda _name, _rows: {})
        place, descriptor = found
        fetcher = stack.enter_context(Fetcher(allow_remote, Budget(limits), private=allow_private))
        return _judge(place, descriptor, captures or place.parent, fetcher, findings)


def validate_descriptor(descriptor: Mapping[str, Any], root: Path, *, limits: Limits = DEFAULT) -> Report:
    """Validate a package that is described in memory, with its files below ``root``. Promises are not looked at."""
    findings = Findings()
    plain = {key: value for key, value in descriptor.items() if key != "pbdata:format"}
    with Fetcher(False, Budget(limits)) as fetcher:
        return _judge(root / "descriptor", plain, root, fetcher, findings)


def _judge(place: Path, descriptor: Mapping[str, Any], captures: Path, fetcher: Fetcher, findings: Findings) -> Report:
    root = place.parent
    _LOG.info("judging %s", place)
    findings.first = is_first(descriptor)
    promised = findings.ours and _is_known(descriptor["pbdata:format"])
    if findings.ours:
        check_twin(place, descriptor, findings)
    check_metadata(descriptor, findings)
    check_version(descriptor, findings)
    check_profiles(root, descriptor, fetcher, findings)
    resources = check_resources(descriptor, fetcher.budget.limits, findings)
    opened = {one["name"]: _open(root, one, descriptor, fetcher, findings) for one in resources}
    schemas = {name: schema for name, (schema, _) in opened.items()}
    links = find_links(schemas, findings)
    readers: Mapping[str, Reader] = {}
    if promised or not are_flawless(opened, links, fetcher.budget.limits):
        with TemporaryDirectory(prefix="pbdata-") as scratch:
            readers = _check_rows(root, captures, opened, links, promised, fetcher.budget, findings, Path(scratch))
    if findings.ours and not promised:
        declared = descriptor["pbdata:format"]
        findings.skip(f"the promises, because this is format {declared!r}; a newer pbdata may know it")
    stood = place if place.is_file() else None
    files = {one["name"]: str(one["path"]) for one in resources if isinstance(one.get("path"), str)}
    return findings.report(files, lambda name, rows: readers[name].find_lines(rows) if name in readers else {}, stood)


# What only our own packages need is imported for them alone, so that the others begin at once.
def _is_known(declared: object) -> bool:
    from pbdata.package.descriptor import FORMAT

    return declared == FORMAT


def _check_rows(
    root: Path,
    captures: Path,
    opened: Mapping[str, tuple[Mapping[str, Any] | None, Source | None]],
    links: Sequence[Link],
    promised: bool,
    budget: Budget,
    findings: Findings,
    scratch: Path,
) -> "Mapping[str, Reader]":
    """The rows of all tables, and the promises where these are made; what does not fit into memory lies in ``scratch``."""
    from pbdata.validation.table.checking import check_tables

    if not promised:
        return check_tables(opened, links, None, budget, findings, scratch)
    from pbdata.validation.package.parity import check_parity
    from pbdata.validation.promises.checking import check_promises
    from pbdata.validation.promises.kept import Kept

    kept = Kept(scratch / "rows")
    readers = check_tables(opened, links, kept.add, budget, findings, scratch)
    try:
        check_promises(root, captures, readers, kept, findings, scratch)
        check_parity(root, list(opened), readers, findings)
    except BudgetError as error:
        findings.skip(f"some promises, because {error}")
    return readers


def _open(
    root: Path,
    resource: Mapping[str, Any],
    descriptor: Mapping[str, Any],
    fetcher: Fetcher,
    findings: Findings,
) -> tuple[Mapping[str, Any] | None, Source | None]:
    """The schema and the rows of a resource; the fields of a table without schema are those of its header."""
    name = resource["name"]
    _LOG.debug("opening %s", name)
    schema = sound_schema(root, resource, fetcher, findings)
    if is_tabular_package(descriptor) and not is_table(resource):
        findings.error(name, "metadata", "the profile of the package asks for tables, and this is none. Correct one.")
    files = check_files(root, resource, fetcher, findings)
    if files is None or schema is None:
        return schema if schema and schema["fields"] else None, None
    source = open_source(with_defaults(resource, descriptor), schema["dialect"], files, fetcher.budget, findings)
    if not schema["fields"]:
        if source is None or source.labels is None:
            if source:
                findings.skip(f"resource `{name}`: its rows, because it has neither a schema nor a header")
            return None, None
        schema = with_fields(schema, source.labels)
    return schema, source
