"""Which version of the standard a package keeps to, and what holds in one of them only."""

import re
from collections.abc import Mapping
from typing import Any

from pbdata.validation.report.findings import Findings

_FIRST = re.compile(r"https?://(www\.)?datapackage\.org/profiles/1\.\d+/.*")
_NAME = re.compile(r"[-a-z0-9._/]+")
_TABULAR = "tabular-data-package"


def is_first(descriptor: Mapping[str, Any]) -> bool:
    """Whether version 1 holds: 2.0 asks for ``$schema``, and takes a descriptor without it for one of 1.0."""
    named = descriptor.get("$schema")
    return not isinstance(named, str) or bool(_FIRST.fullmatch(named))


def with_defaults(resource: Mapping[str, Any], descriptor: Mapping[str, Any]) -> Mapping[str, Any]:
    """The resource with what its version says where it says nothing itself: 1.0 reads UTF-8, 2.0 has it found out."""
    return {"encoding": "utf-8", **resource} if is_first(descriptor) else resource


def check_version(descriptor: Mapping[str, Any], findings: Findings) -> None:
    """Check what one version asks for and the other does not: names of 1.0, types of resources of 2.0."""
    listed = descriptor.get("resources")
    resources = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    if not is_first(descriptor):
        for one in resources:
            if isinstance(one.get("type"), str) and one["type"] != "table":
                message = f"there is no resource of type {one['type']!r}. Write `table`, or leave `type` out."
                findings.error(_name(one), "metadata", message)
        return
    for owner in (descriptor, *resources):
        name = owner.get("name")
        if isinstance(name, str) and not _NAME.fullmatch(name):
            message = f"`name` is {name!r}, which is none in version 1. Use a-z, 0-9, full stop, - and _ only."
            findings.error(None if owner is descriptor else name, "metadata", message)


def is_tabular_package(descriptor: Mapping[str, Any]) -> bool:
    """Whether the profile of the package says that each of its resources is a table."""
    return descriptor.get("profile") == _TABULAR


def _name(resource: Mapping[str, Any]) -> str | None:
    return resource["name"] if isinstance(resource.get("name"), str) else None
