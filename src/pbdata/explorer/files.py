"""What a site is made of while it is made: paths below its root, each with a text or with bytes."""

import json
from typing import Any

File = tuple[str, str | bytes]
"""A path with forward slashes below the root of the site, and what the file holds."""


def script(name: str, value: Any) -> bytes:
    """A script that leaves data in ``pbdata.NAME``: pages opened from ``file://`` may load scripts, and nothing else."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"(globalThis.pbdata ??= {{}})[{json.dumps(name)}] = {written};\n".encode("utf-8", "backslashreplace")
