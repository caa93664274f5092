"""Reads the data files that lie beside the code: word lists, rules, schemas. The one loader, so that each is read once."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read_data(package: str, name: str) -> Any:
    """Return the content of a YAML file of a package: ``read_data(__package__, "words.yaml")``.

    It is read once in a process and shared by all callers, so none may change it.
    """
    folder = files(package)
    return yaml.load(folder.joinpath(*name.split("/")).read_text("utf-8"), _LOADER)
