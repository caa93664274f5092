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
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    written = OBEYED.sub(lambda found: "\\" + shown(found[0]), written)
    return f"(globalThis.pbdata ??= {{}})[{json.dumps(name)}] = {written};\n".encode()
