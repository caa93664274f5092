"""What a site is made of while it is made: paths below its root, each with a text, with bytes, or with a file to copy."""

import json
import shutil
from pathlib import Path
from typing import Any

from pbdata.showing import OBEYED, shown

File = tuple[str, str | bytes | Path]
"""A path with forward slashes below the root of the site, and what the file holds: its content, or that of a file."""


def size_of(content: str | bytes | Path) -> int:
    """The bytes of what a file holds."""
    if isinstance(content, Path):
        return content.stat().st_size
    return len(content.encode() if isinstance(content, str) else content)


def write(place: Path, content: str | bytes | Path) -> None:
    """Write a file, its folders too."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, place)
    else:
        place.write_bytes(content.encode() if isinstance(content, str) else content)


def script(name: str, value: Any) -> bytes:
    """A script that leaves data in ``pbdata[NAME]``: pages opened from ``file://`` may load scripts, and nothing else.

    What would turn the direction of text is written out in the texts, as in the pages.
    """
    return _script(name, OBEYED.sub(lambda found: "\\" + shown(found[0]), _json(value)))


def exact_script(name: str, value: Any) -> bytes:
    """The same for data whose every character counts: what was written out above stands as an escape, which a script reads back."""
    return _script(name, OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", _json(value)))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _script(name: str, written: str) -> bytes:
    return f"(globalThis.pbdata ??= {{}})[{json.dumps(name)}] = {written};\n".encode()
