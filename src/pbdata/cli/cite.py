"""``pbdata cite``: the citation of a package or an article."""

from typing import Annotated

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, PackageName
from pbdata.cli.terminal import print_json, say, tell_interrupted


@app.command(epilog="Example: pbdata cite --style bibtex --article aef3e59ff5bfb1351")
def cite(
    style: Annotated[
        str, typer.Option("--style", help="bibtex, ris, csl-json; with the extra cite gbt7714, apa, chicago.")
    ] = "gbt7714",
    package: PackageName = ".",
    article: Annotated[str | None, typer.Option("--article", help="The id of one article, to cite that.")] = None,
    as_json: AsJson = False,
) -> None:
    """Print how to cite a package, or one article of it, from its own metadata."""
    from pbdata.access.loading import descriptor_digest, open_package
    from pbdata.citation.article import cite_article
    from pbdata.citation.dataset import cite as cite_package

    tell_interrupted(package)
    opened = open_package(package)
    digest = descriptor_digest(opened)
    if article is None:
        citation = cite_package(opened.descriptor, style, digest=digest)
    else:
        citation = cite_article(opened, article, style, digest=digest)
    if as_json:
        print_json({"style": style, "article_id": article, "descriptor_sha256": digest, "citation": citation})
    else:
        say(citation)
