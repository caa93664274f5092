"""What a build does with decisions that do not fit, and with those that are no longer needed."""

from pathlib import Path

import polars as pl
import pytest

from pbdata.building.runner import build
from pbdata.captures.store.withdrawing import withdraw
from pbdata.corrections.reading import correction_path
from pbdata.errors import BuildError
from pbdata.validation.judge import validate
from tests.corrections.conftest import ID, root

__all__ = ["root"]

FITS = "- {lines: [4, 4], expect: [{label: heading, words: 走访}], label: related, reason: r, day: 2026-01-31}\n"
LEARNT = "- {lines: [0, 0], expect: [{label: ad, words: 首页}], label: nav, reason: r, day: 2026-01-31}\n"
UNFIT = "- {lines: [1, 1], expect: [{label: ad, words: 云岭}], label: footer, reason: r, day: 2026-01-31}\n"
AT_FAULT = """- table: figures
  decision: change
  at: {field: text, start: 15, stop: 19}
  expect: {surface: 615名}
  change: {counted_start: 0}
  reason: r
  day: 2026-01-31
"""
ALSO = "- {field: editor, expect: 何大敏, value: 何敏, reason: r, day: 2026-01-31}\n"


def write(root: Path, lines: str, fields: str = "") -> Path:
    path = correction_path(root, ID)
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"capture_id: {ID}\nlines:\n{lines}" + (f"fields:\n{fields}" if fields else ""), "utf-8")
    return path


def table(root: Path, name: str) -> pl.DataFrame:
    return pl.read_csv(root / f"data/tables/{name}.csv", infer_schema=False)


def test_a_decision_is_kept_across_builds(root: Path) -> None:
    """It stands in the tables and in `corrections`, and the package is valid; a build that was kept gives the same."""
    write(root, FITS)
    for reuse in (True, True, False):
        assert build(root, reuse=reuse).warnings == ()
        assert table(root, "lines").filter(capture_id=ID)["label"][4] == "related"
        (row,) = table(root, "corrections").rows(named=True)
        assert (row["resource"], row["line_no"], row["before"], row["after"]) == ("lines", "4", "heading", "related")
        assert table(root, "articles")["review_status"].to_list() == ["corrected"]
    assert validate(root).valid


def test_decisions_that_do_not_fit_stop_a_build(root: Path) -> None:
    """All are named with their places, and the package stays as it was."""
    build(root)
    before = (root / "data/tables/lines.csv").read_bytes()
    path = write(root, FITS + UNFIT, ALSO)
    with pytest.raises(BuildError) as error:
        build(root)
    first, second, *_ = str(error.value).splitlines()
    assert first == f"{path}:4:3: line 1 (云岭) was expected to be `ad`, and is `title`."
    assert second == f"{path}:6:3: `editor` was expected to be '何大敏', and is '何小敏'."
    assert (root / "data/tables/lines.csv").read_bytes() == before


def test_decisions_that_do_not_fit_are_left_out_loudly(root: Path) -> None:
    """With `keep_going` each is a warning, at every build; the others are carried out."""
    path = write(root, FITS + UNFIT)
    for reuse in (True, True):
        summary = build(root, keep_going=True, reuse=reuse)
        assert summary.warnings == (
            f"{path}:4:3: this correction was left out: line 1 (云岭) was expected to be `ad`, and is `title`.",
        )
        assert table(root, "corrections").height == 1
    with pytest.raises(BuildError):
        build(root)


def test_decisions_that_make_rows_at_fault_stop_a_build(root: Path) -> None:
    """They are named with the fault, and left out with `keep_going`: the article is in the package all the same."""
    path = correction_path(root, ID)
    path.parent.mkdir()
    path.write_text(f"capture_id: {ID}\nfacts:\n{AT_FAULT}", "utf-8")
    with pytest.raises(BuildError) as error:
        build(root)
    first = str(error.value).splitlines()[0]
    assert first.startswith(
        f"{path}:3:3: with the decisions on this capture its rows cannot be published: figures.counted"
    )
    for reuse in (True, True):
        (warning,) = build(root, keep_going=True, reuse=reuse).warnings
        assert warning.startswith(f"{path}:3:3: this correction was left out: with the decisions on this capture")
    assert table(root, "articles")["review_status"].to_list() == ["machine"]
    assert table(root, "figures")["counted_start"].to_list() == ["80", "19"]
    assert table(root, "corrections").height == 0


def test_a_decision_that_the_rules_have_learnt_is_told(root: Path) -> None:
    """It counts as reviewed."""
    path = write(root, LEARNT)
    (warning,) = build(root).warnings
    assert warning.startswith(f"{path}:3:3: the rules give the same by now")
    assert table(root, "corrections")["learnt"].to_list() == ["true"]
    assert table(root, "articles")["review_status"].to_list() == ["accepted"]


def test_only_what_was_decided_anew_is_processed_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A comment in the file makes no difference, another decision does."""
    from pbdata.building import shards

    read, process = list[str](), shards.process_captured

    def told(captured, *given):  # type: ignore[no-untyped-def]
        read.append(captured.sighting.path)
        return process(captured, *given)

    monkeypatch.setattr(shards, "process_captured", told)
    build(root)
    read.clear()
    write(root, FITS)
    build(root)
    assert read == ["data/raw/page.txt"]
    read.clear()
    write(root, f"# a word\n{FITS}")
    build(root)
    assert read == []


def test_decisions_on_a_withdrawn_capture_are_told(root: Path) -> None:
    """Nothing of them is in the package, and their words are still in the file."""
    path = write(root, FITS)
    withdraw(root, [ID], "2026-01-31")
    warnings = build(root).warnings
    assert any(one.startswith(f"data/corrections/{path.name}: this capture is withdrawn") for one in warnings)
    assert table(root, "corrections").height == 0
