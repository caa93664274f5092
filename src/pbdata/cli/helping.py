"""Help in the language of the terminal: headings, options, and each command with its whole first sentence."""

import re
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from pbdata.cli.language import translated
from pbdata.cli.values import take_as_typed

# What stands behind the help of an option: "  [default: .]", "  [required]".
_EXTRA = re.compile(r"\s+\[([^\[\]]+)\]\Z")
_DEFAULT = re.compile(r"\b(default): ")


class Formatter(typer.Context.formatter_class):  # type: ignore[misc,valid-type]
    """Writes help in the language of the terminal."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, args, translated("Usage:") + " " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        super().write_heading(translated(heading))

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        super().write_text("\n\n".join(translated(paragraph) for paragraph in text.split("\n\n")))

    def write_dl(self, rows: Sequence[tuple[str, str]], *arguments: Any, **options: Any) -> None:
        """Write a list of options or commands with what each does."""
        super().write_dl([(name, _explained(words)) for name, words in rows], *arguments, **options)


class HelpContext(typer.Context):
    """A call whose help is in the language of the terminal, and whose values are taken as they are typed."""

    formatter_class = Formatter

    def __init__(self, command: Any, *arguments: Any, **options: Any) -> None:
        super().__init__(command, *arguments, **options)
        take_as_typed(command.get_params(self))


class Commands(TyperGroup):
    """The commands of pbdata."""

    context_class = HelpContext

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command by its name; it is listed with its first sentence uncut."""
        command = super().get_command(ctx, cmd_name)
        if command:
            command.context_class = HelpContext
            command.short_help = " ".join((command.help or "").split("\n\n")[0].split())
        return command


def _explained(words: str) -> str:
    extra = _EXTRA.search(words)
    if not extra:
        return translated(words)
    said = _DEFAULT.sub(lambda found: translated(found[1]) + "：", extra[1]) if _chinese() else extra[1]
    return f"{translated(words[: extra.start()])}  [{translated(said)}]"


def _chinese() -> bool:
    return translated("Usage:") != "Usage:"
