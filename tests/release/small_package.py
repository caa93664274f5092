"""The schema of a small package, and the type of the fixture that makes such packages."""

from collections.abc import Callable

from pbdata.package.reading import Package

SCHEMA = {
    "fields": [
        {"name": "id", "type": "string", "constraints": {"required": True}},
        {"name": "n", "type": "integer", "constraints": {"minimum": 0}},
        {"name": "word", "type": "string", "description": "A word."},
    ],
    "primaryKey": ["id"],
}

Make = Callable[..., Package]
