"""The package below the site."""

from hashlib import sha256
from pathlib import Path

from pbdata.access.loading import open_package
from pbdata.explorer.data import SiteData
from pbdata.explorer.downloads import downloads
from pbdata.explorer.templating import environment
from pbdata.package.reading import Package
from tests.explorer.conftest import Make


def test_what_is_downloaded_is_the_package(committed: SiteData, tmp_path: Path) -> None:
    """The files make a package that opens, byte for byte as it was."""
    for path, content in downloads(committed, environment(committed)):
        if isinstance(content, bytes):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(content)
    opened = open_package(tmp_path / "downloads")
    assert opened.resources == committed.package.resources
    for one in opened.descriptor["resources"]:
        assert one["hash"] == f"sha256:{sha256((opened.root / one['path']).read_bytes()).hexdigest()}"


def test_no_file_from_elsewhere_is_taken(foreign: Make, tmp_path: Path) -> None:
    """A path that leads out of the package is not followed."""
    package = foreign({"t": [["a"], ["1"]]})
    (tmp_path.parent / "secret.csv").write_text("a\n1\n", "utf-8")
    (resource,) = package.descriptor["resources"]
    hostile = [resource, resource | {"name": "u", "path": "../secret.csv"}, resource | {"name": "v", "path": ["t.csv"]}]
    data = SiteData(Package(package.root, {**package.descriptor, "resources": hostile}))
    found = dict(downloads(data, environment(data)))
    assert sorted(found) == ["downloads.html", "downloads/datapackage.json", "downloads/t.csv"]
