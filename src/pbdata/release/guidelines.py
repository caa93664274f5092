"""The guidelines by which facts were read and coded: an archive names them, so that it holds them.

Their examples quote articles. In the open edition, which has no texts, each longer run of an article's words is masked.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import pbdata
from pbdata.chinese.characters import HAN

FOLDER = "docs/facts"
_RUN = 10
_MASK = "█"
_TWO_HAN = re.compile(f"[{HAN}][^{HAN}]*[{HAN}]")
_NOTE = (
    "> In the open edition, examples that quote an article at length are masked (█). Paths below `data/annotation/` and `src/` "
    "are those of the repository.\n"
    "> 公开版中，较长的原文例句以 █ 代替；`data/annotation/` 和 `src/` 之下的路径均指代码仓库。\n\n"
)


def guidelines(root: Path) -> dict[str, bytes]:
    """Return the guidelines of a corpus by path, or those of the toolkit where it has none of its own."""
    package = Path(pbdata.__file__).parent
    folders = (root / FOLDER, package / FOLDER, package.parents[1] / FOLDER)
    folder = next((one for one in folders if one.is_dir()), None)
    return {f"{FOLDER}/{path.name}": path.read_bytes() for path in sorted(folder.glob("*.md"))} if folder else {}


def masked(documents: dict[str, bytes], texts: Iterable[str]) -> dict[str, bytes]:
    """Return documents in which no run of ten characters of a text is left that has two Chinese characters."""
    words = {path: data.decode() for path, data in documents.items()}
    own = {run for text in words.values() for run in _runs(text) if _TWO_HAN.search(run)}
    quoted = {run for text in texts for run in _runs(text) if run in own}
    return {path: (_NOTE + _masked(text, quoted)).encode() for path, text in words.items()}


def _runs(text: str) -> Iterable[str]:
    return (text[at : at + _RUN] for at in range(len(text) - _RUN + 1))


def _masked(text: str, quoted: set[str]) -> str:
    characters = list(text)
    for at, run in enumerate(_runs(text)):
        if run in quoted:
            characters[at : at + _RUN] = (one if one == "\n" else _MASK for one in run)
    return "".join(characters)
