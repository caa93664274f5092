"""What comes from elsewhere is shown and never obeyed."""

import json

import pytest

from pbdata.showing import cut, json_line, shown_line
from tests import cases

CASES = {one["label"]: one for one in cases("showing.json")}


@pytest.mark.parametrize("label", CASES)
def test_a_line_commands_nothing(label: str) -> None:
    """Controls, marks of direction, halves of characters and commands to runners are written out; all else stays."""
    assert shown_line(CASES[label]["text"]) == CASES[label]["line"]
    assert shown_line(CASES[label]["line"]) == CASES[label]["line"]


@pytest.mark.parametrize("label", CASES)
def test_json_keeps_the_data(label: str) -> None:
    """A program reads the very text again, from a line that any terminal can take."""
    written = json_line({"name": CASES[label]["text"]})
    assert json.loads(written) == {"name": CASES[label]["text"]}
    assert shown_line(written) == written
    assert written.encode("utf-8")


def test_a_long_message_keeps_its_advice() -> None:
    """Of a text that is too long the beginning and the end are left."""
    message = f"`{'a' * 1_000_000}` is missing. Restore the file."
    assert len(cut(message, 600)) <= 600
    assert cut(message, 600).startswith("`aaa")
    assert cut(message, 600).endswith("is missing. Restore the file.")
    assert cut("short", 600) == "short"
