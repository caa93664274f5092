"""Captures are divided by their ids, and each shard is judged by itself."""

from hashlib import sha256

import pytest

from pbdata.building import shards
from pbdata.building.shards import divided
from pbdata.captures.store.manifest import Sighting


def sightings(n: int) -> dict[str, list[Sighting]]:
    """The sightings of so many captures."""
    digests = [sha256(str(i).encode()).hexdigest() for i in range(n)]
    return {one: [Sighting(f"data/raw/{one}.txt", one, "text/plain", "seed")] for one in digests}


@pytest.mark.parametrize("n", [0, 1, 3, 4, 5, 100])
def test_shards_hold_each_capture_once_in_order(n: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other they are all captures, sorted."""
    monkeypatch.setattr(shards, "_CAPTURES", 4)
    assert [digest for shard in divided(sightings(n)) for digest in shard] == sorted(sightings(n))


def test_few_captures_are_one_shard() -> None:
    """What is done once a shard is then done once."""
    assert len(divided(sightings(40))) == 1


def test_shards_are_of_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids are hashes: no shard is much larger than it should be."""
    monkeypatch.setattr(shards, "_CAPTURES", 50)
    sizes = [len(shard) for shard in divided(sightings(2000))]
    assert len(sizes) == 64
    assert max(sizes) < 50
