"""The options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Root = Annotated[Path, typer.Option("--root", help="The folder that holds data/raw/ and data/dataset.yaml.")]
PackageArgument = Annotated[
    str, typer.Argument(help="A data package: its folder, its descriptor, its zip, or NAME@VERSION.")
]
PackageName = Annotated[
    str, typer.Option("--package", help="A data package: its folder, its descriptor, its zip, or NAME@VERSION.")
]

Detectors = Annotated[str, typer.Option("--detectors", help="What finds persons: rules, or rules,lac (extra ner).")]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        help="Rows to show: COLUMN=VALUE, !=, <, <=, >, >=, or COLUMN~TEXT for what holds TEXT. May be given several times.",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Topic = Annotated[
    str | None,
    typer.Option(
        "--topic",
        help="Judge whether the article is of a topic, and say why: party-building, or the YAML file of rules of your own.",
    ),
]
