"""Long tables: the first rows in the page, all of them in a script."""

import json

from pbdata.explorer.data import SiteData
from pbdata.explorer.listings import IN_THE_PAGE, Column, Listing
from pbdata.explorer.templating import environment, listed


def test_a_long_table_brings_a_script(committed: SiteData) -> None:
    """The page has the first rows, and the script all of them with what is needed to show them."""
    rows = [[("一", "programmes/g1.html"), "campaign", number] for number in range(IN_THE_PAGE + 1)]
    columns = [
        Column("名称 / Name"),
        Column("类型 / Type", labels={"campaign": "活动 / Campaign"}),
        Column("n", is_number=True),
    ]
    made = dict(listed(environment(committed), "programmes", Listing("programmes", columns, rows)))
    page, written = str(made["programmes.html"]), made["data/rows-programmes.js"]
    assert page.count("<tr>") == 1 + IN_THE_PAGE
    assert 'src="data/rows-programmes.js"' in page
    assert isinstance(written, bytes)
    data = json.loads(written.decode().partition(" = ")[2].rstrip(";\n"))
    assert len(data["rows"]) == IN_THE_PAGE + 1
    assert data["columns"][1]["labels"] == {"campaign": "活动 / Campaign"}


def test_a_short_table_needs_none(committed: SiteData) -> None:
    """A table that stands in the page as a whole loads nothing."""
    made = dict(listed(environment(committed), "programmes", Listing("programmes", [Column("n")], [["x"]])))
    assert list(made) == ["programmes.html"]
    assert "rows.js" not in str(made["programmes.html"])
