"""Ask for room before something large is written."""

import shutil
from pathlib import Path

_KEPT_FREE = 2**28


def lack_of_room(folder: Path, size: int) -> str | None:
    """Say that ``size`` bytes cannot be written below ``folder`` and still leave its disk room to work; ``None`` where they can."""
    free = shutil.disk_usage(folder).free
    if size <= free - _KEPT_FREE:
        return None
    return f"{size} bytes do not fit on the disk of {folder}, which has {max(free, 0)} bytes free, of which {_KEPT_FREE} are kept"
