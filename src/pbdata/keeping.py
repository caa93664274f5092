"""What takes long to make of the files beside the code is made once, and kept for the next process.

It lies in ``__pycache__`` beside the module that makes it, as bytecode does, with a hash of all that it was made of: the source, the
code of the module, and the interpreter. If one of them is another, it is made anew, so nothing stale is ever read. Where nothing
can be written, or Python was told to write no bytecode, it is made in each process.
"""

import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import import_module
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from typing import Any, TypeVar

from pbdata.collecting import uncollected

_Made = TypeVar("_Made")


def folder_of(package: str) -> Path:
    """Return the folder of a package."""
    return Path(import_module(package).__path__[0])


def kept(module: str, name: str, source: bytes, make: Callable[[], _Made]) -> _Made:
    """Return what ``make`` makes of a source by the code of a module, and of nothing else: ``kept(__name__, "names", …)``.

    It is data: numbers, text, bytes and what holds them. Other values are made in each process.
    """
    try:
        before, behind, maker = _maker(module)
    except OSError:
        return make()
    place = f"{before}{name}{behind}"
    origin = source_hash(maker + source)
    try:
        with open(place, "rb", buffering=0) as file:  # noqa: PTH123  (there are more than a hundred, and a path takes longer)
            data = file.read()
        if data.startswith(origin):
            with uncollected():
                return marshal.loads(memoryview(data)[len(origin) :])  # type: ignore[no-any-return]
    except (OSError, EOFError, TypeError, ValueError):
        pass
    made = make()
    _keep(Path(place), origin, made)
    return made


@cache
def _maker(module: str) -> tuple[str, str, bytes]:
    """Return what stands before and behind the name of what a module keeps, and what makes its code do what it does.

    That is its source, which lies beside it where it is compiled.
    """
    file = Path(str(sys.modules[module].__file__))
    stem = file.name.partition(".")[0]
    before, behind = cache_from_source(str(file.with_name(f"{stem}.\0.py"))).split("\0")
    return before, behind, sys.version.encode() + file.with_name(f"{stem}.py").read_bytes()


def _keep(place: Path, origin: bytes, made: Any) -> None:
    if sys.dont_write_bytecode:
        return
    aside = place.with_suffix(f".{os.urandom(4).hex()}")
    try:
        data = marshal.dumps(made)
        place.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("xb") as file:
            file.write(origin + data)
        aside.replace(place)
    except (OSError, ValueError):
        with suppress(OSError):
            aside.unlink(missing_ok=True)
