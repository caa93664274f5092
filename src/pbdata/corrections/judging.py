"""Whether what a capture gives with its decisions can be published: its rows are judged as a build judges them."""

from pathlib import Path
from tempfile import TemporaryDirectory

from pbdata.captures.store.manifest import MANIFEST, read_manifest
from pbdata.corpus.failures import ADVICE
from pbdata.corrections.opening import OpenCapture
from pbdata.model.capture import Processed
from pbdata.package.tables import as_package, of_captures, pages
from pbdata.package.writer import write_pages
from pbdata.validation.built import judge_tables


def fault_of(root: Path, capture: OpenCapture, processed: Processed) -> str | None:
    """The first fault of the rows that a capture of the corpus in ``root`` gives; ``None`` where they can be published."""
    try:
        made = of_captures([processed], {processed.sha256: capture.sightings})
    except ValueError as error:
        return str(error)
    with TemporaryDirectory() as folder:
        write_pages(Path(folder), pages([processed]))
        whole = as_package(made, read_manifest(root / MANIFEST).collections)
        errors = judge_tables(whole, Path(folder), root).errors
    return f"{errors[0].resource}.{errors[0].field}: {errors[0].message.removesuffix(ADVICE)}" if errors else None
