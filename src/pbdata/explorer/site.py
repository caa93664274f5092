"""Make the site of a package: all files written aside, then put in place of the last site at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pbdata.explorer.articles import articles
from pbdata.explorer.data import SiteData
from pbdata.explorer.files import File
from pbdata.explorer.overview import overview
from pbdata.explorer.placing import check_place, placed
from pbdata.explorer.templating import environment
from pbdata.keeping import folder_of
from pbdata.package.reading import Package


@dataclass(frozen=True, slots=True)
class Summary:
    """What was made: the first page, and the number and bytes of the files."""

    index: Path
    files: int
    size: int


def explore(package: Package, out: Path) -> Summary:
    """Write the site of a package into the folder ``out``, in place of an earlier site there.

    Raises ``SettingsError`` without the extra ``site``, and ``AccessError`` where ``out`` holds something else than such a site;
    nothing is touched then.
    """
    check_place(out)
    files = size = 0
    with placed(out) as folder:
        for path, content in site_files(SiteData(package)):
            target, written = folder / path, content.encode() if isinstance(content, str) else content
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(written)
            files, size = files + 1, size + len(written)
    return Summary(out / "index.html", files, size)


def site_files(data: SiteData) -> Iterator[File]:
    """All files of a site, a page at a time."""
    templates = environment(data)
    for place in sorted((folder_of(__package__) / "static").iterdir()):
        yield f"static/{place.name}", place.read_bytes()
    yield from overview(data, templates)
    if data.is_ours:
        yield from articles(data, templates)
