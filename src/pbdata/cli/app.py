"""The application that the commands join, and what happens to their errors.

Modules that take time to load are imported inside the commands that need them.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pbdata import __version__
from pbdata.cli.helping import Commands
from pbdata.cli.terminal import say
from pbdata.errors import PbdataError

_WRONG_CALL, _OUR_FAULT = 2, 4

app = typer.Typer(
    name="pbdata",
    cls=Commands,
    help="Turn captures of Chinese news pages into a validated data package, and read, trace and cite it.",
    epilog="Example: pbdata build",
    add_completion=True,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line. Errors go to standard error, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(**({"errors": "replace"} if stream.isatty() else {"encoding": "utf-8"}))
    try:
        app()
    except PbdataError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename or 'pbdata'}: {error.strerror or error}. Check the name and who may read and write it.")
    except Exception as error:
        place = error.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else "pbdata"
        said = f"{where}: {type(error).__name__}: {error}. This is a fault of pbdata {__version__}: please report it."
        _fail(said, _OUR_FAULT)


def _fail(message: str, code: int = _WRONG_CALL) -> None:
    say(message, err=True)
    sys.exit(code)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pbdata {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass
