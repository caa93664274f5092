"""From captures to a validated package that stands in place of the last one, or to an error and no change at all."""

import errno
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from hashlib import file_digest
from itertools import count, islice
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from pbdata.building.inputs import Inputs, read_inputs
from pbdata.building.limits import NONE, Limits, check_limits
from pbdata.building.publish import PARTS, recover, staging, switch
from pbdata.building.sampling import Sample, chosen
from pbdata.building.standing import read_note, state_of, write_note
from pbdata.building.warnings import said_of_corpus, said_of_files, said_of_tables
from pbdata.captures.addresses import is_remote
from pbdata.captures.iterating import Captures
from pbdata.captures.store.manifest import by_capture
from pbdata.corpus.topics.scoring import is_verdict
from pbdata.errors import BuildError
from pbdata.facts.detectors import check_detectors
from pbdata.locking import lock
from pbdata.model.capture import Settings

if TYPE_CHECKING:
    from pbdata.building.assembly import Told
    from pbdata.building.decisions import Remark
    from pbdata.building.shards import PackedJob, Place, Shard
    from pbdata.validation.report.findings import Problem

__all__ = ["Progress", "Summary", "build", "build_sample", "recover", "stale_files"]

_LOG = logging.getLogger(__name__)
Progress = Callable[[int, int], None]

_DEFAULTS = Settings()
_SPOOL = "spool"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a build made. ``captures`` counts by status, ``rows`` by table; ``rejected`` holds path and reason.

    ``left_out`` counts by source and kind the records that are no pages. ``unchanged`` says that the package stood as it is already.
    ``sampled_from`` is the number of captures in the corpus, where the package holds a sample of them.
    """

    captures: Mapping[str, int]
    articles: int
    lines_kept: int
    lines_removed: int
    rows: Mapping[str, int]
    rejected: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    left_out: Mapping[str, Mapping[str, int]]
    unchanged: bool = field(default=False, compare=False)
    sampled_from: int | None = None

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """Those of the rejected on which pbdata itself failed; the others are in the package without them."""
        return tuple((path, reason) for path, reason in self.rejected if reason.startswith("error:"))

    @property
    def off_topic(self) -> int:
        """How many of the rejected hold an article that is not of the dataset's topic."""
        return sum(is_verdict(reason, on_topic=False) for _, reason in self.rejected)


def build(
    root: str | Path,
    *,
    parquet: bool = False,
    progress: Progress | None = None,
    settings: Settings = _DEFAULTS,
    workers: int = 1,
    cluster: str | None = None,
    limits: Limits = NONE,
    reuse: bool = True,
    keep_going: bool = False,
) -> Summary:
    """Build the package in ``root`` from ``data/raw/``, ``data/dataset.yaml``, corrections and annotation, and put it in place.

    ``progress`` is called with the number of captures done and of all. ``workers`` is the number of processes that read
    captures, or else ``cluster`` the address of a Dask scheduler, or its scheduler file. A capture that takes more than ``limits``
    is rejected. For several processes and for limits, a script that calls this needs its ``if __name__ == "__main__":``. With
    ``reuse``, captures that are as they were at the last build are not processed again, and where nothing changed at all the package
    stays as it stands. With ``keep_going``, corrections that do not fit are left out with a warning.

    Raises ``SettingsError`` for a detector or an extra that is not there, ``ManifestError`` for what people wrote or put there,
    ``BuildError`` for all else; the last package is untouched then.
    """
    root = Path(root)
    options = _Options(settings, progress, workers, cluster, limits, keep=True, reuse=reuse, keep_going=keep_going)
    _make_ready(root, options)
    with _refusals_told(root):
        state = _state(root, options, parquet)
        inputs = read_inputs(root)
        with lock(root):
            summary = _standing(root, state, inputs) if reuse else None
            summary = summary or _build(root, state, inputs, options, parquet)
    return replace(summary, warnings=(*said_of_files(root, inputs), *summary.warnings))


def build_sample(
    root: str | Path,
    out: str | Path,
    sample: Sample,
    *,
    parquet: bool = False,
    progress: Progress | None = None,
    settings: Settings = _DEFAULTS,
    workers: int = 1,
    cluster: str | None = None,
    limits: Limits = NONE,
    keep_going: bool = False,
) -> Summary:
    """Build a package of some captures of ``root`` into ``out``, a folder that is new or empty; its descriptor says that it is a sample.

    The package in ``root`` stays as it is. The rest is as with ``build``, but that nothing is kept for the next one.
    """
    root, out = Path(root), Path(out)
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise BuildError(f"{out}: this is there already, and a sample replaces nothing. Name a new folder.")
    options = _Options(settings, progress, workers, cluster, limits, sample, keep_going=keep_going)
    _make_ready(out, options)
    inputs = read_inputs(root)
    with _refusals_told(out):
        out.mkdir(parents=True, exist_ok=True)
        with lock(out), staging(out) as folder:
            made = _make(root, folder, inputs, options, parquet)
            switch(out)
    return _summarize(made, tuple(made.warnings))


def _make_ready(target: Path, options: "_Options") -> None:
    """Refuse options that cannot be met, and finish what another build left in a folder."""
    check_detectors(options.settings)
    check_limits(options.limits)
    recover(target)


@contextmanager
def _refusals_told(target: Path) -> Iterator[None]:
    """Raise as ``BuildError`` what the system refuses."""
    try:
        yield
    except OSError as error:
        raise BuildError(
            f"{error.filename or target}: {error.strerror}. {_advice(error)} The last package is untouched."
        ) from None


def _state(root: Path, options: "_Options", parquet: bool) -> str | None:
    return state_of(root, (options.settings, parquet, options.keep_going, options.limits))


def _standing(root: Path, state: str | None, inputs: Inputs) -> Summary | None:
    """What was said of the package that stands, without its files, if it is the one that would be built."""
    said = read_note(root, state)
    if said is None or any(is_remote(source.path) for source in inputs.manifest.sources):
        return None
    rejected = tuple((path, reason) for path, reason in said["rejected"])
    return Summary(**{**said, "rejected": rejected, "warnings": tuple(said["warnings"])}, unchanged=True)


def _build(root: Path, state: str | None, inputs: Inputs, options: "_Options", parquet: bool) -> Summary:
    """Build the package anew and put it in place; what is said of it is noted, if all of it was made from this state."""
    with staging(root) as folder:
        made = _make(root, folder, inputs, options, parquet)
        switch(root)
    summary = _summarize(made, (*said_of_corpus(inputs, made.told, made.captures), *made.warnings))
    if state and not summary.faults and _state(root, options, parquet) == state:
        noted = asdict(summary)
        del noted["unchanged"]
        write_note(root, state, noted)
    return summary


def stale_files(root: str | Path, progress: Progress | None = None, settings: Settings = _DEFAULTS) -> list[str]:
    """Build the package in ``root`` anew, elsewhere, and return the files in which it differs from what stands there.

    ``data/parquet`` is not looked at. Raises ``ManifestError`` and ``BuildError`` as ``build`` does.
    """
    root = Path(root)
    inputs = read_inputs(root)
    with TemporaryDirectory() as folder:
        _make(root, Path(folder), inputs, _Options(settings, progress), parquet=False)
        made, standing = _built_files(Path(folder)), _built_files(root)
    return sorted(path for path in made.keys() | standing.keys() if made.get(path) != standing.get(path))


def _built_files(root: Path) -> dict[str, str]:
    """The files that a build makes below ``root``, with a hash of each."""
    found = [path for part in PARTS if part != "data/parquet" for path in (root / part, *(root / part).rglob("*"))]
    return {path.relative_to(root).as_posix(): _digest(path) for path in found if path.is_file()}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


class _Made(NamedTuple):
    """A package in its folder: what there is to tell of its captures and articles, and what was said of it.

    ``rows`` counts by table, ``lines_kept`` the lines that are text, ``sampled_from`` the captures of which these are a sample.
    """

    captures: Captures
    told: "Told"
    rows: Mapping[str, int]
    lines_kept: int
    warnings: Sequence[str]
    sampled_from: int | None


def _make(root: Path, folder: Path, inputs: Inputs, options: "_Options", parquet: bool) -> _Made:
    """Write the package into ``folder``, judged. Raises ``ManifestError`` and ``BuildError``."""
    from pbdata.building.assembly import Assembly
    from pbdata.building.decisions import refuse_unfit, said_of_decisions
    from pbdata.building.faults import NOT_VALID, SHOWN
    from pbdata.building.shards import Place
    from pbdata.building.store import Store
    from pbdata.package.parts import PART_BYTES
    from pbdata.package.writer import write_parquet
    from pbdata.validation.built import judge_files

    captures = inputs.captures(root)
    jobs, n_captures = _jobs(captures, inputs, options)
    n_taken = sum(job.n_captures for job in jobs)
    about = {"sample": {"captures": n_taken, "of": n_captures}} if options.sample else {}
    dataset = {**inputs.dataset, **about}
    store = Store(root) if options.keep else None
    settings = replace(options.settings, topic=inputs.topic)
    place = Place(root, folder, inputs.manifest.collections, settings, store, options.reuse, options.limits)
    warnings: list[Problem] = []
    remarks: list[Remark] = []
    lines_kept = 0
    part_bytes = inputs.dataset.get("part_bytes", PART_BYTES)
    with Assembly(folder, folder / _SPOOL, inputs.annotation, part_bytes) as assembly:
        for shard in _shards(jobs, place, options):
            assembly.add(shard.tables)
            warnings += shard.warnings
            remarks += shard.remarks
            lines_kept += int(shard.tables["lines"]["kept"].sum())
        if not options.keep_going:
            refuse_unfit(remarks, inputs.corrections)
        _LOG.info("all captures are processed; writing the tables")
        told = assembly.finish(dataset, inputs.manifest.collections, inputs.withdrawn)
    if (folder / _SPOOL).exists():
        rmtree(folder / _SPOOL)
    if parquet:
        write_parquet(folder, dataset, assembly.written)
    report = judge_files(folder)
    if not report.valid:
        raise BuildError("\n".join([NOT_VALID, *islice(report.lines(), SHOWN)]))
    if store:
        store.clear(frozenset(job.name for job in jobs))
    said = [
        *said_of_decisions(remarks, inputs.corrections),
        *said_of_tables([*warnings, *told.warnings, *report.warnings]),
    ]
    return _Made(captures, told, assembly.rows, lines_kept, said, n_captures if options.sample else None)


def _jobs(captures: Captures, inputs: Inputs, options: "_Options") -> "tuple[list[PackedJob], int]":
    """What is to be done, packed, and the number of captures in the corpus. Only here all sightings are in memory, of which a corpus may
    have millions."""
    from pbdata.building.shards import divided, packed

    every = by_capture(captures.sightings())
    taken = {one: every[one] for one in chosen(every, options.sample)} if options.sample else every
    return [packed(job) for job in divided(taken, inputs.takedowns, inputs.corrections)], len(every)


class _Options(NamedTuple):
    """How a package is made, as ``build`` and ``build_sample`` say.

    Without ``keep`` nothing is left for the next build, and without ``reuse`` nothing taken from the last. With ``keep_going``
    corrections that do not fit are left out.
    """

    settings: Settings
    progress: Progress | None
    workers: int = 1
    cluster: str | None = None
    limits: Limits = NONE
    sample: Sample | None = None
    keep: bool = False
    reuse: bool = False
    keep_going: bool = False


def _shards(jobs: "Sequence[PackedJob]", place: "Place", options: _Options) -> "Iterator[Shard]":
    """Yield the shards in their order, made here, by several processes, or by a cluster."""
    from pbdata.building.shards import make_packed, make_shard, without_deadly
    from pbdata.building.workers import in_order

    total, done = sum(job.n_captures for job in jobs), count(1)

    def one_more() -> None:
        n = next(done)
        if options.progress:
            options.progress(n, total)

    workers = min(options.workers, len(jobs))
    if options.cluster:
        from pbdata.building.cluster import shards_of_cluster

        made = shards_of_cluster(jobs, place, options.cluster)
    elif workers > 1 or (workers and any(options.limits)):
        made = in_order(partial(make_packed, place=place), jobs, workers, partial(without_deadly, place=place))
    else:
        yield from (make_shard(job.unpacked(), place, one_more) for job in jobs)
        return
    for job, shard in zip(jobs, made, strict=True):
        for _ in range(job.n_captures):
            one_more()
        yield shard


def _advice(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "Free some space, then build again."
    return "Make the folder of the package writable, then build again."


def _summarize(made: _Made, warnings: tuple[str, ...]) -> Summary:
    return Summary(
        captures=made.told.statuses,
        articles=made.rows["articles"],
        lines_kept=made.lines_kept,
        lines_removed=made.rows["lines"] - made.lines_kept,
        rows=made.rows,
        rejected=tuple((path, reason or "") for path, reason in made.told.rejected.iter_rows()),
        warnings=warnings,
        left_out={path: dict(kinds) for path, kinds in made.captures.left_out.items()},
        sampled_from=made.sampled_from,
    )
