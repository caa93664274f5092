"""Our judge as a check of frictionless, for those who validate with frictionless and want to miss nothing.

    from frictionless import Checklist, validate
    from pbdata.validation.frictionless_checks import pbdata_check

    validate("datapackage.json", checklist=Checklist(checks=[pbdata_check()]))

Importing this module also makes the check known by its name, so that a checklist may say ``{"checks": [{"type": "pbdata"}]}``.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
from frictionless import Check, Plugin, errors, system

from pbdata.validation.judge import validate_descriptor

_VERSION = "https://datapackage.org/profiles/2.0/datapackage.json"


class PbdataError(errors.TableError):
    """A fault that pbdata found."""

    type = "pbdata"
    title = "pbdata"
    description = "The table does not keep to the Data Package standard, as pbdata reads it."
    template = "{note}"


@attrs.define(kw_only=True, repr=False)
class pbdata_check(Check):  # noqa: N801 -- frictionless calls its checks so
    """Holds one table against its schema: forms of cells, unique keys, categories, JSON Schemas, paths, hashes.

    Foreign keys to other tables are left to frictionless, which sees one table at a time.
    """

    type = "pbdata"
    Errors = [PbdataError]  # noqa: RUF012

    def validate_start(self) -> Iterable[Any]:
        """Yield an error for each fault; of many of one kind the first thousand and their number."""
        descriptor = self.resource.to_descriptor()
        schema = descriptor.get("schema")
        if isinstance(schema, dict):
            own = [one for one in schema.get("foreignKeys", []) if _is_own(one, descriptor.get("name"))]
            rest = {key: value for key, value in schema.items() if key != "foreignKeys"}
            descriptor["schema"] = rest | ({"foreignKeys": own} if own else {})
        report = validate_descriptor(
            {"$schema": _VERSION, "resources": [descriptor]}, Path(self.resource.basepath or ".")
        )
        for problem in report.errors:
            where = ", ".join(
                f"{key} {value}" for key, value in (("row", problem.row), ("field", problem.field)) if value
            )
            yield PbdataError(note=f"{where}: {problem.message}" if where else problem.message)


class PbdataPlugin(Plugin):
    """Tells frictionless of the check and its error."""

    def select_check_class(self, type: str | None = None) -> type[Check] | None:
        """The check, for its name."""
        return pbdata_check if type == "pbdata" else None

    def select_error_class(self, type: str | None = None) -> type[errors.TableError] | None:
        """The error, for its name."""
        return PbdataError if type == "pbdata" else None


def _is_own(link: Any, name: object) -> bool:
    reference = link.get("reference") if isinstance(link, dict) else None
    return isinstance(reference, dict) and reference.get("resource", "") in ("", name)


system.register("pbdata", PbdataPlugin())
