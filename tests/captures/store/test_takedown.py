"""What was taken out of the dataset on request."""

from pathlib import Path

import pytest

from pbdata.captures.store.takedown import Takedown, read_takedowns, refuse_unknown
from pbdata.errors import ManifestError

ONE, OTHER = "c" + "1" * 16, "c" + "2" * 16


def read(tmp_path: Path, text: str) -> dict[str, Takedown]:
    (tmp_path / "takedown.yaml").write_text(text, encoding="utf-8")
    return read_takedowns(tmp_path / "takedown.yaml", {ONE, OTHER})


def test_captures_and_spans_are_read(tmp_path: Path) -> None:
    """A capture may be withdrawn as a whole or in stretches of its page."""
    text = f"takedowns:\n  - {{capture_id: {ONE}, day: 2026-12-01}}\n"
    text += f"  - capture_id: {OTHER}\n    day: '2026'\n    spans: [[3, 5], [5, 9]]\n"
    assert read(tmp_path, text) == {
        ONE: Takedown(ONE, "2026-12-01", ()),
        OTHER: Takedown(OTHER, "2026", ((3, 5), (5, 9))),
    }


def test_no_file_is_no_takedown(tmp_path: Path) -> None:
    """A corpus from which nothing was taken has no such file."""
    assert read_takedowns(tmp_path / "takedown.yaml", ()) == {}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (f"{{capture_id: {ONE}}}", r"takedown\.yaml:2:5: a takedown has no `day`"),
        (f"{{capture_id: {ONE[:-1]}, day: 2026}}", "16 hexadecimal digits"),
        (f"{{capture_id: {ONE}, day: 2026, name: 张三}}", "`name` is no key"),
        (f"{{capture_id: {ONE}, day: 2026, spans: []}}", "Leave it out"),
        (f"{{capture_id: {ONE}, day: 2026, spans: [[5, 5]]}}", "empty"),
        (f"{{capture_id: {ONE}, day: 2026, spans: [[5, 7], [6, 9]]}}", "not after the last one"),
        (f"{{capture_id: {ONE}, day: 2026, spans: [5]}}", "must be a list"),
        (f"{{capture_id: {ONE}, day: 2026, spans: [[5]]}}", r"\[start, stop\]"),
        (f"{{capture_id: {ONE}, day: soon}}", "`day` cannot be"),
        (f"{{capture_id: {ONE}, day: 2026, removed: true}}", "data/raw still has it"),
        (
            f"{{capture_id: {ONE[:-1]}2, day: 2026}}",
            f"has the capture {ONE[:-1]}2.* Did you mean `{ONE}`.*`removed: true`",
        ),
        ("{capture_id: cabcdefabcdefabcd, day: 2026}", "2:18: no sighting .* Correct it: `pbdata trace FILE`"),
        (f"{{capture_id: c{'3' * 16}, day: 2026, removed: true, spans: [[1, 2]]}}", "Leave `spans` out"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, line: str, message: str) -> None:
    """What is wrong is said with file, line and column; words of the page have no place in the file."""
    with pytest.raises(ManifestError, match=message):
        read(tmp_path, f"takedowns:\n  - {line}\n")


def test_a_capture_stands_there_once(tmp_path: Path) -> None:
    """Two entries for one capture are an error."""
    with pytest.raises(ManifestError, match="stands twice"):
        read(tmp_path, f"takedowns:\n  - {{capture_id: {ONE}, day: 2026}}\n  - {{capture_id: {ONE}, day: 2026}}\n")


def test_a_capture_that_was_removed_is_said_to_be(tmp_path: Path) -> None:
    """Whose file and sighting are gone is withdrawn by its id alone."""
    gone = "c" + "3" * 16
    assert read(tmp_path, f"takedowns:\n  - {{capture_id: {gone}, day: 2026, removed: true}}\n") == {
        gone: Takedown(gone, "2026", (), removed=True)
    }


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """A file with two slips gives two sentences."""
    with pytest.raises(ManifestError, match=r"2:18: .*\n.*3:7: a takedown has no `day`"):
        read(tmp_path, f"takedowns:\n  - {{capture_id: x, day: 2026}}\n  -   {{capture_id: {ONE}}}\n")


def test_codings_of_blind_coders_are_no_strangers(tmp_path: Path) -> None:
    """Their folder lies beside the corrections; a file that nothing reads is refused there as before."""
    (tmp_path / "coders/li").mkdir(parents=True)
    refuse_unknown(tmp_path)
    (tmp_path / "labels.yaml").touch()
    with pytest.raises(ManifestError, match="nothing reads this file"):
        refuse_unknown(tmp_path)
