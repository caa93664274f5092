"""``pbdata review``: look at what needs eyes first, and decide, in the browser."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbdata.cli.agree import judged_by
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
    settle: Annotated[
        list[str] | None,
        typer.Option("--settle", help="A coder; given twice or more, what they differ on comes first in the queue."),
    ] = None,
    export_cases: Annotated[
        Path | None,
        typer.Option(
            "--export-cases", help="Write all corrections of the dataset as test cases of pbdata to this file."
        ),
    ] = None,
    port: Annotated[int, typer.Option("--port", help="The port; 0 takes a free one.", min=0, max=65535)] = _PORT,
    browse: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
    detectors: Detectors = "rules",
) -> None:
    """Look at what needs eyes first, and decide on it in the browser: labels, fields and facts of captures.

    What is decided is written to data/corrections/ at once, and the next build applies it. With --coder it is written to
    data/corrections/coders/NAME/ for `pbdata agree`. The page is served on this machine alone, until Ctrl-C is pressed.
    """
    if export_cases is not None:
        from pbdata.corrections.cases import export

        say(f"{export(root, export_cases)} cases written to {export_cases}")
        return
    from secrets import token_urlsafe

    from pbdata.review.web import Server

    answer = _answer(root, _settings(root, detectors), coder, who, settle or ())
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


def _settings(root: Path, detectors: str) -> "Settings":
    """The settings with which a build processes captures."""
    from dataclasses import replace

    from pbdata.corpus.topics.reading import topic_of

    return replace(settings_of(detectors), topic=topic_of(root))


def _answer(root: Path, settings: "Settings", coder: str | None, who: str | None, settle: Sequence[str]) -> "Answer":
    from pbdata.review import routes
    from pbdata.review.blind import BlindDesk
    from pbdata.review.desk import Desk
    from pbdata.review.settling import items_to_settle
    from pbdata.review.shelf import Shelf

    if coder is not None and not _CODER.fullmatch(coder):
        raise PbdataError(f"--coder cannot be {coder!r}. Use lower-case letters, digits, - and _.")
    if coder is not None and settle:
        raise PbdataError("a coder works blind: leave out --settle, or --coder.")
    shelf = Shelf(root, settings)
    if coder is not None:
        return routes.coding(BlindDesk(shelf, coder), coder)
    desk = Desk(shelf, settings, who, items_to_settle(judged_by(settle, root)) if settle else ())
    desk.begin()
    return routes.curating(desk, _site(root))


def _site(root: Path) -> Path:
    """The folder of the explorer's site, which is made anew of the last build meanwhile, where there is one and the extra for it."""
    from threading import Thread

    from pbdata.locking import WORKSHOP

    folder = root / WORKSHOP / "site"
    folder.parent.mkdir(exist_ok=True)
    Thread(target=_explore, args=(root, folder), daemon=True).start()
    return folder


def _explore(root: Path, folder: Path) -> None:
    from pbdata.access.loading import open_package
    from pbdata.explorer.site import explore

    try:
        explore(open_package(root), folder)
    except PbdataError as error:
        remark(f"The site of the explorer is left out: {error}")
