"""The sample package, in a folder of its own for each test that asks for it."""

from pathlib import Path

import pytest

from tests.package.sample_package import copy_sample


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The folder of a valid package with its captures, without Parquet."""
    return copy_sample(tmp_path)
