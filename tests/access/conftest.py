"""A cache of its own for each test, a toolkit that knows no release, and a server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.access.misbehaving import Site, serving
from tests.access.published import publish
from tests.release.small_package import Make, maker


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache of the test. No place is configured, and the toolkit ships no register."""
    monkeypatch.setenv("PBDATA_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("PBDATA_FROM", raising=False)
    monkeypatch.setattr("pbdata.access.cache.shipped_releases", list)
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
