"""What a build that went well has to tell: files that it did not use, articles twice, captures that gave nothing, odd cells."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pbdata.building.inputs import Inputs
from pbdata.captures.iterating import Captures
from pbdata.captures.store.manifest import MANIFEST, RAW
from pbdata.corrections.reading import correction_path
from pbdata.model.ids import capture_id
from pbdata.package.annotation import ANNOTATION
from pbdata.starting.files import missing_for_release

if TYPE_CHECKING:
    import polars as pl

    from pbdata.building.assembly import Told
    from pbdata.validation.report.findings import Problem

# So many articles that are there twice are named; a corpus of news has thousands.
_NAMED = 10
# Warnings that a validator owes to the readers of a table, and that are no fault of tables that say what a page prints.
_PRINTED = {
    "formula": "what a spreadsheet may take for a formula",
    "zero-width": "a character that cannot be seen",
    "bidi": "a mark that turns the direction of text",
    "control": "a control character",
}


def said_of_files(root: Path, inputs: Inputs) -> Iterator[str]:
    """Yield what to know of the files in ``root``, in sentences."""
    yield from _not_for_release(root)
    yield from _unlisted(root, inputs)


def said_of_corpus(inputs: Inputs, told: "Told", captures: Captures) -> Iterator[str]:
    """Yield what to know of captures and articles, in sentences."""
    yield from _taken_down(captures)
    yield from _corrected_and_withdrawn(inputs)
    yield from _told_twice(told.twice)
    yield from _not_built(inputs, told.annotated)


def said_of_tables(warnings: Sequence["Problem"]) -> list[str]:
    """What a validation warns of, in sentences for who built the tables: what a page prints stays, whatever a reader makes of it."""
    from pbdata.validation.report.findings import Report

    printed = Counter((one.resource, one.field, one.rule) for one in warnings if one.rule in _PRINTED)
    *others, _verdict = Report(warnings=tuple(one for one in warnings if one.rule not in _PRINTED)).lines()
    return [line.removeprefix("warning: ") for line in others] + [
        f"{resource}.{field}: {'a cell holds' if n == 1 else 'cells hold'} {_PRINTED[rule]}, as the page prints it. "
        "Nothing is to be done: these tables say what is printed."
        for (resource, field, rule), n in printed.items()
    ]


def _unlisted(root: Path, inputs: Inputs) -> list[str]:
    """A warning for each file in ``data/raw/`` that is no sighting, since nothing that was captured is to be lost, and for
    each that was withdrawn and is still there."""
    listed = {one.path for one in inputs.sightings} | {one.path for one in inputs.manifest.sources} | {MANIFEST}
    found = (path.relative_to(root).as_posix() for path in (root / RAW).rglob("*") if path.is_file())
    return [
        f"{path}: this file is not in the manifest. List it with `pbdata add {path} --collection ID`, or remove it."
        for path in sorted(set(found) - listed)
        if not Path(path).name.startswith(".")
    ] + [
        f"{one.path}: this capture is withdrawn, and its file is still there. Remove it and its sighting; see RIGHTS.md."
        for one in inputs.sightings
        if capture_id(one.sha256) in inputs.withdrawn
    ]


def _taken_down(captures: Captures) -> list[str]:
    """A warning for each record that was withdrawn and whose words are in its file still."""
    return [
        f"{one.path}: this capture is withdrawn, and its words are in the file still. It stays out of the tables; before "
        "you pass the file on, write it anew without the record. See RIGHTS.md."
        for one in captures.taken_down
    ]


def _corrected_and_withdrawn(inputs: Inputs) -> list[str]:
    """A warning for each file of corrections of a capture that is gone or withheld in part: it holds words of the page."""
    return [
        f"{correction_path(Path(), one).as_posix()}: this capture is withdrawn, and its words are in this file still. Remove it."
        for one in inputs.corrections
        if one in inputs.withdrawn
    ] + [
        f"{correction_path(Path(), one).as_posix()}: stretches of this page are withheld. See that no correction tells their words."
        for one in inputs.corrections
        if one in inputs.takedowns and one not in inputs.withdrawn
    ]


def _not_for_release(root: Path) -> list[str]:
    """A warning for each file that a release asks for, in a repository, from which releases are packed."""
    missing = missing_for_release(root) if (root / ".git").exists() else []
    return [f"{name}: a release asks for this file. Write it, or have it written by `pbdata init`." for name in missing]


def _told_twice(twice: "pl.DataFrame") -> list[str]:
    """A warning for each of the first articles whose text, in whatever script, another one has already."""
    more = f"{twice.height - _NAMED} more articles have the text of another: `relation` in `reprints` is identical or mirror."
    return [
        f"{one}: its article has the same text as that of {first}. Both are in the tables: count the story once by "
        "`articles.reprint_cluster`, or take one out with `pbdata remove`."
        for one, first in twice.select("path", "path_first").head(_NAMED).iter_rows()
    ] + [more] * (twice.height > _NAMED)


def _not_built(inputs: Inputs, built: Collection[str]) -> list[str]:
    """A warning for each article that was annotated and is not there; its lines hold words that may have been withdrawn."""
    return [
        f"{ANNOTATION}: {article_id} was annotated and is not in the package, so its lines count for nothing. Remove them."
        for article_id in inputs.annotation.articles
        if article_id not in built
    ]
