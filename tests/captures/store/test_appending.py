"""The text of the manifest stays, byte for byte, but for the sightings that come or go."""

from pathlib import Path

import pytest

from pbdata.captures.store.appending import appended, without
from pbdata.captures.store.manifest import Sighting, manifest_of
from pbdata.errors import ManifestError
from pbdata.forms.reading import Written

HEAD = "collections:\n  - {id: seed, title: 题名} # 注\n\nsightings:\n"
ROW = "  - path: {name}.txt # {name}\n    sha256: {digest}\n    media_type: text/plain\n    collection: seed\n"
PATH = Path("manifest.yaml")


def row(name: str) -> str:
    return ROW.format(name=name, digest=name * 64)


def test_a_sighting_in_the_middle_goes_and_its_neighbours_stay() -> None:
    """The comment before the next sighting is of the next one."""
    text = HEAD + row("a") + "\n" + row("b") + "\n  # of c\n" + row("c")
    assert without(Written(PATH, text), text.encode(), {1}).decode() == HEAD + row("a") + "\n  # of c\n" + row("c")


def test_the_last_sighting_goes() -> None:
    """An empty list is left, to which can be appended again."""
    text = HEAD + row("a")
    left = without(Written(PATH, text), text.encode(), {0})
    assert left.decode() == HEAD
    written = Written(PATH, left.decode())
    again = appended(written, left, [Sighting("data/raw/a.txt", "a" * 64, "text/plain", "seed")])
    assert manifest_of(Written(PATH, again.decode())).sightings[0].path == "data/raw/a.txt"


@pytest.mark.parametrize(
    "text",
    [HEAD.replace("sightings:\n", "sightings: [{path: a}]\n"), "{collections: [], sightings: []}", HEAD + "...\n"],
)
def test_a_list_in_brackets_is_not_appended_to(text: str) -> None:
    """Where a row behind the text would be no sighting, nothing is written."""
    with pytest.raises(ManifestError, match="no sighting can be appended"):
        appended(Written(PATH, text), text.encode(), [Sighting("data/raw/a.txt", "a" * 64, "text/plain", "seed")])


def test_evidence_is_marked() -> None:
    """Where an address comes from the page itself, the manifest says from what in it."""
    sighting = Sighting(
        "data/raw/a.txt", "a" * 64, "text/html", "seed", url="http://e.cn/1", url_from="canonical", retrieved="2025"
    )
    text = appended(Written(PATH, HEAD), HEAD.encode(), [sighting]).decode()
    assert '    url: "http://e.cn/1"\n    url_from: "canonical"\n    retrieved: "2025"\n    rights:' in text
    assert manifest_of(Written(PATH, text)).sightings == (sighting,)
