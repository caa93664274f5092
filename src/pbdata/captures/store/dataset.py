"""Read ``data/dataset.yaml``: what people write about the dataset, in the form of forms/dataset.yaml."""

import re
from pathlib import Path
from typing import Any

from pbdata.forms.checking import check, form
from pbdata.forms.reading import Written

DATASET = "data/dataset.yaml"

SEMVER = re.compile(form(__package__, "dataset")["properties"]["version"]["pattern"])
"""A version of SemVer 2.0.0."""


def read_dataset(path: Path) -> dict[str, Any]:
    """The checked content of the file, without the keys that it leaves out.

    ``title`` and ``description`` are mappings with ``en`` and, where it is given, ``zh``; ``version`` is SemVer; ``released``
    is a day, YYYY-MM-DD, as text. Raises ``ManifestError`` with all faults, ``file:line:column`` each.
    """
    written = Written.read(path)
    check(written, __package__, "dataset")
    written.close()
    dataset: dict[str, Any] = written.value
    return dataset
