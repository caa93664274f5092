"""Reads the lexicons: YAML files beside this module, each list with a comment on where it comes from."""

from importlib.resources import files
from typing import Any

import yaml


def load_lexicon(name: str) -> Any:
    """Return the content of ``lexicons/NAME.yaml``."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((files("pbdata.extraction") / "lexicons" / f"{name}.yaml").read_text("utf-8"), loader)
