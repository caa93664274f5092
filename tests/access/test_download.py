"""Downloads: from good sources, from bad ones, and from none."""

from pathlib import Path

import pytest

from pbdata.access.cache import home
from pbdata.access.download import download
from pbdata.errors import AccessError, PbdataError
from pbdata.release.register import read_register, registered
from tests.access.misbehaving import Site
from tests.access.published import DATASET, NAME, OTHER, hostile, package_files, publish, ships


def files(folder: Path) -> dict[str, bytes]:
    """What a folder holds, what is in passing left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not {".pbdata", "incoming"} & set(path.parts)
    }


def test_a_version_is_downloaded_and_remembered(site: Site, cache: Path) -> None:
    """The first time the source's word is taken, told and written down; the folder holds what was packed."""
    done = download("1.0.0", source=site.address)
    assert (done.fetched, done.pinned_by, done.folder) == (True, "source", home(cache, DATASET) / "p-1.0.0-open")
    assert package_files().items() <= files(done.folder).items()
    assert "on the word of" in done.notes[0] and done.sha256 in done.notes[0]
    assert registered(home(cache, DATASET)) == read_register(site.files["releases.yaml"].decode())


def test_a_version_that_is_here_needs_no_network(site: Site) -> None:
    """The second time nothing is asked of the server, and no source has to be named."""
    download("1.0.0", source=site.address)
    site.asked.clear()
    done = download("1.0.0")
    assert (done.fetched, done.notes, site.asked) == (False, (), [])
    assert download("1.0.0", source="http://127.0.0.1:1").fetched is False


def test_without_an_answer_nobody_guesses_which_dataset_was_meant(site: Site) -> None:
    """A place without a name means the dataset that is published there; where that is not to be learnt, none is handed out."""
    download("1.0.0", source=site.address)
    with pytest.raises(AccessError, match="cannot be reached"):
        download(source="http://127.0.0.1:1")


def test_a_folder_is_a_source_too(tmp_path: Path) -> None:
    """Archives and register may lie in a folder; without a version the latest is taken."""
    publish(tmp_path, "1.9.0")
    register = (tmp_path / "releases.yaml").read_text("utf-8")
    publish(tmp_path, "1.10.0")
    later = (tmp_path / "releases.yaml").read_text("utf-8").partition("releases:\n")[2]
    (tmp_path / "releases.yaml").write_text(register + later, "utf-8")
    assert download(source=str(tmp_path)).version == "1.10.0"


def test_a_copy_can_be_put_elsewhere(site: Site, tmp_path: Path) -> None:
    """``to`` gets all files; a folder that holds something is refused before anything is fetched."""
    done = download(source=site.address, to=tmp_path / "here")
    assert package_files().items() <= files(done.folder).items()
    assert done.folder == tmp_path / "here"
    with pytest.raises(AccessError, match="something already"):
        download(source=site.address, to=tmp_path / "here")


def test_progress_is_told_in_bytes(site: Site) -> None:
    """The last call has all bytes."""
    told: list[tuple[int, int]] = []
    download(source=site.address, progress=lambda done, size: told.append((done, size)))
    assert told[-1] == (len(site.files[NAME]),) * 2


def test_without_a_place_the_option_is_named() -> None:
    """Nothing is configured, so the error says what to give."""
    with pytest.raises(
        AccessError, match="does not say yet where its releases lie.*--from FOLDER, URL or doi:..., or set PBDATA_FROM"
    ):
        download("1.0.0")


def test_a_place_can_be_configured(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """``PBDATA_FROM`` stands for --from."""
    monkeypatch.setenv("PBDATA_FROM", site.address)
    assert download("1.0.0").fetched


def test_what_there_is_not_is_told_with_what_there_is(site: Site) -> None:
    """Another version or edition is no crash but a list."""
    with pytest.raises(AccessError, match=r"no version 2\.0\.0 in the open edition\. Known: 1\.0\.0 \(open\)"):
        download("2.0.0", source=site.address)
    with pytest.raises(AccessError, match=r"no version 1\.0\.0 in the full edition"):
        download("1.0.0", source=site.address, edition="full")
    with pytest.raises(AccessError, match="Use one of full, open"):
        download("1.0.0", source=site.address, edition="half")


def test_the_toolkits_word_counts_more_than_the_sources(
    site: Site, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A source whose register and archive were both changed is refused by a toolkit that knows the version."""
    known = read_register(site.files["releases.yaml"].decode())
    ships(monkeypatch, known)
    site.files |= hostile({"more.csv": b"x"})
    for asked in ("1.0.0", "p@1.0.0", "p", None):
        with pytest.raises(AccessError, match="another archive for 1.0.0 .open. of p than this toolkit lists"):
            download(asked, source=site.address)
    del site.files["releases.yaml"]
    with pytest.raises(AccessError, match="does not have the .* bytes that were released"):
        download("1.0.0", source=site.address)
    assert files(cache) == {}


def test_the_first_word_holds_ever_after(site: Site, cache: Path, tmp_path: Path) -> None:
    """A source that lists another hash later is refused, and the version that is here stays."""
    download("1.0.0", source=site.address)
    before = files(cache)
    site.files |= hostile({"more.csv": b"x"})
    with pytest.raises(AccessError, match="than it did when you first downloaded it"):
        download(source=site.address)
    assert files(cache) == before


def changed(site: Site) -> None:
    data = site.files[NAME]
    site.files[NAME] = data[:-1] + bytes([data[-1] ^ 1])


def longer(site: Site) -> None:
    site.files[NAME] += b"x"


def truncated(site: Site) -> None:
    site.limit = 100


def endless(site: Site) -> None:
    site.endless = True


def gone(site: Site) -> None:
    del site.files[NAME]


def leading_out(site: Site) -> None:
    site.files |= hostile({"../../evil.txt": b"x"})


def bomb(site: Site) -> None:
    site.files |= hostile({"big.csv": b"0" * (64 * 2**20)})


def without_checksums(site: Site) -> None:
    site.files |= hostile({"more.csv": b"x"})


def wrong_checksums(site: Site) -> None:
    site.files |= hostile({"SHA256SUMS": b"0" * 64 + b"  datapackage.json\n"})


def leading_name(site: Site) -> None:
    site.files["releases.yaml"] = site.files["releases.yaml"].replace(NAME.encode(), b"../" + NAME.encode())


def no_register(site: Site) -> None:
    site.files["releases.yaml"] = b"[not, a, register]"


FAULTS = {
    changed: "not what was released",
    longer: "does not have the",
    truncated: "broke off after 100 of",
    endless: "does not have the",
    gone: "404",
    leading_out: "may lead out of the folder",
    bomb: "as a bomb does",
    without_checksums: "no list of checksums",
    wrong_checksums: "not what was released",
    leading_name: "no plain name of a zip file",
    no_register: "not of its form",
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_source_that_misbehaves_is_refused(fault: object, site: Site, cache: Path, tmp_path: Path) -> None:
    """Each fault ends in an error that says so; the cache holds nothing of it, and nothing lies elsewhere."""
    outside = {path for path in tmp_path.rglob("*") if cache not in (path, *path.parents)}
    fault(site)  # type: ignore[operator]
    with pytest.raises(PbdataError, match=FAULTS[fault]):  # type: ignore[index]
        download("1.0.0", source=site.address)
    assert files(cache) == {}
    assert {path for path in tmp_path.rglob("*") if cache not in (path, *path.parents)} == outside
    kept = [path.name for path in cache.rglob("*") if path.is_file() and path.name != "lock"]
    assert [path for path in kept if not path.endswith(".part")] == []


@pytest.mark.parametrize("fault", [changed, truncated, longer, gone, endless], ids=lambda fault: fault.__name__)
def test_a_bad_source_does_not_harm_what_is_here(fault: object, site: Site, cache: Path) -> None:
    """Where the cache was damaged and the source is bad as well, all else in the cache stays as it was."""
    download("1.0.0", source=site.address)
    (home(cache, DATASET) / NAME).write_bytes(b"damaged")
    before = files(cache)
    fault(site)  # type: ignore[operator]
    with pytest.raises(AccessError):
        download("1.0.0", source=site.address)
    assert files(cache) == before


@pytest.mark.parametrize("ranges", [True, False])
def test_a_broken_transfer_goes_on_where_it_was(site: Site, ranges: bool) -> None:
    """The rest alone is asked for; a server without ranges sends all of it again."""
    site.limit, site.ranges = 100, ranges
    with pytest.raises(AccessError, match="run the same command to go on"):
        download("1.0.0", source=site.address)
    site.limit = None
    assert download("1.0.0", source=site.address).fetched
    assert site.asked[-1] == (NAME, "bytes=100-")


def test_a_beginning_from_elsewhere_is_fetched_anew(site: Site, cache: Path) -> None:
    """A part that does not fit the rest is noticed, and the whole fetched once more."""
    site.limit = 100
    with pytest.raises(AccessError):
        download("1.0.0", source=site.address)
    (part,) = (home(cache, DATASET) / "incoming").glob("*.part")
    part.write_bytes(b"0" * 100)
    site.limit = None
    assert download("1.0.0", source=site.address).fetched
    assert site.asked[-1] == (NAME, None)


def test_another_range_than_asked_for_is_refused(site: Site) -> None:
    """A server that sends another part would spoil the file."""
    site.limit = 100
    with pytest.raises(AccessError):
        download("1.0.0", source=site.address)
    site.limit, site.lying_range = None, True
    with pytest.raises(AccessError, match="another part than was asked for"):
        download("1.0.0", source=site.address)


@pytest.mark.parametrize("name", [NAME, "p-1.0.0-open/data/t.csv", "p-1.0.0-open/more.csv"])
def test_a_damaged_cache_is_put_right(site: Site, cache: Path, name: str) -> None:
    """A changed or added file is noticed, told and replaced; what the archive has is not fetched again."""
    download("1.0.0", source=site.address)
    before = files(cache)
    (home(cache, DATASET) / name).write_bytes(b"tampered")
    site.asked.clear()
    done = download("1.0.0", source=site.address)
    assert "It was put right now." in done.notes[0]
    assert files(cache) == before
    assert (NAME in dict(site.asked)) is done.fetched is (name == NAME)


def test_a_damaged_cache_without_a_source_is_an_error(site: Site, cache: Path) -> None:
    """The archive is gone bad and no place is known: the error says both."""
    download("1.0.0", source=site.address)
    (home(cache, DATASET) / NAME).write_bytes(b"tampered")
    with pytest.raises(AccessError, match="not what was released.*--from FOLDER, URL or doi"):
        download("1.0.0")


def test_another_scheme_is_refused() -> None:
    """Only the web, deposits and folders are read."""
    with pytest.raises(AccessError, match="only http://, https:// and doi:"):
        download("1.0.0", source="ftp://example.org")


@pytest.fixture
def another(tmp_path: Path) -> str:
    """A folder that publishes another dataset than the toolkit's, as 1.0.0 in its open edition."""
    (tmp_path / "another").mkdir()
    publish(tmp_path / "another", dataset=OTHER)
    return str(tmp_path / "another")


def test_a_source_of_another_dataset_gives_that_dataset(site: Site, another: str) -> None:
    """What the cache has of the toolkit's dataset is not what a folder publishes that has only another (F1)."""
    download("1.0.0", source=site.address)
    done = download(source=another)
    assert (done.name, done.id, done.fetched) == (*OTHER[:2], True)
    assert b'"q"' in (done.folder / "datapackage.json").read_bytes()


def test_another_dataset_may_have_a_version_that_the_toolkit_knows(
    another: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The toolkit's register speaks of its own dataset alone, so that 1.0.0 of another is fetched beside it (F2)."""
    ships(monkeypatch, read_register(site.files["releases.yaml"].decode()))
    first, second = download("q@1.0.0", source=another), download("p@1.0.0", source=site.address)
    assert (first.name, second.name) == ("q", "p")
    assert (first.pinned_by, second.pinned_by) == ("source", "toolkit")
    assert first.folder != second.folder
    assert (download("q@1.0.0").folder, download("1.0.0").folder) == (first.folder, second.folder)


@pytest.mark.parametrize("asked", ["1.0.0", "p@1.0.0", "p", "r@1.0.0", "urn:r@1.0.0"])
@pytest.mark.parametrize("is_here", [True, False])
def test_whoever_asks_for_one_dataset_never_gets_another(site: Site, another: str, asked: str, is_here: bool) -> None:
    """A plain version means the toolkit's dataset, a name the dataset of that name; a source of another is refused."""
    if is_here:
        download("1.0.0", source=site.address)
    with pytest.raises(AccessError, match=r"it publishes q .* was asked for.*ask for q"):
        download(asked, source=another)


def test_a_dataset_may_be_asked_for_by_its_id(another: str) -> None:
    """The id of a dataset stands for its name."""
    assert download(f"{OTHER.id}@1.0.0", source=another).name == "q"
    assert download(f"{OTHER.id}@1.0.0").fetched is False


def test_an_archive_must_be_of_the_dataset_that_its_register_names(another: str, cache: Path) -> None:
    """A register that vouches for the archive of another dataset is not believed."""
    place = Path(another) / "releases.yaml"
    place.write_text(place.read_text("utf-8").replace("name: q", "name: r"), "utf-8")
    with pytest.raises(AccessError, match="says of itself that it is q .* and r .* was asked for"):
        download("r@1.0.0", source=another)
    assert [path for path in cache.rglob("*") if path.suffix == ".zip"] == []


def test_the_place_of_a_dataset_is_known_after_its_first_download(site: Site, tmp_path: Path) -> None:
    """A package says where its releases lie; the next version needs no --from."""
    dataset = OTHER._replace(releases=site.address)
    (tmp_path / "mine").mkdir()
    site.files = publish(tmp_path / "mine", dataset=dataset)
    download("q@1.0.0", source=str(tmp_path / "mine"))
    site.files |= publish(tmp_path / "mine", "1.1.0", dataset=dataset)
    assert download("q").version == "1.1.0"
    site.files |= publish(tmp_path / "mine", "1.2.0", dataset=dataset)
    assert download("q@1.2.0").fetched


def test_a_register_without_a_dataset_is_one_of_the_toolkits_own(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Registers of the time when there was one dataset are read still; for an archive of another, the archive itself decides."""
    register = site.files["releases.yaml"].decode()
    ships(monkeypatch, read_register(register))
    head, _, rows = register.partition("releases:")
    site.files["releases.yaml"] = ("releases:" + rows).encode()
    assert download("1.0.0", source=site.address).pinned_by == "toolkit"
    with pytest.raises(AccessError, match="it publishes p .* and q was asked for"):
        download("q@1.0.0", source=site.address)


def test_an_archive_that_was_compressed_anew_is_the_same(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The toolkit pins the files and not the zip: a source may have packed them with another zlib."""
    known = read_register(site.files["releases.yaml"].decode())
    ships(monkeypatch, known)
    monkeypatch.setattr("pbdata.release.archiving._LEVEL", 0)
    site.files = publish(tmp_path / "published")
    done = download("1.0.0", source=site.address)
    assert done.sha256 != known.releases[0].editions["open"].sha256
    assert (done.pinned_by, download("1.0.0").fetched) == ("toolkit", False)
