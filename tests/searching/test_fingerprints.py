"""By what an index is known to fit."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from pbdata.searching import fingerprints
from pbdata.searching.fingerprints import fingerprint, hashes, is_sealed, seal
from tests.searching.made import of_texts


def test_a_file_is_hashed_once_while_it_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And again when it changed, or might still change within a tick of the clock."""
    asked: list[Path] = []
    digest = fingerprints.digest
    monkeypatch.setattr(fingerprints, "digest", lambda path: asked.append(path) or digest(path))
    monkeypatch.setattr(fingerprints, "_SETTLED", -1.0)
    path = tmp_path / "x.csv"
    path.write_text("one", "utf-8")
    first = hashes([path], tmp_path)
    assert hashes([path], tmp_path) == first
    assert len(asked) == 1
    path.write_text("two", "utf-8")
    assert hashes([path], tmp_path) != first
    monkeypatch.setattr(fingerprints, "_SETTLED", 1e9)
    path.write_text("three", "utf-8")
    hashes([path], tmp_path)
    hashes([path], tmp_path)
    assert len(asked) == 4


@pytest.mark.parametrize("said", ["[1]", '{"a": 1}', '{"PATH": {"a": 1}}', '{"PATH": 1}', '{"PATH": [1]}', "null"])
def test_what_is_remembered_wrongly_is_forgotten(said: str, tmp_path: Path) -> None:
    """Whatever stands in the file of hashes."""
    path = tmp_path / "x.csv"
    path.write_text("one", "utf-8")
    (tmp_path / "hashes.json").write_text(said.replace("PATH", path.as_posix()), "utf-8")
    assert hashes([path], tmp_path) == [sha256(b"one").hexdigest()]


def test_other_columns_are_another_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is searched is part of what an index depends on."""
    package = of_texts(tmp_path, ["党"])
    before = fingerprint(package, ["x"])
    columns = fingerprints.read_data("pbdata.searching", "columns.yaml")
    monkeypatch.setattr(fingerprints, "read_data", lambda *_: columns | {"public": []})
    assert fingerprint(package, ["x"]) != before


def test_a_seal_holds_as_long_as_the_bytes_do(tmp_path: Path) -> None:
    """Another time of change alone does not break it."""
    path = tmp_path / "x.sqlite"
    path.write_bytes(b"one")
    assert not is_sealed(path)
    seal(path)
    assert is_sealed(path)
    os.utime(path, (1, 1))
    assert is_sealed(path)
    path.write_bytes(b"two")
    os.utime(path, (1, 1))
    assert not is_sealed(path)
    path.unlink()
    assert not is_sealed(path)


@pytest.mark.parametrize("said", ["", "[]", "{}", "[1]", "null", '"x"', "\ufffd"])
def test_a_broken_seal_is_none(said: str, tmp_path: Path) -> None:
    """Whatever stands in its file."""
    path = tmp_path / "x.sqlite"
    path.write_bytes(b"one")
    path.with_suffix(".seal").write_text(said, "utf-8")
    assert not is_sealed(path)
