"""The files of the search."""

import json

from pbdata.explorer.data import SiteData
from pbdata.explorer.divisions import divisions
from pbdata.explorer.files import File
from pbdata.explorer.index.files import index_files
from pbdata.explorer.index.folding import folding_pairs
from pbdata.explorer.shelf import shelf
from pbdata.package.reading import Package


def files_of(data: SiteData) -> dict[str, bytes]:
    def read(file: File) -> bytes:
        return file[1].encode() if isinstance(file[1], str) else file[1]

    return {file[0]: read(file) for file in index_files(data, shelf(data, divisions(data)))}


def value(content: bytes) -> object:
    """What a script leaves in ``pbdata``."""
    return json.loads(content.decode().partition("] = ")[2].rstrip(";\n"))


def test_texts_stand_in_the_order_of_the_list(committed: SiteData) -> None:
    """The number of a text is that of its article in ``data/articles.js``."""
    rows = shelf(committed, divisions(committed)).rows
    texts = dict(committed.frame("texts").select("article_id", "text").iter_rows())
    assert value(files_of(committed)["search/texts-0.js"]) == [texts[row["article_id"]] for row in rows]


def test_shards_are_listed(committed: SiteData) -> None:
    """There is a file for each beginning."""
    files = files_of(committed)
    starts = value(files["search/shards.js"])
    assert isinstance(starts, dict)
    for kind in ("grams", "texts"):
        assert sum(path.startswith(f"search/{kind}-") for path in files) == len(starts[kind])


def test_the_open_edition_ships_no_texts(open_edition: Package) -> None:
    """Neither texts nor the grams, from which parts of texts could be put together again."""
    assert set(files_of(SiteData(open_edition))) == {"search/fold.js", "search/shards.js"}


def test_every_character_is_shipped(committed: SiteData) -> None:
    """The table of folding is read back as it was made, controls and marks of direction too."""
    assert value(files_of(committed)["search/fold.js"]) == list(folding_pairs())
