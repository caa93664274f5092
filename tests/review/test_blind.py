"""A coder's desk: nothing of the program is seen, and a coding is written at once."""

from pathlib import Path
from typing import Any

import pytest

from pbdata.agreement.codings import read_coder
from pbdata.agreement.comparing import compare
from pbdata.agreement.units import judged_pages
from pbdata.captures.store.takedown import CODERS
from pbdata.errors import PbdataError
from pbdata.review.blind import BlindDesk
from pbdata.review.desk import Desk
from pbdata.review.writing import ConflictError
from tests.review.corpus import FIRST, SECOND, SETTINGS, shelf

CODING: dict[str, Any] = {
    "lines": [{"first": 0, "last": 2, "label": "nav"}, {"first": 3, "last": 3, "label": "title"}],
    "fields": [
        {"field": "title", "value": "桐陂县“三项举措”规范农村党组织生活", "start": 70, "stop": 88},
        {"field": "subtitle"},
    ],
    "facts": [
        {
            "table": "figures",
            "found": [
                {"start": 200, "stop": 204, "surface": "219个", "codes": [{"column": "measure", "value": "stock"}]}
            ],
        },
        {"table": "dates", "found": []},
    ],
}


def code(root: Path, name: str, coding: dict[str, Any], capture: str = FIRST) -> dict[str, Any]:
    desk = BlindDesk(shelf(root), name)
    return desk.code(capture, desk.page(capture)["version"], coding)


def test_a_coding_is_written_and_shown_again(tmp_path: Path) -> None:
    """The file is one that ``pbdata agree`` reads, and the page shows what was coded."""
    shown = code(tmp_path, "li", CODING)
    coding = read_coder(tmp_path / CODERS / "li")[FIRST]
    assert coding.lines == {0: "nav", 1: "nav", 2: "nav", 3: "title"}
    assert (coding.fields["subtitle"].value, coding.facts["dates"]) == (None, ())
    again = BlindDesk(shelf(tmp_path), "li")
    assert again.page(FIRST) == shown
    assert code(tmp_path, "li", shown["coding"])["coding"] == shown["coding"]
    assert [page["coded"] for page in again.pages()] == [True, False]


def test_nothing_of_the_program_or_of_others_is_seen(tmp_path: Path) -> None:
    """No label, fact, field or correction, and not what another coder said."""
    curator = Desk(shelf(tmp_path), SETTINGS)
    curator.decide(FIRST, "", {"kind": "lines", "first": 0, "last": 0, "label": "ad"})
    code(tmp_path, "wang", CODING)
    shown = BlindDesk(shelf(tmp_path), "li").page(FIRST)
    assert set(shown) == {"capture_id", "path", "lines", "version", "coding"}
    assert shown["coding"] == {"lines": [], "fields": [], "facts": []}
    assert all(set(line) == {"line_no", "start", "text"} for line in shown["lines"])


def test_two_windows_of_a_coder_lose_nothing(tmp_path: Path) -> None:
    """The second to write is told."""
    desk = BlindDesk(shelf(tmp_path), "li")
    desk.code(FIRST, "", CODING)
    with pytest.raises(ConflictError):
        desk.code(FIRST, "", {"lines": []})
    assert desk.page(FIRST)["coding"]["lines"] != []


@pytest.mark.parametrize(
    "coding",
    [
        {"lines": [{"first": 0, "last": 0, "label": "bodi"}]},
        {"lines": "nav"},
        {"fields": [{"field": "rule", "value": "x"}]},
        {"facts": [{"table": "lines", "found": []}]},
        {"facts": [{"table": "dates", "found": [{"start": 5, "stop": 1, "surface": "x"}]}]},
    ],
)
def test_what_the_form_does_not_allow_is_not_written(coding: dict[str, Any], tmp_path: Path) -> None:
    """Whatever a page may send."""
    with pytest.raises(PbdataError):
        code(tmp_path, "li", coding)
    assert not (tmp_path / CODERS / "li").exists()


def test_a_capture_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A name that leads elsewhere is one."""
    desk = BlindDesk(shelf(tmp_path), "li")
    for name in ("c0000000000000000", "../../manifest", ""):
        with pytest.raises(PbdataError, match="no such capture"):
            desk.code(name, "", CODING)


def test_two_coders_are_compared(tmp_path: Path) -> None:
    """Both coded the first page, one of them the second too."""
    other = CODING | {"lines": [{"first": 0, "last": 1, "label": "nav"}, {"first": 2, "last": 3, "label": "title"}]}
    code(tmp_path, "li", CODING)
    code(tmp_path, "wang", other)
    code(tmp_path, "wang", other, SECOND)
    codings = {name: read_coder(tmp_path / CODERS / name) for name in ("li", "wang")}
    found = {(one.table, one.column): one for one in compare(judged_pages(codings))}
    assert found["lines", "label"].agreement.value == 0.75
    assert found["figures", "measure"].n_units == 1
