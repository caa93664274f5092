"""The options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Root = Annotated[Path, typer.Option("--root", help="The folder that holds data/raw/ and data/dataset.yaml.")]
PackageFolder = Annotated[Path, typer.Option("--package", help="A data package: its folder or its descriptor.")]
PackageName = Annotated[
    str, typer.Option("--package", help="A data package: its folder, its descriptor, its zip, or a downloaded version.")
]

Detectors = Annotated[str, typer.Option("--detectors", help="What finds persons: rules, or rules,lac (extra ner).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
