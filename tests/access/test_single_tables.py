"""Some tables of a release, of whose archive no more is fetched."""

import json
import random
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from pbdata.access.download import download
from pbdata.errors import AccessError
from pbdata.package.reading import open_package
from pbdata.release.archiving import write_archive
from pbdata.release.register import Release, write_register
from tests.access.misbehaving import Site, serving
from tests.access.published import DATASET, NAME, SCHEMA, TABLE, package_files

U_SCHEMA = {
    "fields": [{"name": "id", "type": "string"}],
    "foreignKeys": [{"fields": ["id"], "reference": {"resource": "t", "fields": ["id"]}}],
}
LARGE = random.Random(0).randbytes(1_000_000)


def files_of(path: str | list[str] = "data/u.csv") -> dict[str, bytes]:
    """A package with a small table ``t``, a table ``u`` that points at it, and a large one."""
    files = package_files()
    tables = {
        "t": ("data/t.csv", SCHEMA),
        "u": (path, U_SCHEMA),
        "large": ("data/large.csv", {"fields": [{"name": "id", "type": "string"}]}),
    }
    resources = [
        {"name": name, "type": "table", "path": path, "schema": schema} for name, (path, schema) in tables.items()
    ]
    descriptor = json.loads(files["datapackage.json"]) | {"resources": resources}
    parts = dict.fromkeys([path] if isinstance(path, str) else path, b"id\na\n")
    return files | parts | {"datapackage.json": json.dumps(descriptor).encode(), "data/large.csv": LARGE}


def publish(folder: Path, files: Mapping[str, bytes], **pinned: str | None) -> dict[str, bytes]:
    """The archive of these files and a register that vouches for it, but for what is ``pinned`` otherwise."""
    made = write_archive(folder / NAME, files)._replace(**pinned)
    register = write_register(DATASET, [Release("1.0.0", "2026-12-01", {"open": made})])
    (folder / "releases.yaml").write_text(register, encoding="utf-8")
    return {NAME: (folder / NAME).read_bytes(), "releases.yaml": register.encode()}


@pytest.fixture
def tables(tmp_path: Path) -> Iterator[Site]:
    """A server that has the package, which counts what it sends."""
    (tmp_path / "published").mkdir()
    with serving(Site(publish(tmp_path / "published", files_of()))) as site:
        yield site


def test_one_table_is_fetched_without_the_rest(tables: Site, tmp_path: Path, cache: Path) -> None:
    """With a descriptor of it alone, as a package that can be opened; the cache stays empty."""
    far: list[int] = []
    done = download(
        "1.0.0",
        source=tables.address,
        to=tmp_path / "new",
        tables=["t"],
        progress=lambda done, _total: far.append(done),
    )
    assert done.fetched and done.folder == tmp_path / "new"
    assert open_package(tmp_path / "new").frame("t")["n"].to_list() == [1, None]
    assert open_package(tmp_path / "new").resources == ["t"]
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "data",
        "datapackage.json",
        "datapackage.yaml",
    ]
    assert far[-1] < len(LARGE) / 2
    assert not (cache / DATASET.key / NAME).exists()


@pytest.mark.parametrize("asked", [["u"], ["u", "t"]])
def test_a_table_points_at_what_is_there(tmp_path: Path, tables: Site, asked: list[str]) -> None:
    """A foreign key to a table that was not asked for is left out; a folder is a source as well."""
    download("1.0.0", source=str(tmp_path / "published"), to=tmp_path / "new", tables=asked)
    (schema,) = [one["schema"] for one in open_package(tmp_path / "new").descriptor["resources"] if one["name"] == "u"]
    assert ("foreignKeys" in schema) == ("t" in asked)


def test_a_table_in_parts_comes_with_all_of_them(tmp_path: Path) -> None:
    """Each proved by itself."""
    publish(tmp_path, files_of(["data/u-00001.csv", "data/u-00002.csv"]))
    download("1.0.0", source=str(tmp_path), to=tmp_path / "new", tables=["u"])
    assert open_package(tmp_path / "new").frame("u").height == 2


def test_a_version_that_is_here_is_not_fetched_again(tables: Site, tmp_path: Path) -> None:
    """Its files are proved, and copied."""
    download("1.0.0", source=tables.address)
    tables.asked.clear()
    done = download("1.0.0", source=tables.address, to=tmp_path / "new", tables=["t"])
    assert not done.fetched and [name for name, _ in tables.asked] == ["releases.yaml"]
    assert (tmp_path / "new/data/t.csv").read_bytes() == TABLE


@pytest.mark.parametrize(
    ("files", "pinned", "said"),
    [
        ({"data/t.csv": TABLE}, {"contents_sha256": None}, "vouches for the archive of 1.0.0 alone"),
        ({"data/t.csv": TABLE}, {"contents_sha256": "0" * 64}, "not those that were released"),
    ],
)
def test_what_nobody_vouches_for_is_not_taken(
    tmp_path: Path, files: dict[str, bytes], pinned: dict[str, str | None], said: str
) -> None:
    """The register pins the list of checksums, or nothing is fetched by it."""
    publish(tmp_path, files_of() | files, **pinned)
    with pytest.raises(AccessError, match=said):
        download("1.0.0", source=str(tmp_path), to=tmp_path / "new", tables=["t"])
    assert not (tmp_path / "new").exists()


def test_a_table_that_was_changed_on_the_server_is_refused(tables: Site, tmp_path: Path) -> None:
    """Though the list of checksums and all else are as they were released."""
    files = files_of()
    plain = write_archive(tmp_path / NAME, files)
    other = bytearray((tmp_path / NAME).read_bytes())
    at = other.index(b"data/t.csv") + len(b"data/t.csv") + 4
    other[at] ^= 0x10
    assert plain.descriptor_sha256 == sha256(files["datapackage.json"]).hexdigest()
    tables.files[NAME] = bytes(other)
    with pytest.raises(AccessError, match=r"Leave out --table|not what was released"):
        download("1.0.0", source=tables.address, to=tmp_path / "new", tables=["t"])
    assert not (tmp_path / "new").exists()


def test_a_path_that_leads_out_is_not_written(tmp_path: Path) -> None:
    """Whoever vouches for it."""
    publish(tmp_path, files_of("../out.csv"))
    with pytest.raises(AccessError, match="may lead out of its folder"):
        download("1.0.0", source=str(tmp_path), to=tmp_path / "a/new", tables=["u"])
    assert not list(tmp_path.rglob("out.csv"))


def test_a_server_without_parts_is_told(tables: Site, tmp_path: Path) -> None:
    """The whole can be had from it."""
    tables.ranges = False
    with pytest.raises(AccessError, match="gives files as a whole alone. Leave out --table"):
        download("1.0.0", source=tables.address, to=tmp_path / "new", tables=["t"])


def test_a_table_that_is_not_there_is_told_with_those_that_are(tables: Site, tmp_path: Path) -> None:
    """And a folder is asked for."""
    with pytest.raises(AccessError, match=r"no table figures. It has: t, u, large"):
        download("1.0.0", source=tables.address, to=tmp_path / "new", tables=["figures"])
    with pytest.raises(AccessError, match="--to DIR"):
        download("1.0.0", source=tables.address, tables=["t"])
