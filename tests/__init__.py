"""The tests of pbdata: they mirror its source, and their cases lie as data in ``cases/``."""

import json
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases"


def cases(path: str) -> Any:
    """The content of a file of cases, YAML or JSON, by its path in ``tests/cases/``."""
    text = (CASES / path).read_text("utf-8")
    return (
        json.loads(text) if path.endswith(".json") else yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    )
