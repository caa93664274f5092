"""The package below the site."""

from hashlib import sha256
from html import unescape
from pathlib import Path

from pbdata.access.loading import open_package
from pbdata.explorer.data import SiteData
from pbdata.explorer.downloads import downloads
from pbdata.explorer.files import write
from pbdata.explorer.templating import environment
from pbdata.package.reading import Package
from tests.explorer.conftest import Make


def test_what_is_downloaded_is_the_package(committed: SiteData, tmp_path: Path) -> None:
    """The files make a package that opens, byte for byte as it was."""
    for path, content in downloads(committed, environment(committed)):
        if isinstance(content, Path):
            write(tmp_path / path, content)
    opened = open_package(tmp_path / "downloads")
    assert opened.resources == committed.package.resources
    for one in opened.descriptor["resources"]:
        assert one["hash"] == f"sha256:{sha256((opened.root / one['path']).read_bytes()).hexdigest()}"


def test_no_file_from_elsewhere_is_taken(foreign: Make, tmp_path: Path) -> None:
    """A path that leads out of the package is not followed."""
    package = foreign({"t": [["a"], ["1"]]})
    (tmp_path.parent / "secret.csv").write_text("a\n1\n", "utf-8")
    (resource,) = package.descriptor["resources"]
    hostile = [
        resource,
        resource | {"name": "u", "path": "../secret.csv"},
        resource | {"name": "v", "path": ["../secret.csv"]},
    ]
    data = SiteData(Package(package.root, {**package.descriptor, "resources": hostile}))
    found = dict(downloads(data, environment(data)))
    assert sorted(found) == ["downloads.html", "downloads/datapackage.json", "downloads/t.csv"]


def test_no_page_of_somebody_else_is_taken(foreign: Make) -> None:
    """A file that a browser would show as a page stays where it is."""
    package = foreign({"t": [["a"], ["1"]]})
    (package.root / "evil.html").write_text("<script>alert(1)</script>", "utf-8")
    hostile = [*package.descriptor["resources"], {"name": "evil", "path": "evil.html"}]
    data = SiteData(Package(package.root, {**package.descriptor, "resources": hostile}))
    assert "downloads/evil.html" not in dict(downloads(data, environment(data)))


def test_all_files_of_a_table_are_taken(foreign: Make) -> None:
    """The example reads them as one table, and a name with quotes does not end its string."""
    package = foreign({"it's": [["a"], ["1"]], "u": [["a"], ["2"]]})
    resources = [{"name": "it's", "path": ["it's.csv", "u.csv"]}]
    data = SiteData(Package(package.root, {**package.descriptor, "resources": resources}))
    found = dict(downloads(data, environment(data)))
    assert {"downloads/it's.csv", "downloads/u.csv"} < set(found)
    page = unescape(str(found["downloads.html"]))
    assert "read_csv(['downloads/it''s.csv', 'downloads/u.csv']" in page
    assert """package.frame("it's")""" in page
