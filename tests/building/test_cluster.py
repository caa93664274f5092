"""A cluster of real processes gives the package that one process gives, whatever dies meanwhile."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pbdata.building import cluster as module
from pbdata.building import shards
from pbdata.building.cluster import shards_of_cluster
from pbdata.building.runner import build
from pbdata.building.store import SHARDS
from pbdata.errors import BuildError, SettingsError
from pbdata.package.reading import open_package
from tests import ROOT
from tests.building.corpus import PAGE, corpus, package, poisoned
from tests.building.dask_cluster import Cluster, cluster, done_of, wait_for

SIZE = 20


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and two workers."""
    pytest.importorskip("distributed")
    with cluster(tmp_path_factory.mktemp("dask") / "folder") as made:
        yield made


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus with the package that one process made; one of its pages has its text in a file of its own."""
    root = corpus(tmp_path_factory.mktemp("one") / "corpus", SIZE, {"gb.txt": PAGE.format(n=77).encode("gb18030")})
    build(root)
    shutil.rmtree(root / ".pbdata")
    return root


@pytest.fixture
def root(undisturbed: Path, tmp_path: Path) -> Path:
    """The corpus without the package."""
    return shutil.copytree(undisturbed / "data/raw", tmp_path / "corpus/data/raw").parents[1]


@pytest.fixture
def whole(undisturbed: Path, root: Path) -> dict[str, bytes]:
    """What has to come of the corpus."""
    shutil.copyfile(undisturbed / "data/dataset.yaml", root / "data/dataset.yaml")
    return package(undisturbed)


@pytest.mark.slow
def test_a_cluster_gives_the_same_package(dask: Cluster, root: Path, whole: dict[str, bytes]) -> None:
    """To the byte, with the page texts, and it keeps its shards for the next build on whatever machine."""
    assert done_of(dask.build(root))[0] == 0
    assert package(root) == whole
    assert list((root / SHARDS).rglob("*.zip"))


@pytest.mark.slow
@pytest.mark.parametrize("death", [Cluster.kill_a_worker, Cluster.restart_scheduler])
def test_a_death_costs_a_retry(
    dask: Cluster, root: Path, whole: dict[str, bytes], death: Callable[[Cluster], object]
) -> None:
    """After SIGKILL of a worker another makes its shards; without its scheduler the build waits for one, and goes on."""
    building = dask.build(root)
    wait_for(building, 4)
    death(dask)
    assert done_of(building)[0] == 0
    assert package(root) == whole


@pytest.mark.slow
def test_a_build_that_is_killed_is_taken_up(dask: Cluster, root: Path, whole: dict[str, bytes]) -> None:
    """What its workers had kept is taken by the next build, which is made by one process."""
    building = dask.build(root)
    wait_for(building, 6)
    building.kill()
    done_of(building)
    assert not (root / "datapackage.yaml").exists()
    assert list((root / SHARDS).rglob("*.zip"))
    build(root)
    assert package(root) == whole


@pytest.mark.slow
def test_a_page_that_crashes_costs_no_worker(dask: Cluster, tmp_path: Path) -> None:
    """It is found by halving and rejected, and the workers are those that there were."""
    root = corpus(tmp_path / "corpus", 5, {"crash.txt": poisoned("CRASH")})
    code, said = done_of(dask.build(root, "poisoned"))
    assert (code, "is gone" in said) == (0, False)
    rows = open_package(root).frame("captures").select("path", "status", "reason").rows()
    assert [row for row in rows if row[1] != "processed"] == [
        ("data/raw/crash.txt", "rejected", "error: the process that read this capture died")
    ]
    assert len(rows) == 6


@pytest.mark.slow
def test_a_worker_of_other_code_is_refused(root: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    """One comment in one list of words is another version: the build names the machine, and nothing is put in place."""
    pytest.importorskip("distributed")
    other = shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    words = other / "pbdata/facts/dates/words.yaml"
    words.write_text(f"{words.read_text('utf-8')}# another\n", "utf-8")
    with cluster(tmp_path / "dask") as mixed:
        for worker in mixed.workers:
            worker.kill()
        mixed.workers.append(mixed.worker("other", other))
        code, said = done_of(mixed.build(root))
    assert code == 1
    assert "has another pbdata, Python or library than this build" in said
    assert not (root / "datapackage.yaml").exists()
    assert not list((root / SHARDS).rglob("*.zip"))


def test_a_scheduler_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The build says what to start, and does not wait for ever."""
    pytest.importorskip("distributed")
    monkeypatch.setattr(module, "_ANSWER", 0.1)
    with pytest.raises(BuildError, match=r"tcp://127.0.0.1:9: no scheduler of Dask answers here"):
        list(shards_of_cluster([None], None, "tcp://127.0.0.1:9"))  # type: ignore[arg-type, list-item]


def test_a_cluster_without_dask_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named."""
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(SettingsError, match=r"pbdata\[cluster\]"):
        list(shards_of_cluster([None], None, "tcp://127.0.0.1:9"))  # type: ignore[arg-type, list-item]


def test_a_worker_that_does_not_see_the_corpus_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of this machine alone is of no use to others."""
    place = shards.Place(tmp_path, tmp_path, (), shards.Settings())
    with pytest.raises(BuildError, match="does not see .*manifest.yaml"):
        module._on_worker(module.fingerprint(), module.pickle.dumps((None, place)))
