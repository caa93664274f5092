"""A corpus of two pages, one with an article."""

from hashlib import sha256
from pathlib import Path

import pytest

from pbdata.captures.store.adding import add
from tests import ROOT, cases

PAGES = cases("corrections/applied.yaml")["pages"]
ID = f"c{sha256(PAGES['page'].encode()).hexdigest()[:16]}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of the corpus."""
    (tmp_path / "data/raw").mkdir(parents=True)
    manifest = "collections:\n  - {id: seed, title: T}\nsightings: []\n"
    (tmp_path / "data/raw/manifest.yaml").write_text(manifest, "utf-8")
    (tmp_path / "data/dataset.yaml").write_bytes((ROOT / "data/dataset.yaml").read_bytes())
    files = []
    for name in ("page", "list"):
        files.append(tmp_path / f"{name}.txt")
        files[-1].write_text(PAGES[name], "utf-8", newline="")
    add(tmp_path, files, collection="seed")
    return tmp_path
