"""Captures are divided by their ids, and each shard is judged by itself."""

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from pbdata.building import shards
from pbdata.building.runner import build
from pbdata.building.shards import Place, divided, make_shard
from pbdata.captures.store.manifest import MANIFEST, Sighting, read_manifest
from pbdata.model.capture import Settings
from tests import ROOT


def sightings(n: int) -> dict[str, list[Sighting]]:
    """The sightings of so many captures."""
    digests = [sha256(str(i).encode()).hexdigest() for i in range(n)]
    return {one: [Sighting(f"data/raw/{one}.txt", one, "text/plain", "seed")] for one in digests}


@pytest.mark.parametrize("n", [0, 1, 3, 4, 5, 100])
def test_shards_hold_each_capture_once_in_order(n: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other they are all captures, sorted."""
    monkeypatch.setattr(shards, "_CAPTURES", 4)
    assert [digest for job in divided(sightings(n), {}) for digest in job.sightings] == sorted(sightings(n))


def test_few_captures_are_one_shard() -> None:
    """What is done once a shard is then done once."""
    assert len(divided(sightings(40), {})) == 1


def test_shards_are_of_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids are hashes: no shard is much larger than it should be."""
    monkeypatch.setattr(shards, "_CAPTURES", 50)
    sizes = [len(job.sightings) for job in divided(sightings(2000), {})]
    assert len(sizes) == 64
    assert max(sizes) < 50


@pytest.mark.slow
def test_several_processes_build_the_same_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The five captures in shards of their own, read by two processes, give the committed tables."""
    for name in ("raw", "annotation", "corrections"):
        if (ROOT / "data" / name).is_dir():
            shutil.copytree(ROOT / "data" / name, tmp_path / "data" / name)
    shutil.copyfile(ROOT / "data/dataset.yaml", tmp_path / "data/dataset.yaml")
    monkeypatch.setattr(shards, "_CAPTURES", 1)
    steps: list[tuple[int, int]] = []
    build(tmp_path, workers=2, progress=lambda done, total: steps.append((done, total)))
    made = {path.name: path.read_bytes() for path in (tmp_path / "data/tables").iterdir()}
    assert made == {path.name: path.read_bytes() for path in (ROOT / "data/tables").iterdir()}
    assert steps == [(n, 5) for n in range(1, 6)]


@pytest.mark.slow
def test_a_capture_that_kills_is_rejected(tmp_path: Path) -> None:
    """It is not read again, and the others are there."""
    shutil.copytree(ROOT / "data/raw", tmp_path / "data/raw")
    manifest = read_manifest(tmp_path / MANIFEST)
    seen = manifest.by_capture()
    (job,) = divided(seen, {})
    killing = sorted(seen)[2]
    place = Place(tmp_path, tmp_path / "staging", manifest.collections, Settings())
    shard = make_shard(job._replace(deadly={killing: "error: it died"}), place)
    rows = shard.tables["captures"].filter(status="rejected").select("sha256", "reason").rows()
    assert rows == [(killing, "error: it died")]
    assert shard.tables["articles"].height == 4
