"""The page of the documentation that lists the commands, made from the commands themselves."""

from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from pbdata.cli.app import app
from pbdata.cli.language import translated

_EXAMPLE = "Example: "


def reference(language: str) -> str:
    """Return the commands with their arguments and options as Markdown, in ``en`` or ``zh``."""
    group: Any = get_command(app)
    title = translated("Commands", language)
    parts = [f"# {title}", translated(group.help, language)]
    for name in sorted(group.commands):
        parts += _command(name, group.commands[name], language)
    return "\n\n".join(parts) + "\n"


def _command(name: str, command: Any, language: str) -> Iterator[str]:
    yield f"## pbdata {name}"
    for paragraph in (command.help or "").split("\n\n"):
        yield translated(" ".join(paragraph.split()), language)
    if command.epilog:
        yield f"```sh\n{command.epilog.removeprefix(_EXAMPLE)}\n```"
    rows = [f"| {_called(one)} | {_explained(one, language)} |" for one in command.params if one.help]
    head = f"| {translated('Option', language)} | {translated('What it does', language)} |\n| --- | --- |"
    if rows:
        yield "\n".join([head, *rows])


def _called(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"`{parameter.metavar or parameter.name.upper()}`"
    metavar = "" if parameter.is_flag else f" {parameter.metavar or parameter.name.upper()}"
    return f"`{', '.join(parameter.opts)}{metavar}`"


def _explained(parameter: Any, language: str) -> str:
    words = translated(parameter.help, language).replace("|", "\\|")
    return f"**{translated('required', language)}** {words}" if parameter.required else words
