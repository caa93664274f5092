"""Small packages to compare."""

from pathlib import Path

import pytest

from tests.release.small_package import Make, maker


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes a package of one table ``t`` with these rows and this schema, under a version."""
    return maker(tmp_path)
