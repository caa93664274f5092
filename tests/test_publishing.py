"""Anyone's dataset: from a folder to a published release that others download, validate and cite, beside the toolkit's own."""

from pathlib import Path

import pytest
import yaml

import pbdata
from pbdata.access.download import download
from pbdata.captures.store.adding import add
from pbdata.errors import AccessError
from pbdata.package.reading import open_package
from pbdata.release.archiving import write_archive
from pbdata.release.editions import edition_files
from pbdata.release.identity import archive_name, dataset_of
from pbdata.release.register import Register, Release, write_register
from pbdata.release.releasing import prepare, release
from tests import ROOT
from tests.access.misbehaving import Site, serving
from tests.access.published import ships
from tests.release.repository import commit, git

DAY = "2026-12-31"
DESCRIPTION = "Two pages that were made up for a test, so that a whole release can be tried from beginning to end."
PAGE = """某县开展“三帮一带”活动
2026年3月2日 来源：某县日报
　　本报讯（记者 张三）3月1日，某县在石桥镇启动“三帮一带”活动，{n}名党员干部与困难群众结对帮扶。
　　“路修好了，日子有盼头。”石桥镇党委书记李四说。
　　据了解，该县已组织党员干部进村入户，为群众办实事{n}件，受到群众欢迎。
"""


def write_corpus(root: Path, releases: str) -> Path:
    """What a curator writes, in a new repository."""
    dataset = {
        "name": "made-up-news",
        "id": "https://example.org/made-up-news",
        "title": {"en": "Made-up news", "zh": "虚构新闻"},
        "description": {"en": DESCRIPTION, "zh": "为测试虚构的两个页面。"},
        "version": "0.1.0",
        "released": "2026-12-01",
        "releases": releases,
        "people": [
            {
                "name": "张三",
                "orcid": "https://orcid.org/0000-0002-1825-0097",
                "affiliation": "某大学",
                "roles": ["creator"],
            }
        ],
        "licenses": [{"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}],
        "sources": [{"title": "某县日报"}],
        "keywords": ["made up"],
        "rights": "The texts were made up and are nobody's.",
    }
    (root / "data/raw").mkdir(parents=True)
    (root / "data/dataset.yaml").write_text(yaml.safe_dump(dataset, allow_unicode=True, sort_keys=False), "utf-8")
    collection = {
        "id": "made-up",
        "title": "Made up",
        "frame": "none",
        "query": None,
        "gathered": "2026-12-01",
    }
    collection |= {"n_found": 2, "n_kept": 2, "exclusions": None}
    manifest = {"collections": [collection], "sightings": []}
    (root / "data/raw/manifest.yaml").write_text(yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False), "utf-8")
    (root / "CHANGELOG.md").write_text("# Changelog\n\n## [Unreleased]\n\n- The first version.\n", "utf-8")
    (root / "RIGHTS.md").write_text("# Rights\n\nThe texts were made up.\n", "utf-8")
    git(root, "init", "-q")
    return root


def pack_own(folder: Path) -> Register:
    """The dataset of this repository in its open edition, as a release of its own, and its register."""
    package = open_package(ROOT)
    dataset, version = dataset_of(package.descriptor), package.descriptor["version"]
    made = write_archive(folder / archive_name(dataset, version, "open"), edition_files(package, "open"))
    register = Register(dataset, (Release(version, DAY, {"open": made}),))
    (folder / "releases.yaml").write_text(write_register(*register), "utf-8")
    return register


@pytest.mark.slow
def test_a_dataset_is_published_and_used_beside_the_toolkits_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither is taken for the other in one cache, though the versions are the same; the next is found without --from."""
    monkeypatch.delenv("PBDATA_FROM", raising=False)
    monkeypatch.setenv("PBDATA_CACHE", str(tmp_path / "curators-cache"))
    with serving(Site()) as site:
        root = write_corpus(tmp_path / "corpus", site.address)
        for n in (12, 30):
            page = tmp_path / f"page{n}.txt"
            page.write_text(PAGE.format(n=n), "utf-8")
            add(root, [page], collection="made-up")
        pbdata.build(root)
        commit(root)
        prepare(root, DAY, version="1.0.0")
        pbdata.build(root)
        commit(root)
        made = release(root).release
        assert sorted(one.archive for one in made.editions.values()) == [
            f"made-up-news-1.0.0-{edition}.zip" for edition in ("full", "open")
        ]
        shelf = [*(root / "dist").glob("*.zip"), root / "releases.yaml"]
        site.files = {path.name: path.read_bytes() for path in shelf}

        own = pack_own(tmp_path)
        ships(monkeypatch, own)
        monkeypatch.setenv("PBDATA_CACHE", str(tmp_path / "readers-cache"))
        version = own.releases[0].version
        own_folder = download(source=str(tmp_path)).folder
        with pytest.raises(AccessError, match="publishes made-up-news"):
            download(version, source=site.address)
        theirs = download("made-up-news@1.0.0", source=site.address, edition="full")
        assert (theirs.id, theirs.pinned_by) == ("https://example.org/made-up-news", "source")
        assert pbdata.validate(theirs.folder).valid
        package = pbdata.open_package("made-up-news@1.0.0")
        assert package.frame("articles").height == 2
        assert pbdata.cite(package.descriptor, "gbt7714").startswith("张三. 虚构新闻: 1.0.0版(完整版)[DS/OL]")
        assert pbdata.open_package(version).root == own_folder
        assert download("made-up-news", edition="open").fetched
