"""The profile of its own that a descriptor names: what it must keep to beside the standard."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pbdata.errors import PackageError
from pbdata.package.gate import read_descriptor
from pbdata.package.reading import contained
from pbdata.validation.package.fetching import Fetcher, NotFetchedError
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.structures import first_fault, schema_fault

_STANDARD = re.compile(
    r"""
    (data-package|data-resource|tabular-data-package|tabular-data-resource|fiscal-data-package|table-schema|default)
    | https?://(www\.)?datapackage\.org/profiles/[12]\.\d+/(datapackage|dataresource|tableschema|tabledialect)\.json
    | https?://specs\.frictionlessdata\.io/schemas/[a-z-]+\.json
    | https?://(raw\.githubusercontent\.com/frictionlessdata|frictionlessdata\.io/schemas)/.*
    """,
    re.VERBOSE,
)


def check_profiles(root: Path, descriptor: Mapping[str, Any], fetcher: Fetcher, findings: Findings) -> None:
    """Hold the package and each of its resources against the profile that it names, a file of its own or an address."""
    listed = descriptor.get("resources")
    resources = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    for owner in (descriptor, *resources):
        name = owner.get("name") if owner is not descriptor and isinstance(owner.get("name"), str) else None
        for key in ("$schema", "profile"):
            named = owner.get(key)
            if isinstance(named, str) and named and not _STANDARD.fullmatch(named):
                _check(root, name, owner, named, fetcher, findings)


def _check(
    root: Path, name: str | None, owner: Mapping[str, Any], named: str, fetcher: Fetcher, findings: Findings
) -> None:
    try:
        profile = read_descriptor(fetcher.fetch(named) if "://" in named else contained(root, named))
    except NotFetchedError:
        findings.skip(f"the profile {named}, because it lies elsewhere, and nothing is fetched")
        return
    except PackageError as error:
        findings.skip(f"the profile {named}, because it cannot be read ({error})")
        return
    fault = schema_fault(profile)
    if fault:
        findings.skip(f"the profile {named}, because it is no JSON Schema that can be used ({fault})")
        return
    try:
        wrong = first_fault(profile, json.loads(json.dumps(owner, default=str)))
    except ValueError as error:
        findings.skip(f"the profile {named}, because {error}")
        return
    if wrong:
        findings.error(name, "metadata", f"the descriptor breaks its profile {named}: {wrong}. Correct it.")
