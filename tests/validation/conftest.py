"""The sample package of ``tests/package``, for the judges."""

from pathlib import Path

import pytest

from tests.package.sample_package import PAGE_TABLES, copy_sample


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The folder of a valid package of pages and articles, with their captures, without facts and Parquet."""
    return copy_sample(tmp_path / "package", only=PAGE_TABLES)


@pytest.fixture
def whole_package(tmp_path: Path) -> Path:
    """The same with the tables of facts."""
    return copy_sample(tmp_path / "package")


@pytest.fixture
def parquet_package(tmp_path: Path) -> Path:
    """The same as ``package``, with its Parquet copy."""
    return copy_sample(tmp_path / "package", parquet=True, only=PAGE_TABLES)
