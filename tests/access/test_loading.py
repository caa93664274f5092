"""Packages opened by version, path and zip."""

from pathlib import Path

import pytest

import pbdata
from pbdata.access.cache import home
from pbdata.access.download import download
from pbdata.errors import AccessError, PackageError
from pbdata.release.register import Register
from tests.access.misbehaving import Site
from tests.access.published import DATASET, NAME, OTHER, publish, ships
from tests.package.sample_package import copy_sample


def test_a_version_is_opened_after_its_download(site: Site, cache: Path) -> None:
    """``pbdata.open_package("1.0.0")`` gives the tables of the version, whatever the current folder."""
    with pytest.raises(AccessError, match="Run `pbdata download p@1.0.0 --edition open`"):
        pbdata.open_package("1.0.0")
    download("1.0.0", source=site.address)
    package = pbdata.open_package("1.0.0")
    assert package.root == home(cache, DATASET) / "p-1.0.0-open"
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


@pytest.mark.parametrize("name", [NAME, "p-1.0.0-open/data/t.csv", "p-1.0.0-open/datapackage.json"])
def test_a_version_is_proved_on_every_open(site: Site, cache: Path, name: str) -> None:
    """A byte that was changed since the last open is an error that says what to do; nothing is changed by it."""
    download("1.0.0", source=site.address)
    pbdata.open_package("1.0.0")
    place = home(cache, DATASET) / name
    place.write_bytes(place.read_bytes()[:-1] + b"!")
    tampered = place.read_bytes()
    with pytest.raises(AccessError, match="not what was released as 1.0.0. Run `pbdata download p@1.0.0"):
        pbdata.open_package("1.0.0")
    assert place.read_bytes() == tampered
    download("1.0.0", source=site.address)
    assert pbdata.open_package("1.0.0").frame("t").height == 2


@pytest.mark.parametrize("name", ["data/t.csv", "LICENSE"])
def test_a_file_that_is_gone_is_noticed(site: Site, cache: Path, name: str) -> None:
    """A version is whole, or not opened."""
    download("1.0.0", source=site.address)
    (home(cache, DATASET) / "p-1.0.0-open" / name).unlink()
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


def test_a_release_is_opened_by_the_name_of_its_dataset(site: Site, tmp_path: Path) -> None:
    """NAME@VERSION opens that dataset's, and a plain version the toolkit's, whatever else the cache holds."""
    publish(tmp_path, dataset=OTHER)
    download("q@1.0.0", source=str(tmp_path))
    download("1.0.0", source=site.address)
    assert [pbdata.open_package(one).descriptor["name"] for one in ("q@1.0.0", "1.0.0", "p@1.0.0")] == ["q", "p", "p"]
    with pytest.raises(AccessError, match="Run `pbdata download r@1.0.0 --edition open`"):
        pbdata.open_package("r@1.0.0")


def test_a_release_whose_place_is_known_is_fetched_when_it_is_opened(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dataset says where its releases lie, so that nothing has to be downloaded by hand."""
    ships(monkeypatch, Register(DATASET._replace(releases=site.address), ()))
    assert pbdata.open_package("p@1.0.0").frame("t").height == 2
    assert pbdata.open_package("1.0.0").frame("t").height == 2


def test_without_a_dataset_of_its_own_a_toolkit_asks_for_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain version means nothing then."""
    ships(monkeypatch, Register(None, ()))
    with pytest.raises(AccessError, match="no dataset of its own. Name the one: NAME@1.0.0"):
        download("1.0.0")
    with pytest.raises(AccessError, match="not on this machine"):
        pbdata.open_package("1.0.0")
