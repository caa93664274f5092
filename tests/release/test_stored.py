"""Files of a release are read when they are asked for."""

from pathlib import Path

import pytest

from pbdata.release.stored import Stored


def test_a_file_on_disk_is_its_bytes(tmp_path: Path) -> None:
    """Read anew each time, beside those that were made."""
    place = tmp_path / "a.txt"
    place.write_bytes(b"one")
    files = Stored({"a.txt": place, "b.txt": b"two"})
    assert dict(files) == {"a.txt": b"one", "b.txt": b"two"}
    place.write_bytes(b"three")
    assert files["a.txt"] == b"three"


def test_files_stand_in_place_of_others(tmp_path: Path) -> None:
    """And some can be left out; the files that were there before stay as they are."""
    files = Stored({"a.txt": b"one", "b.txt": b"two"})
    assert dict(files | {"b.txt": b"other"}) == {"a.txt": b"one", "b.txt": b"other"}
    assert dict(files | Stored({"c.txt": b"three"})) == {"a.txt": b"one", "b.txt": b"two", "c.txt": b"three"}
    assert dict(files.without("a.txt", "z.txt")) == {"b.txt": b"two"}
    with pytest.raises(KeyError):
        files["c.txt"]
