"""Reads the data files that lie beside the code: word lists, rules, schemas. The one loader, so that each is read once."""

from functools import cache
from typing import Any

from pbdata.keeping import folder_of, kept


@cache
def read_data(package: str, name: str) -> Any:
    """Return the content of a YAML file of a package: ``read_data(__package__, "words.yaml")``.

    It is read once in a process and shared by all callers, so none may change it.
    """
    source = (folder_of(package) / name).read_bytes()
    return kept(__name__, f"{package}.{name.replace('/', '.')}", source, lambda: _parsed(source))


def _parsed(source: bytes) -> Any:
    import yaml  # Only where what is kept was made of another text.

    return yaml.load(source, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
