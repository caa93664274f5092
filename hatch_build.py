"""Puts into the wheel what lies elsewhere: the register of releases, by which an installed toolkit knows the hashes of what it may
download, and the guidelines, which go into the archives of every dataset."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Register(BuildHookInterface):  # type: ignore[type-arg]
    """Adds ``releases.yaml``, which is there from the first release on, and ``docs/facts``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before a wheel is built; an editable one finds the register in the repository."""
        register = Path(self.root) / "releases.yaml"
        if version == "standard" and register.is_file():
            build_data["force_include"][str(register)] = "pbdata/releases.yaml"
        guidelines = Path(self.root) / "docs" / "facts"
        if version == "standard" and guidelines.is_dir():
            build_data["force_include"][str(guidelines)] = "pbdata/docs/facts"
