"""The index in the cache: when it is made, and that none is trusted which is not what it should be."""

import logging
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import pbdata
from pbdata.package.reading import open_package
from pbdata.searching import indexes
from pbdata.searching.indexes import index_of, remove_indexes
from pbdata.searching.queries import read_query
from tests.searching.made import of_texts

TEXTS = ["三送工作", "党员干部", "三送"]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, and every package counts as large."""
    monkeypatch.setattr(indexes, "SMALL", 0)
    monkeypatch.setenv("PBDATA_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The folder of a package of three texts."""
    return of_texts(tmp_path / "package", TEXTS).root


def found(package: Path) -> list[str]:
    """The articles that hold 三送."""
    return [hit.article_id for hit in pbdata.search(package, "三送")]


def index(cache: Path) -> Path:
    """The one index that there is."""
    (path,) = cache.rglob("*.sqlite")
    return path


def test_an_index_is_made_once_beside_no_package(package: Path, cache: Path) -> None:
    """The package stays as it was, and the second search takes the same file."""
    before = sorted(package.rglob("*"))
    assert found(package) == ["a0", "a2"]
    made = index(cache).stat()
    assert found(package) == ["a0", "a2"]
    assert index(cache).stat().st_mtime_ns == made.st_mtime_ns
    assert sorted(package.rglob("*")) == before


def test_a_changed_table_is_indexed_anew(package: Path, cache: Path) -> None:
    """Even where the descriptor says nothing of the change."""
    found(package)
    table = package / "data/texts.csv"
    table.write_text(table.read_text("utf-8").replace("三送工作", "三个工作"), "utf-8")
    assert found(package) == ["a2"]
    assert len(list(cache.rglob("*.sqlite"))) == 2


def test_the_newest_of_a_dataset_stay(tmp_path: Path, cache: Path) -> None:
    """Of all its versions and editions, until all are removed."""
    for number in range(5):
        package = of_texts(tmp_path / "p", ["三送", f"其{number}"], id="urn:uuid:1", name="p", version=f"1.0.{number}")
        found(package.root)
    last = index_of(package)
    assert last is not None
    assert len(list(cache.rglob("*.sqlite"))) == len(list(cache.rglob("*.seal"))) == 3
    assert "其4" in "".join(words.text for one in last.holding(read_query("其"), ["texts"], []) for words in one.words)
    remove_indexes(package)
    assert [path for path in cache.rglob("*") if path.is_file()] == []


def test_a_package_that_changes_while_it_is_indexed_is_read(
    package: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """No index says of other content that it is what it was named for."""
    write = indexes.write_index

    def changed(*given: Any) -> None:
        table = package / "data/texts.csv"
        table.write_text(table.read_text("utf-8").replace("三送工作", "三个工作"), "utf-8")
        write(*given)

    monkeypatch.setattr(indexes, "write_index", changed)
    assert found(package) == ["a2"]
    assert "changed while it was indexed" in caplog.text
    assert list(cache.rglob("*.sqlite")) == []


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_only_their_owner_reads_indexes_and_none_is_taken_from_others(package: Path, cache: Path) -> None:
    """Where others may write, the tables are read."""
    found(package)
    path = index(cache)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    path.parent.chmod(0o777)
    path.unlink()
    assert found(package) == ["a0", "a2"]
    assert list(cache.rglob("*.sqlite")) == []


@pytest.mark.parametrize("where", [0.1, 0.5, 0.9])
def test_a_damaged_index_is_made_anew(package: Path, cache: Path, where: float) -> None:
    """Whatever bytes of it are others, it is not asked."""
    found(package)
    path = index(cache)
    data = bytearray(path.read_bytes())
    at = int(len(data) * where)
    data[at : at + 2000] = b"\xff" * 2000
    path.write_bytes(data)
    assert found(package) == ["a0", "a2"]


@pytest.mark.parametrize("left", [b"", b"SQLite format 3\0", b"x" * 5000])
def test_half_an_index_is_made_anew(package: Path, cache: Path, left: bytes) -> None:
    """What a crash leaves is no index, with its seal or without."""
    found(package)
    index(cache).write_bytes(left)
    assert found(package) == ["a0", "a2"]
    index(cache).with_suffix(".seal").write_bytes(left)
    assert found(package) == ["a0", "a2"]


def test_damage_that_the_seal_does_not_show_is_found_by_sqlite(package: Path, cache: Path) -> None:
    """An index that cannot be read is made anew, and every hit told once."""
    found(package)
    path = index(cache)
    with sqlite3.connect(path) as database:
        database.execute("DELETE FROM documents WHERE number = 2")
    indexes.seal(path)
    assert found(package) == ["a0", "a2"]


def test_a_draft_that_was_left_is_removed(package: Path, cache: Path) -> None:
    """A process was killed while it wrote."""
    found(package)
    path = index(cache)
    path.unlink()
    path.with_suffix(".draft").write_bytes(b"half")
    assert found(package) == ["a0", "a2"]
    assert list(cache.rglob("*.draft")) == []


def test_where_nothing_can_be_written_the_tables_are_read(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The answer is the same, and the log tells why it took longer."""
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("PBDATA_CACHE", str(tmp_path / "file" / "cache"))
    with caplog.at_level(logging.WARNING):
        assert found(package) == ["a0", "a2"]
    assert "no index can be kept here" in caplog.text


def test_a_copy_of_a_package_shares_its_index(tmp_path: Path, cache: Path) -> None:
    """What a dataset says of itself names the index, and its content alone decides whether it fits."""
    said = {"id": "urn:uuid:1", "name": "p", "version": "1.0.0"}
    of_texts(tmp_path / "one", TEXTS, **said)
    of_texts(tmp_path / "two", TEXTS, **said)
    found(tmp_path / "one")
    made = index(cache).stat()
    found(tmp_path / "two")
    assert index(cache).stat().st_mtime_ns == made.st_mtime_ns
    assert open_package(tmp_path / "one").root != open_package(tmp_path / "two").root


@pytest.mark.slow
def test_two_processes_make_one_index(tmp_path: Path, cache: Path) -> None:
    """Both answer, whoever comes first."""
    package = of_texts(tmp_path / "package", TEXTS * 500).root
    code = (
        "import sys, pbdata\nfrom pbdata.searching import indexes\nindexes.SMALL = 0\n"
        "print(sum(1 for _ in pbdata.search(sys.argv[1], '三送')))"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(package)], stdout=subprocess.PIPE, env={**os.environ}, text=True
        )
        for _ in range(3)
    ]
    assert [one.communicate()[0].strip() for one in running] == ["1000"] * 3
    assert index(cache).is_file()
