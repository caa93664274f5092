"""Files of a source, whole or from where a transfer left off."""

from pathlib import Path

import pytest

from pbdata.access.source import UnreachableError, fetch, read_whole
from pbdata.errors import AccessError
from tests.access.misbehaving import Site
from tests.access.published import NAME


@pytest.mark.parametrize("have", [0, 1, 100])
@pytest.mark.parametrize("web", [True, False], ids=["web", "folder"])
def test_a_file_is_fetched_from_where_it_was_left(site: Site, tmp_path: Path, have: int, web: bool) -> None:
    """What is there already is kept, and the rest put behind it."""
    data, part = site.files[NAME], tmp_path / "part"
    part.write_bytes(data[:have])
    fetch(site.address if web else str(tmp_path / "published"), NAME, len(data), part)
    assert part.read_bytes() == data


def test_a_whole_part_asks_for_nothing(site: Site, tmp_path: Path) -> None:
    """All bytes are there; the hash decides what they are worth."""
    (tmp_path / "part").write_bytes(b"x" * 10)
    fetch(site.address, NAME, 10, tmp_path / "part")
    assert site.asked == []


def test_a_part_that_is_too_long_is_dropped(site: Site, tmp_path: Path) -> None:
    """It cannot be the beginning of the file."""
    data, part = site.files[NAME], tmp_path / "part"
    part.write_bytes(b"x" * (len(data) + 1))
    fetch(site.address, NAME, len(data), part)
    assert part.read_bytes() == data


def test_a_small_file_is_read_within_bounds(site: Site) -> None:
    """A register that never ends is not read to its end, and one that is not there is told."""
    assert read_whole(site.address, "releases.yaml", 10_000) == site.files["releases.yaml"]
    with pytest.raises(AccessError, match="more than 10 bytes"):
        read_whole(site.address, "releases.yaml", 10)
    with pytest.raises(UnreachableError, match="404"):
        read_whole(site.address + "/", "gone.yaml", 10)


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "http://", "http://no host"])
def test_an_address_that_does_not_answer_is_told(address: str) -> None:
    """A refused connection and an address that is none are errors with advice, not crashes."""
    with pytest.raises(UnreachableError, match="cannot be reached"):
        read_whole(address, "releases.yaml", 10)
