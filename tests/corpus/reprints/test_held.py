"""Numbers come back sorted, wherever they were."""

from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from pbdata.corpus.reprints.held import Held

MODULE = import_module("pbdata.corpus.reprints.held")


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


def test_no_numbers(tmp_path: Path) -> None:
    """Nothing is written, and nothing comes."""
    assert np.concatenate(list(Held(64, 28, tmp_path / "held"))).size == 0
    assert not (tmp_path / "held").exists()
