"""The application that the commands join, and what happens to their errors.

Modules that take time to load are imported inside the commands that need them.
"""

import gc
import sys
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

import typer

from pbdata import __version__
from pbdata.cli.helping import Commands
from pbdata.cli.terminal import say, speak
from pbdata.errors import PbdataError

_WRONG_CALL, _OUR_FAULT, _STOPPED = 2, 4, 1
# A command loads much that stays: with Python's threshold of 700 the collector would look through it again and again.
_MADE_BEFORE_COLLECTING = 200_000
# What the parser raises: the class below which typer.BadParameter stands.
_CallError: Any = typer.BadParameter.__mro__[2]

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
    """Run the command line. Errors go to standard error in the language of the terminal, without a traceback."""
    gc.set_threshold(_MADE_BEFORE_COLLECTING)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(**({"errors": "replace"} if stream.isatty() else {"encoding": "utf-8"}))
    try:
        code = app(standalone_mode=False)
    except _CallError as error:
        told = StringIO()
        error.show(file=told)
        _fail(told.getvalue().rstrip("\n"), error.exit_code)
    except typer.Abort:
        _fail("Aborted!", _STOPPED)
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
    else:
        sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str, code: int = _WRONG_CALL) -> None:
    say(message, err=True)
    sys.exit(code)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pbdata {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
    verbose: Annotated[
        int,
        typer.Option(
            "--verbose", "-v", count=True, show_default=False, help="Say what is done; given twice, every step of it."
        ),
    ] = 0,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no remarks: results and errors.")
    ] = False,
) -> None:
    speak(verbose, quiet)
