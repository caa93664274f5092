"""A corpus of two pages of cases/corpus/pages, small enough to be processed in each test."""

import json
from hashlib import sha256
from pathlib import Path

from pbdata.model.capture import Settings
from pbdata.model.ids import capture_id
from pbdata.review.shelf import Shelf
from tests import CASES, ROOT

PAGES = ("b05_numbered_measures", "b22_hongkong_china_page")
SETTINGS = Settings()


def page_text(name: str) -> str:
    """The page of a case."""
    return "".join(f"{line}\n" for line in json.loads((CASES / f"corpus/pages/{name}.json").read_text("utf-8"))["page"])


FIRST, SECOND = (capture_id(sha256(page_text(name).encode()).hexdigest()) for name in PAGES)
"""The ids of the captures."""


def corpus(root: Path) -> Path:
    """Write the corpus into a folder."""
    raw = root / "data/raw"
    raw.mkdir(parents=True)
    sightings = []
    for name in PAGES:
        data = page_text(name).encode()
        (raw / f"{name}.txt").write_bytes(data)
        sighting = {"path": f"{name}.txt", "sha256": sha256(data).hexdigest(), "media_type": "text/plain"}
        sightings.append(sighting | {"collection": "seed"})
    manifest = {"collections": [{"id": "seed", "title": "seed"}], "sightings": sightings}
    (raw / "manifest.yaml").write_text(json.dumps(manifest), "utf-8")
    (root / "data/dataset.yaml").write_bytes((ROOT / "data/dataset.yaml").read_bytes())
    return root


def shelf(root: Path) -> Shelf:
    """The captures of the corpus, which is written first where it is not there."""
    return Shelf(root if (root / "data/raw").is_dir() else corpus(root), SETTINGS)
