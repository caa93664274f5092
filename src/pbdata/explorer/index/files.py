"""The files of the search inside a site: scripts that leave data in ``pbdata``, loaded when a search needs them."""

from collections.abc import Iterator

from pbdata.explorer.data import SiteData
from pbdata.explorer.files import File, exact_script
from pbdata.explorer.index.folding import folded, folding_pairs
from pbdata.explorer.index.shards import gram_shards, text_shards
from pbdata.explorer.shelf import Shelf


def index_files(data: SiteData, shelf: Shelf) -> Iterator[File]:
    """The table of folding, the index of the texts, and the texts; articles are numbered in the order of their list.

    ``search/shards.js`` says where the shards begin: ``grams`` lists their first units, ``texts`` their first articles. Where the
    package has no texts both are empty, and titles alone are searched.
    """
    texts = _texts(data, shelf)
    starts: dict[str, list[int]] = {"grams": [], "texts": []}
    for at, (unit, grams) in enumerate(gram_shards([folded(text) for text in texts]) if texts else ()):
        starts["grams"].append(unit)
        yield f"search/grams-{at}.js", exact_script(f"grams-{at}", grams)
    for at, (number, some) in enumerate(text_shards(texts)):
        starts["texts"].append(number)
        yield f"search/texts-{at}.js", exact_script(f"texts-{at}", some)
    yield "search/fold.js", exact_script("fold", list(folding_pairs()))
    yield "search/shards.js", exact_script("shards", starts)


def _texts(data: SiteData, shelf: Shelf) -> list[str]:
    """The text of each article in the order of the list; none where the package has no texts."""
    if not data.has("texts", "article_id", "text"):
        return []
    frame = data.frame("texts")
    of = dict(zip(frame["article_id"], frame["text"], strict=True))
    return [of.get(row["article_id"]) or "" for row in shelf.rows]
