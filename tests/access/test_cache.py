"""What is known of versions, and on whose word."""

from pathlib import Path

import pytest

from pbdata.access import cache as caching
from pbdata.access.cache import Pin, cache_folder, home, known_dataset, known_pins, pins, remember
from pbdata.errors import AccessError
from pbdata.release.register import Archived, Register, Release, write_register
from tests.access.published import DATASET, OTHER, archived, package_files, ships

ONE = archived("p-1.0.0-open.zip", b"1", package_files())
TWO = archived("p-1.0.0-open.zip", b"2", package_files())


def test_the_cache_is_where_it_is_set(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``PBDATA_CACHE`` decides, and the system's own cache where it is not set."""
    assert cache_folder() == cache
    monkeypatch.delenv("PBDATA_CACHE")
    assert cache_folder().name == "pbdata"


def test_what_is_remembered_is_known(cache: Path) -> None:
    """Versions and editions are remembered beside one another, in order."""
    home(cache, DATASET).mkdir(parents=True)
    made = [
        Pin(DATASET, "1.10.0", "2027-01-01", "open", ONE, "source"),
        Pin(DATASET, "1.9.0", "2026-01-01", "full", TWO, "source"),
    ]
    made.append(made[1]._replace(edition="open"))
    for pin in made:
        remember(cache, pin)
    assert known_pins(cache, DATASET) == {(pin.version, pin.edition): pin for pin in made}


def test_the_toolkits_word_is_taken_first(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a source once said of a version counts no more when the toolkit knows it."""
    home(cache, DATASET).mkdir(parents=True)
    remember(cache, Pin(DATASET, "1.0.0", "2026-01-01", "open", ONE, "source"))
    ships(monkeypatch, Register(DATASET, (Release("1.0.0", "2026-12-01", {"open": TWO}),)))
    assert known_pins(cache, DATASET)["1.0.0", "open"] == Pin(DATASET, "1.0.0", "2026-12-01", "open", TWO, "toolkit")


def test_a_checkout_knows_its_own_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The register of the wheel counts, else that of the repository, and no file that happens to lie there."""
    monkeypatch.undo()
    package = tmp_path / "src" / "pbdata"
    package.mkdir(parents=True)
    monkeypatch.setattr("pbdata.__file__", str(package / "__init__.py"))
    (tmp_path / "releases.yaml").write_text(
        write_register(DATASET, [Release("1.0.0", "2026-12-01", {"open": ONE})]), "utf-8"
    )
    assert caching.shipped_register() == Register(None, ())
    (tmp_path / "pyproject.toml").touch()
    assert caching.shipped_register().releases[0].editions["open"] == ONE
    (package / "releases.yaml").write_text(
        write_register(DATASET, [Release("2.0.0", "2027-12-01", {"open": TWO})]), "utf-8"
    )
    assert [one.version for one in caching.shipped_register().releases] == ["2.0.0"]


@pytest.mark.parametrize("name", ["../x.zip", "/x.zip", "a/b.zip", "x.tar", ".x.zip", "", "a\\b.zip", "x.zip\n"])
def test_a_name_that_may_lead_out_is_refused(name: str) -> None:
    """An archive is a plain zip file in the folder of its source."""
    with pytest.raises(AccessError, match="no plain name of a zip file"):
        pins(DATASET, [Release("1.0.0", "2026-12-01", {"open": Archived(name, 1, "", "")})], "source")


def test_the_toolkit_speaks_of_its_own_dataset_alone(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it knows of a version is no word about the same version of another dataset."""
    ships(monkeypatch, Register(OTHER, (Release("1.0.0", "2026-12-01", {"open": TWO}),)))
    assert known_pins(cache, DATASET) == {}


def test_two_datasets_of_one_name_are_told_apart(cache: Path) -> None:
    """Each lies in a folder of its own; the name alone does not choose between them, the id does."""
    twin = DATASET._replace(id="urn:another")
    home(cache, twin).mkdir(parents=True)
    remember(cache, Pin(twin, "1.0.0", "2026-01-01", "open", ONE, "source"))
    assert known_pins(cache, DATASET) == {}
    assert known_dataset(cache, twin.id) == twin
    with pytest.raises(AccessError, match="several datasets have this name"):
        known_dataset(cache, "p")
