"""Publish and validate a research corpus of Chinese news as a Frictionless Data Package.

The public names are imported on first use, so that ``import pbdata`` costs nothing.
"""

from importlib import import_module
from typing import Any

__version__ = "1.0.0"

_HOME = {
    "process": "pbdata.corpus.process",
    "build": "pbdata.building.runner",
    "validate": "pbdata.validation.judge",
    "open_package": "pbdata.access.loading",
}
__all__ = ["__version__", "build", "open_package", "process", "validate"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
