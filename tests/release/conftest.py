"""Small packages to compare."""

import sys
from pathlib import Path

import pytest
from small_package import Make, maker

# The sample package of the tests of package/ serves here too.
sys.path.append(str(Path(__file__).parents[1] / "package"))


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes a package of one table ``t`` with these rows and this schema, under a version."""
    return maker(tmp_path)
