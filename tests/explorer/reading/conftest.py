"""Packages whose pages a test writes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from pbdata.access.loading import open_package
from pbdata.captures.store.manifest import Collection, Manifest, Sighting
from pbdata.corpus.failures import process_or_reject
from pbdata.explorer.data import SiteData
from pbdata.model.capture import Capture
from pbdata.package.tables import pages, tables
from pbdata.package.writer import write_package
from tests import ROOT

Made = Callable[[Mapping[str, str]], SiteData]
HEAD = "石桥县召开党建工作会议\n2020年1月2日 来源：石桥日报\n"
BODY = "昨天，石桥县召开党建工作会议，县委书记张三强调，要加强基层党组织建设，投入资金300万元，帮扶20个村。\n"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Makes a package of text captures, given by the name of their file."""

    def make(texts: Mapping[str, str]) -> SiteData:
        processed, sightings = [], []
        for name, text in texts.items():
            path, data = f"data/raw/{name}", text.encode()
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(data)
            processed.append(process_or_reject(Capture(data, path, "text/plain")))
            sightings.append(Sighting(path, sha256(data).hexdigest(), "text/plain", "hand"))
        manifest = Manifest((Collection("hand", "By hand"),), tuple(sightings))
        dataset = yaml.safe_load((ROOT / "data/dataset.yaml").read_text("utf-8"))
        write_package(tmp_path, dataset, tables(manifest, processed), pages(processed))
        return SiteData(open_package(tmp_path))

    return make


@pytest.fixture
def without(committed: SiteData) -> Callable[[str], SiteData]:
    """The committed package without a table."""

    def less(table: str) -> SiteData:
        resources = [one for one in committed.descriptor["resources"] if one["name"] != table]
        return SiteData(replace(committed.package, descriptor={**committed.descriptor, "resources": resources}))

    return less
