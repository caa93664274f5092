"""Which township or village is meant."""

from pbdata.chinese.sentences import Sentences
from pbdata.facts.places.gazetteer import load_gazetteer
from pbdata.facts.places.localities import Localities
from pbdata.facts.places.resolution import Day, Years

DAY = Day("2014-09-29", "publication")


def read(words: str, area: str | None) -> dict[str, tuple[str, int, str | None]]:
    """The townships and villages of words in an area, each with its path, its candidates and what decided."""
    gazetteer = load_gazetteer()
    chain = gazetteer.chain(gazetteer.full[area][0], "2014") if area else ()
    localities = Localities(chain, DAY, (), Years(Sentences(words)))
    found = localities.complete(words, localities.find(words, []))
    return {words[x.start : x.stop]: ("/".join(x.spot.names), x.spot.n_candidates, x.spot.method) for x in found}


def test_a_township_is_looked_for_in_the_area() -> None:
    """Of all townships of a name, the one of the article's county is meant; the number of all is told."""
    path, n, method = read("来到城关镇调研", "武山县")["城关镇"]
    assert (path, method) == ("甘肃省/天水市/武山县/城关镇", "area")
    assert n > 50


def test_nothing_decides_between_townships_without_an_area() -> None:
    """A name that many have is left open."""
    path, n, method = read("来到城关镇调研", None)["城关镇"]
    assert (path, method) == ("", None)
    assert n > 50


def test_a_name_that_was_found_is_found_again() -> None:
    """What was once told from its surroundings is known where they do not tell it."""
    found = read("小溪乡鹅婆村变了样，离鹅婆村不远处有景区。", "于都县")
    assert found["鹅婆村"][0] == "江西省/赣州市/于都县/小溪乡/鹅婆村"
