"""Files below data/corrections/ are written whole, and never over what another wrote."""

from pathlib import Path

import pytest

from pbdata.captures.store.takedown import CORRECTIONS
from pbdata.errors import PbdataError
from pbdata.review.writing import NEW, ConflictError, replaced, version_of


def test_a_file_is_written_and_removed(tmp_path: Path) -> None:
    """Each content has its version; none is that of a file that is not there."""
    path = tmp_path / CORRECTIONS / "coders/li/x.yaml"
    version = replaced(tmp_path, path, b"a: 1\n", NEW)
    assert (path.read_bytes(), version_of(path)) == (b"a: 1\n", version)
    assert replaced(tmp_path, path, None, version) == NEW
    assert not path.exists()


def test_what_another_wrote_stays(tmp_path: Path) -> None:
    """A file that is not as it was seen is left alone."""
    path = tmp_path / CORRECTIONS / "x.yaml"
    replaced(tmp_path, path, b"a: 1\n", NEW)
    with pytest.raises(ConflictError, match="Look at it again"):
        replaced(tmp_path, path, b"a: 2\n", NEW)
    assert path.read_bytes() == b"a: 1\n"


@pytest.mark.parametrize("name", ["../dataset.yaml", "data/raw/x.txt", "data/corrections/../raw/manifest.yaml"])
def test_nothing_is_written_elsewhere(name: str, tmp_path: Path) -> None:
    """Through no name, and through no link."""
    with pytest.raises(PbdataError, match="nothing is written elsewhere"):
        replaced(tmp_path, tmp_path / name, b"x", NEW)
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / CORRECTIONS).mkdir(parents=True)
    (tmp_path / CORRECTIONS / "coders").symlink_to(outside)
    with pytest.raises(PbdataError, match="nothing is written elsewhere"):
        replaced(tmp_path, tmp_path / CORRECTIONS / "coders/x.yaml", b"x", NEW)
    assert list(outside.iterdir()) == []
