"""Puts the register of releases into the wheel, so that an installed toolkit knows the hashes of what it may download."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Register(BuildHookInterface):  # type: ignore[type-arg]
    """Adds ``releases.yaml`` as ``pbdata/releases.yaml``, where there is one: before the first release there is none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before a wheel is built; an editable one finds the register in the repository."""
        register = Path(self.root) / "releases.yaml"
        if version == "standard" and register.is_file():
            build_data["force_include"][str(register)] = "pbdata/releases.yaml"
