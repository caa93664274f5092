"""A small corpus for builds, and the bytes of the package that came of it."""

from collections.abc import Mapping
from pathlib import Path

from pbdata.captures.store.adding import add
from tests import ROOT

HEAD = "collections:\n  - {id: seed, title: T}\nsightings: []\n"
PAGE = "石桥县召开党建会议{n}\n\n本报讯 石桥县昨天召开党建工作会议，要求各级党组织抓好落实，群众纷纷叫好，今年还要再修路{n}公里。\n"


def corpus(root: Path, n: int, others: Mapping[str, bytes] = {}) -> Path:
    """A corpus in ``root`` of ``n`` small pages, and of others with their names."""
    (root / "data/raw").mkdir(parents=True)
    (root / "data/raw/manifest.yaml").write_text(HEAD, "utf-8")
    (root / "data/dataset.yaml").write_bytes((ROOT / "data/dataset.yaml").read_bytes())
    pages = {f"{i}.txt": PAGE.format(n=i).encode() for i in range(n)} | dict(others)
    folder = root.parent / f"pages of {root.name}"
    folder.mkdir()
    for name, data in pages.items():
        (folder / name).write_bytes(data)
    add(root, [folder / name for name in pages], collection="seed")
    return root


def poisoned(word: str) -> bytes:
    """A page that does harm where settings are ``Poisoned``."""
    return PAGE.format(n=word).encode()


def package(root: Path) -> dict[str, bytes]:
    """Every file of the package in ``root``."""
    found = [root / "datapackage.yaml", root / "datapackage.json"]
    found += [path for folder in ("tables", "pages", "parquet") for path in (root / "data" / folder).rglob("*")]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found if path.is_file()}
