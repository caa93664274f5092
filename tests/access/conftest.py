"""A cache of its own for each test, a toolkit whose dataset has no release yet, and a server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pbdata.release.register import Register
from tests.access.misbehaving import Site, serving
from tests.access.published import DATASET, publish, ships
from tests.release.small_package import Make, maker


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache of the test. No place is configured, and the toolkit's register names the dataset but no release of it."""
    monkeypatch.setenv("PBDATA_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("PBDATA_FROM", raising=False)
    ships(monkeypatch, Register(DATASET, ()))
    return tmp_path / "cache"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A server that has version 1.0.0 in its open edition."""
    (tmp_path / "published").mkdir()
    with serving(Site(publish(tmp_path / "published"))) as served:
        yield served


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes a package of one table ``t``, as the tests of releases do."""
    return maker(tmp_path)
