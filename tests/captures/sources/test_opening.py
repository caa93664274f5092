"""A file is opened here or elsewhere, and its compression undone."""

import builtins
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from pbdata.captures.sources.opening import open_at, open_file, uncompressed
from pbdata.errors import PbdataError
from tests import cases
from tests.captures.remote import remote
from tests.captures.sources.warcs import plain, zstd

TEXT = b"".join(b"%d " % (number * 7919 % 10_007) for number in range(100_000))


def members(data: bytes) -> bytes:
    return gzip.compress(data[:1_000]) + gzip.compress(data[1_000:]) + b"\x00" * 512


COMPRESSIONS = (plain, gzip.compress, members, zstd)


@pytest.mark.parametrize("compress", COMPRESSIONS, ids=lambda one: one.__name__)
def test_the_content_comes_without_its_compression(tmp_path: Path, compress: Callable[[bytes], bytes]) -> None:
    """Of one member or several, padded or not; at any offset."""
    place = tmp_path / "x"
    place.write_bytes(compress(TEXT))
    with open_file(str(place)) as file:
        content, compressed = uncompressed(file)
        assert content.read() == TEXT
        assert compressed is None or compressed.damage is None
    for offset in (300_000, 0, 17):
        with open_at(str(place), offset) as (file, _):
            assert file.read(100) == TEXT[offset : offset + 100]


def test_a_changed_file_is_unpacked_anew(tmp_path: Path) -> None:
    """What was unpacked before is not taken for it."""
    place = tmp_path / "x"
    for data in (b"one", b"another"):
        place.write_bytes(gzip.compress(data))
        with open_at(str(place), 0) as (file, _):
            assert file.read() == data


@pytest.mark.parametrize("compress", [gzip.compress, zstd])
def test_damage_is_told_at_the_end(tmp_path: Path, compress: Callable[[bytes], bytes]) -> None:
    """What was readable came before."""
    place = tmp_path / "x"
    place.write_bytes(compress(TEXT)[:-1_000])
    with open_file(str(place)) as file:
        content, compressed = uncompressed(file)
        assert TEXT.startswith(content.read())
        assert compressed and compressed.damage


def test_a_file_that_was_made_to_fill_the_disk_is_refused(tmp_path: Path) -> None:
    """It is not unpacked to its end."""
    place = tmp_path / "x"
    place.write_bytes(gzip.compress(b"0" * 100_000_000))
    with pytest.raises(PbdataError, match="more than 250 times its size"), open_at(str(place), 0):
        pass


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """With what to do."""
    with pytest.raises(PbdataError, match="there is no such file. Check the name."):
        open_file(str(tmp_path / "x"))


def test_a_url_without_fsspec_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked for only where a URL is read."""
    real = builtins.__import__

    def without(name: str, *others: object) -> object:
        if name == "fsspec":
            raise ImportError("No module named 'fsspec'")
        return real(name, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(PbdataError, match=r'pip install "pbdata\[remote\]"'):
        open_file("s3://x.jsonl")


def test_a_url_is_read() -> None:
    """Of whatever kind; one where nothing lies is named."""
    with remote("opening/x", b"abc") as url:
        with open_file(url) as file:
            assert file.read() == b"abc"
        with pytest.raises(PbdataError, match="there is no such file"):
            open_file(f"{url}y")


@pytest.mark.parametrize("url", cases("captures/urls.yaml")["refused"])
def test_a_url_of_this_machine_is_refused(url: str) -> None:
    """A manifest may come from anybody, and must not read what lies here."""
    with pytest.raises(PbdataError, match="One may begin with https, http"):
        open_file(url)
