"""The day and the area of an article, and the choice among places of one name."""

from pbdata.chinese.sentences import Sentences
from pbdata.facts.places.gazetteer import load_gazetteer
from pbdata.facts.places.names import Form
from pbdata.facts.places.resolution import Years, candidates, highest, resolve


def test_the_name_before_decides_first() -> None:
    """朝阳区 after 北京市 is that of 北京, whatever the article is about."""
    gazetteer = load_gazetteer()
    beijing = gazetteer.chain(gazetteer.full["北京市"][0], "2014")
    changchun = gazetteer.chain(next(x for x in gazetteer.full["长春市"] if x.holds("2014")), "2014")
    form = Form(0, 3, "朝阳区", "full")
    assert resolve(form, "2014", beijing, changchun, ()).chain[0].name == "北京市"
    assert resolve(form, "2014", (), changchun, ()).chain[1].name == "长春市"


def test_nothing_decides_between_two_districts_of_one_name() -> None:
    """Without an area a name that several have is left open, with their number."""
    found = resolve(Form(0, 3, "朝阳区", "full"), "2014", (), (), ())
    assert (found.chain, found.method) == ((), None)
    assert found.n_candidates > 1


def test_the_highest_level_is_meant() -> None:
    """吉安 may be the city or the county below it, and the city is meant."""
    found = [one for one, _ in candidates("吉安", "bare", "2017")]
    assert {one.name for one in found} == {"吉安市", "吉安县"}
    assert [one.name for one in highest(found)] == ["吉安市"]


def test_a_year_holds_for_its_clause_only() -> None:
    """The year before a position counts until the sentence ends; 以来 is no event."""
    text = "1975年，关岭县。顶云公社；2010年以来，盘县"
    years = Years(Sentences(text))
    assert years.before(text, text.index("关岭")) == "1975"
    assert years.before(text, text.index("顶云")) is None
    assert years.before(text, text.index("盘县")) is None
    assert years.before("1975年，关岭县", 6) is None
