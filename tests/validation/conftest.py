"""The sample package of ``tests/package``, for the judges."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "package"))

from sample_package import write_sample  # noqa: E402


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The folder of a valid package with its captures, without Parquet."""
    return write_sample(tmp_path / "package")


@pytest.fixture
def parquet_package(tmp_path: Path) -> Path:
    """The same with its Parquet copy."""
    return write_sample(tmp_path / "package", parquet=True)
