"""What a curator decided is no fault of a package, and all else is judged as before."""

from pathlib import Path

from pbdata.building.runner import build
from pbdata.corrections.reading import correction_path
from pbdata.validation.judge import validate
from tests.corrections.conftest import ID, root

__all__ = ["root"]

DECIDED = f"""
capture_id: {ID}
text:
- {{span: [25, 29], expect: "2019", text: "2018", reason: r, day: 2026-01-31}}
fields:
- {{field: title, expect: 云岭县开展主题党日活动, value: 党日, reason: r, day: 2026-01-31}}
contributors:
- {{decision: add, name: 何敏, role: 记者, reason: r, day: 2026-01-31}}
facts:
- table: persons
  decision: reject
  at: {{field: text, start: 73, stop: 76}}
  expect: {{surface: 王建国}}
  reason: r
  day: 2026-01-31
"""


def test_a_package_with_decisions_is_valid(root: Path) -> None:
    """A title that is not printed, a day with another year, a maker who is not named, a person who is none."""
    correction_path(root, ID).parent.mkdir()
    correction_path(root, ID).write_text(DECIDED.lstrip(), "utf-8")
    assert build(root).articles == 1
    assert validate(root).valid


def test_what_was_not_decided_is_still_judged(root: Path) -> None:
    """A title in the table that neither the page nor a curator knows is a fault."""
    correction_path(root, ID).parent.mkdir()
    correction_path(root, ID).write_text(DECIDED.lstrip(), "utf-8")
    build(root)
    path = root / "data/tables/articles.csv"
    path.write_text(path.read_text("utf-8").replace("云岭日报", "云岭晚报"), "utf-8", newline="")
    said = [one.message for one in validate(root).errors]
    assert any("'云岭日报', but source is '云岭晚报'" in one for one in said)
