"""``pbdata init``: a dataset out of nothing."""

import re
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, DryRun
from pbdata.cli.terminal import print_json, say
from pbdata.errors import PbdataError


@app.command(epilog="Example: pbdata init corpus --title 'Village news' --person 张三 --yes")
def init(
    folder: Annotated[Path, typer.Argument(help="The folder of the dataset; it is made where there is none.")] = Path(),
    name: Annotated[str | None, typer.Option("--name", help="A short name for programs: a-z, 0-9, hyphens.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="The title in English.")] = None,
    title_zh: Annotated[str | None, typer.Option("--title-zh", help="The title in Chinese.")] = None,
    description: Annotated[
        str | None, typer.Option("--description", help="What it holds, in English: 50 characters or more.")
    ] = None,
    description_zh: Annotated[str | None, typer.Option("--description-zh", help="What it holds, in Chinese.")] = None,
    person: Annotated[str | None, typer.Option("--person", help="Who makes it: a person or an organisation.")] = None,
    email: Annotated[str | None, typer.Option("--email", help="Where people may write to.")] = None,
    orcid: Annotated[str | None, typer.Option("--orcid", help="The person's ORCID.")] = None,
    affiliation: Annotated[str | None, typer.Option("--affiliation", help="Where the person works.")] = None,
    licence: Annotated[
        str | None, typer.Option("--licence", help="Of the compiled metadata: CC-BY-4.0, CC0-1.0, CC-BY-SA-4.0 ...")
    ] = None,
    collection: Annotated[str | None, typer.Option("--collection", help="The id of the first collection.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing: what is not given is as proposed.")] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Begin a dataset: all files that people write, so that `pbdata build` gives a valid, empty package at once.

    Nothing is overwritten: in a folder that is a dataset already, only what is missing is written.
    """
    from pbdata.captures.store.dataset import DATASET
    from pbdata.starting.files import DESCRIPTION, Answers, begin

    asks = not (yes or (folder / DATASET).is_file())
    if asks and not sys.stdin.isatty() and not (title and person):
        raise PbdataError(
            "nobody is there to be asked. Give --title and --person, or take what is proposed with --yes."
        )
    ask = asks and sys.stdin.isatty()
    proposed = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-") or "dataset"
    name = _answer("Short name for programs", name, proposed, ask)
    title = _answer("Title in English", title, name, ask)
    answers = Answers(
        name=name,
        title=title,
        title_zh=_answer("Title in Chinese (may stay empty)", title_zh, "", ask),
        description=_answer("What it holds, in English (50 characters or more)", description, DESCRIPTION, ask),
        description_zh=_answer("What it holds, in Chinese (may stay empty)", description_zh, "", ask),
        person=_answer("Who makes it", person, f"{name} contributors", ask),
        email=_answer("Where people may write to (may stay empty)", email, "", ask),
        orcid=orcid,
        affiliation=affiliation,
        licence=_answer("Licence of the compiled metadata", licence, "CC-BY-4.0", ask),
        collection=_answer("Id of the first collection", collection, "first", ask),
        day=datetime.now(UTC).astimezone().date().isoformat(),
    )
    begun = begin(folder, answers, dry_run=dry_run)
    if as_json:
        print_json(asdict(begun))
        return
    for path in begun.written:
        say(f"{'would write' if dry_run else 'wrote'} {folder / path}")
    for path in begun.kept:
        say(f"kept {folder / path}, which is there already")
    if not dry_run:
        at = "" if folder == Path() else f" --root {folder}"
        say(f"Next: pbdata add PAGES --collection {answers.collection}{at}, then pbdata build{at}")


def _answer(question: str, given: str | None, proposed: str, ask: bool) -> str:
    """What was given, or else answered; what is proposed where nobody is asked."""
    if given is not None or not ask:
        return proposed if given is None else given
    answer: str = typer.prompt(question, default=proposed, show_default=bool(proposed), err=True)
    return answer.strip()
