"""``pbdata review``: look at what needs eyes first, and decide, in the browser."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbdata.cli.app import app
from pbdata.cli.options import Detectors, Root
from pbdata.cli.terminal import remark, say, settings_of
from pbdata.errors import PbdataError

if TYPE_CHECKING:
    from pbdata.model.capture import Settings
    from pbdata.review.web import Answer

_PORT = 8766
_CODER = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


@app.command(epilog="Example: pbdata review --who li")
def review(
    root: Root = Path(),
    coder: Annotated[
        str | None,
        typer.Option(
            "--coder",
            help="Code pages blind under this name: nothing that the program or others made of them is shown.",
        ),
    ] = None,
    who: Annotated[
        str | None, typer.Option("--who", help="Who decides; it stands in the corrections. Initials do.")
    ] = None,
    port: Annotated[int, typer.Option("--port", help="The port; 0 takes a free one.", min=0, max=65535)] = _PORT,
    browse: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
    detectors: Detectors = "rules",
) -> None:
    """Look at what needs eyes first, and decide on it in the browser: labels, fields and facts of captures.

    What is decided is written to data/corrections/ at once, and the next build applies it. With --coder it is written to
    data/corrections/coders/NAME/ for `pbdata agree`. The page is served on this machine alone, until Ctrl-C is pressed.
    """
    from secrets import token_urlsafe

    from pbdata.review.web import Server

    answer = _answer(root, settings_of(detectors), coder, who)
    with Server(answer, token_urlsafe(16), port) as server:
        say(f"Open {server.address}")
        remark("It is for this machine and for who has this address; Ctrl-C ends it.")
        if browse:
            import webbrowser

            webbrowser.open(server.address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            remark("Ended. Everything that was decided is written.")


def _answer(root: Path, settings: "Settings", coder: str | None, who: str | None) -> "Answer":
    from pbdata.review import routes
    from pbdata.review.blind import BlindDesk
    from pbdata.review.desk import Desk
    from pbdata.review.shelf import Shelf

    if coder is not None and not _CODER.fullmatch(coder):
        raise PbdataError(f"--coder cannot be {coder!r}. Use lower-case letters, digits, - and _.")
    shelf = Shelf(root, settings)
    if coder is not None:
        return routes.coding(BlindDesk(root, shelf, coder), coder)
    desk = Desk(root, shelf, settings, who)
    desk.begin()
    return routes.curating(desk)
