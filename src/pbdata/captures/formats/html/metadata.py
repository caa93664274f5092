"""What an HTML page tells programs about itself, in meta tags, Open Graph and JSON-LD: evidence beside what it prints."""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from pbdata.datafiles import read_data


def read_metadata(tags: Iterable[tuple[str, str]], scripts: Sequence[str]) -> dict[str, str]:
    """Return the metadata that a page declares, under the keys that html.yaml lists, with the values as they stand.

    ``tags`` holds the names and contents of the meta tags, in any case; ``scripts`` the JSON-LD scripts. A key is absent
    where the page declares nothing; a script that is no JSON is passed over.
    """
    declared: dict[str, str] = {}
    for name, content in tags:
        if content.strip():
            declared.setdefault(name.lower(), content.strip())
    for script in scripts:
        for name, content in _json_values(script):
            declared.setdefault(f".{name}", content)
    found = {key: [declared[name] for name in names if name in declared] for key, names in _names().items()}
    return {key: values[0] for key, values in found.items() if values}


@cache
def _names() -> dict[str, list[str]]:
    data = read_data(__package__, "html.yaml")
    names: dict[str, list[str]] = data["meta"]
    return names


def _json_values(script: str) -> Iterator[tuple[str, str]]:
    """Yield the keys and values of the objects in a JSON-LD script, outer ones first; an object's value is its name."""
    try:
        waiting = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        return
    for item in waiting:
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            for key, value in item.items():
                words = _name(value)
                if words:
                    yield key, words
            waiting += [item[key] for key in ("@graph", "mainEntity") if key in item]


def _name(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(filter(None, (_name(one) for one in value if not isinstance(one, list))))
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() if isinstance(value, str) else ""
