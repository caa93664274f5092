"""The command line in Chinese: nothing of the help is missing, nothing is translated that is not said."""

import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from pbdata import cli
from pbdata.cli.language import language, sentences, translated
from pbdata.datafiles import read_data
from tests import ROOT

LISTED = read_data("pbdata.cli", "zh.yaml")
NAMED = re.compile(r"\{\w+\}")


def paragraphs(command: Any) -> Iterator[str]:
    """What the help of a command and of its commands explains, a paragraph each."""
    for text in (command.help, *(getattr(parameter, "help", None) for parameter in command.params)):
        yield from (" ".join(paragraph.split()) for paragraph in (text or "").split("\n\n") if paragraph)
    for one in getattr(command, "commands", {}).values():
        yield from paragraphs(one)


HELP = dict.fromkeys(paragraphs(get_command(cli.app)))


def test_all_help_is_translated() -> None:
    """Each paragraph of the help, of each command and option, stands in zh.yaml."""
    assert [text for text in HELP if text not in sentences()] == []


def test_no_translation_of_help_is_left_over() -> None:
    """What zh.yaml translates as help is printed as help."""
    frame = {" ".join(one["en"].split()) for one in LISTED["help"]}
    assert sorted(frame - HELP.keys()) == []


def test_what_is_translated_is_said() -> None:
    """Each message of zh.yaml stands in the code, with whatever it names."""
    code = {
        " ".join(text.split())
        for path in (ROOT / "src/pbdata").rglob("*.py")
        for text in strings(path.read_text("utf-8"))
    }
    said = {" ".join(one["en"].split()) for one in LISTED["said"]}
    assert sorted(one for one in said if NAMED.sub("{}", one) not in code) == []


def strings(source: str) -> Iterator[str]:
    """The strings of a module, with {} for what is filled in."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)  # type: ignore[misc]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_names_are_carried_over() -> None:
    """A translation has no name that its English lacks."""
    strange = [
        one["en"]
        for part in LISTED.values()
        for one in part
        if set(NAMED.findall(one["zh"])) - set(NAMED.findall(one["en"]))
    ]
    assert strange == []


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB"}, "en"),
        ({"LANG": "de_DE"}, "en"),
        ({}, "en"),
    ],
)
def test_the_locale_decides(environment: dict[str, str], expected: str) -> None:
    """LC_ALL counts before LC_MESSAGES, and that before LANG."""
    assert language(environment) == expected


@pytest.mark.parametrize(
    ("said", "chinese"),
    [
        (
            "x.zip: there is no table `artcles`. Did you mean `articles`?",
            "x.zip：没有 `artcles` 这张表。是否要用 `articles`？",
        ),
        ("wrote     a b.sqlite", "已写出    a b.sqlite"),
        ("captures  5 (5 processed)\n  and this is not listed", "抓取文件  5（5 processed）\n  and this is not listed"),
        ("nothing of this is listed", "nothing of this is listed"),
        ("", ""),
    ],
)
def test_what_is_filled_in_is_carried_over(said: str, chinese: str) -> None:
    """Names stay, what is listed is translated, and what is not stays English."""
    assert translated(said, "zh") == chinese
    assert translated(said, "en") == said
