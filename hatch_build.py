"""Puts into the wheel what lies elsewhere: the register of releases, by which an installed toolkit knows the hashes of what it may
download, the guidelines, which go into the archives of every dataset, and the questions that the explorer asks.

Where the environment has ``PBDATA_COMPILE``, the wheel is one for a platform: the modules that ``pyproject.toml`` lists are in
it as machine code too, beside their sources. The value is how much the C compiler optimizes, 0 to 3. Without it no
compiler is needed, and the wheel is one for all platforms.
"""

import os
from contextlib import chdir
from pathlib import Path
from shutil import rmtree
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Wheel(BuildHookInterface):  # type: ignore[type-arg]
    """Adds ``releases.yaml``, which is there from the first release on, two folders of ``docs`` and, if asked for, compiled modules."""

    _level = os.environ.get("PBDATA_COMPILE")

    def dependencies(self) -> list[str]:
        """Return what a build needs besides hatchling: the compiler, and all that pbdata imports, for the sake of its types."""
        return [*self.config["compile"]["requires"], *self.metadata.core.dependencies] if self._level else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before a wheel is built; an editable one finds all in the repository, and is never compiled."""
        if version != "standard":
            return
        included, root = build_data["force_include"], Path(self.root)
        for name in ("releases.yaml", "docs/facts", "docs/questions"):
            if (root / name).exists():
                included[str(root / name)] = f"pbdata/{name}"
        if self._level:
            folder = _compiled(root, self._level, **self.config["compile"])
            modules = (path for path in folder.rglob("*") if path.is_file())
            included |= {str(path): path.relative_to(folder).as_posix() for path in modules}
            build_data |= {"pure_python": False, "infer_tag": True}


def _compiled(root: Path, level: str, modules: list[str], interpreted: list[str], **_: list[str]) -> Path:
    """Return the folder of the extension modules: never the source, where they would stand before what is changed there."""
    from mypyc.build import mypycify
    from setuptools import Distribution

    folder = root / "build" / "compiled"
    rmtree(folder, ignore_errors=True)
    with chdir(root / "src"):  # so that a traceback names a file as pbdata/...
        left = {path for pattern in interpreted for path in Path().glob(pattern)}
        # mypyc takes a cached property for a property, and would compute it each time.
        left |= {path for path in Path().rglob("*.py") if "@cached_property" in path.read_text("utf-8")}
        chosen = {path for pattern in modules for path in Path().glob(pattern)} - left
        settings = [f"--config-file={root / 'pyproject.toml'}", f"--cache-dir={folder / 'types'}"]
        extensions = mypycify(
            [*settings, *sorted(path.as_posix() for path in chosen)],
            opt_level=level,
            debug_level="0",
            multi_file=True,  # one file of all would take the C compiler five times as long
            group_name="pbdata",
            target_dir=str(folder / "c"),
        )
        for extension in extensions:
            # No warnings, which mypyc would take for errors, about C that nobody wrote; every compiler knows this flag.
            extension.extra_compile_args = [*extension.extra_compile_args, "-w"]
        command = Distribution({"name": "pbdata", "ext_modules": extensions}).get_command_obj("build_ext")
        command.build_lib, command.build_temp = str(folder / "lib"), str(folder / "objects")
        command.ensure_finalized()
        command.run()
    return folder / "lib"
