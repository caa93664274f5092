"""The sample package of ``tests/package``, for the judges."""

from pathlib import Path

import pytest

from tests.package.sample_package import write_sample


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The folder of a valid package with its captures, without Parquet."""
    return write_sample(tmp_path / "package")


@pytest.fixture
def parquet_package(tmp_path: Path) -> Path:
    """The same with its Parquet copy."""
    return write_sample(tmp_path / "package", parquet=True)
