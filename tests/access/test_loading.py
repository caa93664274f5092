"""Packages opened by version, path and zip."""

from pathlib import Path

import pytest

import pbdata
from pbdata.access.download import download
from pbdata.errors import AccessError, PackageError
from tests.access.misbehaving import Site
from tests.access.published import NAME, publish
from tests.package.sample_package import copy_sample


def test_a_version_is_opened_after_its_download(site: Site, cache: Path) -> None:
    """``pbdata.open_package("1.0.0")`` gives the tables of the version, whatever the current folder."""
    with pytest.raises(AccessError, match="Run `pbdata download 1.0.0 --edition open`"):
        pbdata.open_package("1.0.0")
    download("1.0.0", source=site.address)
    package = pbdata.open_package("1.0.0")
    assert package.root == cache / "pbdata-1.0.0-open"
    assert package.frame("t").rows() == [("a", 1), ("b", None)]


def test_the_fuller_edition_is_opened(site: Site, tmp_path: Path) -> None:
    """Where both editions were downloaded, the full one is taken unless the open one is asked for."""
    (tmp_path / "full").mkdir()
    publish(tmp_path / "full", edition="full")
    download("1.0.0", source=site.address)
    assert pbdata.open_package("1.0.0").descriptor["pbdata:edition"] == "open"
    with pytest.raises(AccessError, match="--edition full"):
        pbdata.open_package("1.0.0", edition="full")
    download("1.0.0", source=str(tmp_path / "full"), edition="full")
    assert pbdata.open_package("1.0.0").descriptor["pbdata:edition"] == "full"
    assert pbdata.open_package("1.0.0", edition="open").descriptor["pbdata:edition"] == "open"


@pytest.mark.parametrize("name", [NAME, "pbdata-1.0.0-open/data/t.csv", "pbdata-1.0.0-open/datapackage.json"])
def test_a_version_is_proved_on_every_open(site: Site, cache: Path, name: str) -> None:
    """A byte that was changed since the last open is an error that says what to do; nothing is changed by it."""
    download("1.0.0", source=site.address)
    pbdata.open_package("1.0.0")
    place = cache / name
    place.write_bytes(place.read_bytes()[:-1] + b"!")
    tampered = place.read_bytes()
    with pytest.raises(AccessError, match="not what was released as 1.0.0. Run `pbdata download 1.0.0"):
        pbdata.open_package("1.0.0")
    assert place.read_bytes() == tampered
    download("1.0.0", source=site.address)
    assert pbdata.open_package("1.0.0").frame("t").height == 2


@pytest.mark.parametrize("name", ["data/t.csv", "LICENSE"])
def test_a_file_that_is_gone_is_noticed(site: Site, cache: Path, name: str) -> None:
    """A version is whole, or not opened."""
    download("1.0.0", source=site.address)
    (cache / "pbdata-1.0.0-open" / name).unlink()
    with pytest.raises(AccessError, match="not what was released"):
        pbdata.open_package("1.0.0")


def test_a_folder_a_descriptor_and_a_zip_are_opened(tmp_path: Path) -> None:
    """A package opens from wherever it lies; a zip stays readable while the program runs."""
    root = copy_sample(tmp_path / "1.0.0")
    publish(tmp_path)
    assert pbdata.open_package(root).resources == pbdata.open_package(str(root / "datapackage.json")).resources
    assert pbdata.open_package(tmp_path / NAME).scan("t").collect().height == 2


def test_a_folder_named_like_a_version_is_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What exists counts more than what may be in the cache."""
    copy_sample(tmp_path / "1.0.0")
    monkeypatch.chdir(tmp_path)
    assert "articles" in pbdata.open_package("1.0.0").resources


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    """A missing path, a broken zip, and an edition of a folder are errors with advice."""
    with pytest.raises(PackageError, match="no such file or folder"):
        pbdata.open_package(tmp_path / "1.0")
    (tmp_path / "x.zip").write_bytes(b"PK no")
    with pytest.raises(PackageError, match="cannot be unpacked"):
        pbdata.open_package(tmp_path / "x.zip")
    with pytest.raises(AccessError, match="for a version only"):
        pbdata.open_package(tmp_path, edition="open")
