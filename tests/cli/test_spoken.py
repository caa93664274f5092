"""What a package says is shown by every command, and obeyed by no terminal and no workflow."""

import json
import re
import sys
from pathlib import Path

import pytest

from pbdata import cli

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
NAME = "r\x1b[8m"
CELLS = 'a,b\n"\x1b[8mx","::error::y"\n"\n::error::z","\u202e\x9b8m"\n'
DESCRIPTOR = {
    "name": "p\x1b[8m",
    "title": "\n::error::t",
    "version": "\x1b[2J",
    "licenses": [{"name": "\x1b[31m", "title": "\n::stop-commands::t"}],
    "contributors": [{"title": "\x1b]0;x\x07"}],
    "\n::warning::k": 1,
    "resources": [
        {
            "name": NAME,
            "path": "a.csv",
            "title": "\n::error::q\u2028::error::q",
            "description": "\x1b[1A##[error]",
            "schema": {
                "fields": [{"name": "a", "type": "string", "title": "\x1b[K"}, {"name": "b", "type": "string"}],
                "primaryKey": ["a"],
            },
        }
    ],
}
COMMANDS = [
    ["info", "ONE"],
    ["info", "ONE", "--json"],
    ["list", "ONE"],
    ["show", NAME, "--package", "ONE"],
    ["show", NAME, "--package", "ONE", "--json"],
    ["show", "\x1b[8m::error::", "--package", "ONE"],
    ["search", "\x1b[8m::error::", "--package", "ONE"],
    ["diff", "ONE", "TWO"],
    ["diff", "ONE", "TWO", "--json"],
    ["cite", "--package", "ONE"],
    ["cite", "--package", "ONE", "--style", "csl-json"],
    ["trace", "\x1b[8m", "--package", "ONE"],
    ["export", "sqlite", "x.sqlite", "--package", "ONE"],
    ["inspect", "ONE/a.csv"],
    ["inspect", "ONE/a.csv", "--json"],
    ["inspect", "ONE/a.csv", "--explain"],
    ["validate", "ONE"],
    ["validate", "ONE", "--json"],
    ["validate", "ONE", "--format", "sarif"],
    ["validate", "ONE/\x1b[8m"],
    ["validate", "ONE", "--limit", "\x1b[8m=1"],
    ["download", "1.0.0", "--from", "http://\x1b[8m"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: ascii(" ".join(words)))
def test_nothing_is_spoken_through_a_command(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Escape sequences, marks of direction and commands of runners come out written, whatever part of a package holds them."""
    for name, cells in (("ONE", CELLS), ("TWO", CELLS.replace("y", "\x1b[8m"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").write_text(cells, "utf-8")
        (tmp_path / name / "datapackage.json").write_text(json.dumps(DESCRIPTOR), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PBDATA_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "argv", ["pbdata", *command])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    printed = capsys.readouterr()
    for line in (printed.out + printed.err).split("\n"):
        assert not CONTROL.search(line)
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
    assert ended.value.code in (0, 1, 2, 3, None)
