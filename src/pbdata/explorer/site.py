"""Make the site of a package: all files written aside, then put in place of the last site."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pbdata.explorer.articles import articles
from pbdata.explorer.citing import citing
from pbdata.explorer.data import SiteData
from pbdata.explorer.divisions import divisions
from pbdata.explorer.downloads import downloads
from pbdata.explorer.files import File, size_of, write
from pbdata.explorer.index.files import index_files
from pbdata.explorer.outlets import outlets
from pbdata.explorer.overview import overview, plain_overview
from pbdata.explorer.persons import persons
from pbdata.explorer.places import places
from pbdata.explorer.placing import check_place, placed
from pbdata.explorer.programmes import programmes
from pbdata.explorer.questions import questions
from pbdata.explorer.reading.page import reading_pages
from pbdata.explorer.shelf import shelf
from pbdata.explorer.tables import tables
from pbdata.explorer.templating import environment, has_section
from pbdata.keeping import folder_of
from pbdata.package.reading import Package

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Summary:
    """What was made: the first page, and the number and bytes of the files."""

    index: Path
    files: int
    size: int


def explore(
    package: Package, out: Path, *, dry_run: bool = False, progress: Callable[[int, int], None] | None = None
) -> Summary:
    """Write the site of a package into the folder ``out``, in place of an earlier site there; a dry run makes all and writes nothing.

    ``progress`` is told how many pages were made, and of how many about. Raises ``SettingsError`` without the extra ``site``, and
    ``AccessError`` where ``out`` holds something else than such a site; nothing is touched then.
    """
    check_place(out)
    data = SiteData(package)
    expected = _pages(data) if progress else 0
    files = size = 0
    with nullcontext() if dry_run else placed(out) as folder:
        for path, content in site_files(data):
            if folder:
                write(folder / path, content)
            files, size = files + 1, size + size_of(content)
            if progress:
                progress(files, max(expected, files))
    return Summary(out / "index.html", files, size)


def _pages(data: SiteData) -> int:
    """About as many files as the site will have."""
    with_pages = ("articles", "programmes", "places") if data.is_ours else ()
    return len(data.package.resources) + sum(data.rows_of(name) or 0 for name in with_pages if data.has(name))


def site_files(data: SiteData) -> Iterator[File]:
    """All files of a site, a page at a time: of a package of pbdata what it tells, of any package its tables and codebook."""
    templates = environment(data)
    for place in sorted((folder_of(__package__) / "static").iterdir()):
        yield f"static/{place.name}", place
    if data.is_ours:
        yield from _told(data, templates)
    else:
        yield from plain_overview(data, templates)
    yield from tables(data, templates)
    yield from downloads(data, templates)
    yield from citing(data, templates)


def _told(data: SiteData, templates: "Environment") -> Iterator[File]:
    tree = divisions(data)
    shelved = shelf(data, tree)
    yield from overview(data, tree, shelved, templates)
    yield from articles(data, tree, shelved, templates)
    for section, pages in (("programmes.html", programmes), ("places.html", places), ("persons.html", persons)):
        if has_section(data, section):
            yield from pages(data, tree, shelved, templates)
    yield from outlets(tree, shelved, templates)
    yield from questions(data, templates)
    yield from reading_pages(data, templates)
    yield from index_files(data, shelved)
