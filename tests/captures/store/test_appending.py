"""The text of the manifest stays, byte for byte, but for the sightings that come or go."""

from pathlib import Path

import pytest

from pbdata.captures.sources.columns import Columns
from pbdata.captures.store.appending import appended, with_sources, without
from pbdata.captures.store.manifest import Sighting, Source, manifest_of
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


SOURCE = Source("data/raw/x.csv", "csv", "seed", "b" * 64, Columns(text="content"), n_captures=0)
ENTRY = "  - path: x.csv\n    sha256: " + "b" * 64 + "\n    format: csv\n    collection: seed\n    columns: {text: a}\n"


@pytest.mark.parametrize(
    "text",
    [
        HEAD + row("a"),
        HEAD,
        HEAD.replace("sightings:\n", ""),
        HEAD.replace("sightings:\n", "# of sightings\n# more\nsightings:\n") + row("a"),
        HEAD.replace("sightings:\n", "sources:\n\nsightings:\n") + row("a"),
        HEAD.replace("sightings:\n", "sources: null # none\n\nsightings:\n") + row("a"),
        HEAD.replace("sightings:\n", "sources: []\n\nsightings:\n") + row("a"),
        HEAD.replace("sightings:\n", f"sources:\n{ENTRY.replace('x.csv', 'w.csv')}\n# s\nsightings:\n") + row("a"),
        HEAD + row("a") + "\nsources:\n" + ENTRY.replace("x.csv", "w.csv"),
        HEAD.replace("sightings:\n", "").rstrip(),
        (HEAD + row("a")).replace("\n", "\r\n"),
    ],
)
def test_a_source_is_added_and_all_else_stays(text: str) -> None:
    """Wherever the list of sources stands, or does not stand yet; taken out again, what was there is left."""
    before = manifest_of(Written(PATH, text))
    made = with_sources(Written(PATH, text), text.encode(), [SOURCE]).decode()
    after = manifest_of(Written(PATH, made))
    assert after.sources == (*before.sources, SOURCE)
    assert (after.collections, after.sightings) == (before.collections, before.sightings)
    left = without(Written(PATH, made), made.encode(), {len(before.sources)}, "sources").decode()
    assert manifest_of(Written(PATH, left)) == before
    kept = [line for line in text.splitlines() if line.strip() and not line.startswith("sources:")]
    assert [line for line in made.splitlines() if line in kept] == kept


@pytest.mark.parametrize(
    "text", [HEAD + "...\n", "{collections: []}", HEAD.replace("sightings:\n", "sources: [{path: a}]\nsightings:\n")]
)
def test_a_list_of_sources_in_brackets_is_not_added_to(text: str) -> None:
    """Where an entry would be none, nothing is written."""
    with pytest.raises(ManifestError, match="no source can be added"):
        with_sources(Written(PATH, text), text.encode(), [SOURCE])


@pytest.mark.parametrize("text", [HEAD + row("a"), HEAD.replace("sightings:\n", "")])
def test_sightings_can_be_appended_behind_sources(text: str) -> None:
    """The list of sightings stays the last one."""
    made = with_sources(Written(PATH, text), text.encode(), [SOURCE])
    again = appended(Written(PATH, made.decode()), made, [Sighting("data/raw/z.txt", "c" * 64, "text/plain", "seed")])
    manifest = manifest_of(Written(PATH, again.decode()))
    assert (manifest.sources, manifest.sightings[-1].path) == ((SOURCE,), "data/raw/z.txt")
