"""Which version a change asks for, by the rule of semantic versioning that the dataset follows.

MAJOR: a table or field was removed, a field added, renamed or moved, a type changed, a constraint tightened. MINOR: rows or
tables were added, rows removed, a constraint loosened. PATCH: cells or descriptions were corrected. Before 1.0.0 nothing
is promised, and what would be MAJOR is MINOR there, as https://semver.org (section 4) allows.
"""

from typing import TYPE_CHECKING, NamedTuple

from pbdata.errors import ReleaseError

if TYPE_CHECKING:
    from pbdata.release.differences import Differences

STEPS = ("none", "patch", "minor", "major")
_STEP_OF_SCHEMA = {
    "table added": "minor",
    "table removed": "major",
    "field added": "major",
    "field removed": "major",
    "field renamed": "major",
    "fields reordered": "major",
    "type changed": "major",
    "tightened": "major",
    "loosened": "minor",
    "described": "patch",
}


class Reason(NamedTuple):
    """Why a step is asked for: the step and a sentence."""

    step: str
    because: str


def reasons(differences: "Differences") -> list[Reason]:
    """Return what asks for a step, the largest step first."""
    found = [
        Reason(_STEP_OF_SCHEMA[c.kind], f"{c.table}{f'.{c.field}' if c.field else ''}: {c.kind}")
        for c in differences.schema
    ]
    for rows in differences.rows:
        for keys, what, step in (
            (rows.removed, "removed", "minor"),
            (rows.added, "added", "minor"),
            (rows.changed, "corrected", "patch"),
        ):
            if keys:
                found.append(Reason(step, f"{rows.table}: {len(keys)} rows {what}"))
    found += [Reason("patch", f"the package's `{name}` changed") for name in differences.metadata]
    return sorted(found, key=lambda reason: -STEPS.index(reason.step))


def required_step(differences: "Differences") -> str:
    """Return the smallest step that the change allows: ``none``, ``patch``, ``minor`` or ``major``."""
    return max((reason.step for reason in reasons(differences)), key=STEPS.index, default="none")


def next_version(version: str, step: str) -> str:
    """Return the version one step after another. Raises ``ReleaseError`` where ``version`` is not MAJOR.MINOR.PATCH."""
    major, minor, patch = parse(version)
    if step == "major" and major == 0:
        step = "minor"
    if step == "major":
        return f"{major + 1}.0.0"
    if step == "minor":
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}" if step == "patch" else version


def check_version(before: str, proposed: str, differences: "Differences") -> None:
    """Raise ``ReleaseError`` where ``proposed`` is not after ``before``, or less of a step than the change asks for."""
    if parse(proposed) <= parse(before):
        raise ReleaseError(f"version {proposed} does not come after {before}, the last release. Raise it.")
    step = required_step(differences)
    least = next_version(before, step)
    if parse(proposed) < parse(least):
        why = next(reason.because for reason in reasons(differences) if reason.step == step)
        raise ReleaseError(
            f"version {proposed} is too small a step after {before}: {why}, which is {step.upper()}. "
            f"Set `version` in data/dataset.yaml to {least} or higher."
        )


def parse(version: str) -> tuple[int, int, int]:
    """Return the three numbers of a version. Raises ``ReleaseError`` where it is not MAJOR.MINOR.PATCH."""
    parts = version.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        raise ReleaseError(f"a release cannot have the version {version!r}. Write MAJOR.MINOR.PATCH, such as 1.0.0.")
    major, minor, patch = map(int, parts)
    return major, minor, patch
