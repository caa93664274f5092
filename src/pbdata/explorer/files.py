"""What a site is made of while it is made: paths below its root, each with a text or with bytes."""

import json
from typing import Any

from pbdata.showing import OBEYED, shown

File = tuple[str, str | bytes]
"""A path with forward slashes below the root of the site, and what the file holds."""


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
