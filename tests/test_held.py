"""Numbers come back sorted, wherever they were."""

from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from pbdata.held import Held

MODULE = import_module("pbdata.held")


@pytest.mark.parametrize(("bits", "alike"), [(64, 28), (30, 1), (4, 1)])
@pytest.mark.parametrize("on_disk", [False, True])
def test_numbers_come_back_sorted(
    bits: int, alike: int, on_disk: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of them, as often as they are asked for, and those that are alike together."""
    monkeypatch.setattr(MODULE, "_IN_MEMORY", 100)
    given = np.random.default_rng(0).integers(0, 1 << bits, 1000, np.uint64)
    held = Held(bits, alike, tmp_path / "held" if on_disk else None)
    for some in np.array_split(given, 30):
        held.add(some)
    for _ in range(2):
        parts = list(held)
        assert np.concatenate(parts).tolist() == sorted(given.tolist())
        ends = [(int(part[-1]) >> alike, int(after[0]) >> alike) for part, after in zip(parts, parts[1:], strict=False)]
        assert all(last < first for last, first in ends)
    assert (tmp_path / "held").exists() == on_disk


def test_what_begins_alike_comes_in_the_same_part(tmp_path: Path) -> None:
    """So that the numbers of two can be held against one another part by part, wherever they are."""
    given = np.random.default_rng(0).integers(0, 1 << 64, 1000, np.uint64)
    here, there = Held(64, 0), Held(64, 0, tmp_path / "held", in_memory=100)
    for some in np.array_split(given, 30):
        here.add(some)
        there.add(some[::2])
    parts = list(zip(here.by_beginning(), there.by_beginning(), strict=True))
    assert len(parts) == 256
    assert np.concatenate([one for one, _ in parts]).tolist() == sorted(given.tolist())
    assert all(np.isin(other, one).all() for one, other in parts)
    assert sum(other.size for _, other in parts) == sum(some[::2].size for some in np.array_split(given, 30))


def test_no_numbers(tmp_path: Path) -> None:
    """Nothing is written, and nothing comes."""
    assert np.concatenate(list(Held(64, 28, tmp_path / "held"))).size == 0
    assert not (tmp_path / "held").exists()
