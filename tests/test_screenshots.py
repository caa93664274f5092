"""The pictures of the documents are there, are described, and are light."""

import re
from pathlib import Path

import pytest

from tests import ROOT

_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+\.png)\)")
DOCUMENTS = [*ROOT.glob("README*.md"), *sorted((ROOT / "docs").rglob("*.md"))]
PICTURES = {path.name: path for path in sorted((ROOT / "docs/images").glob("*.png"))}
HEAVIEST = 350_000


def shown(document: Path) -> list[tuple[str, Path]]:
    """The pictures of a document: what is said for those who do not see it, and the file."""
    return [
        (words, (document.parent / place).resolve()) for words, place in _PICTURE.findall(document.read_text("utf-8"))
    ]


@pytest.mark.parametrize("document", [one for one in DOCUMENTS if shown(one)], ids=lambda one: one.name)
def test_pictures_are_there_and_described(document: Path) -> None:
    """Each has words, and is in the language of its document where it is there in both."""
    is_chinese = document.name.endswith(".zh-CN.md")
    for words, picture in shown(document):
        assert len(words) > 10, picture.name
        assert picture.name in PICTURES
        in_chinese = picture.name.removesuffix(".png").removesuffix(".zh") + ".zh.png"
        assert in_chinese not in PICTURES or picture.name.endswith(".zh.png") == is_chinese


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_light_and_shown(name: str) -> None:
    """No document makes its reader wait, and no picture lies about."""
    assert PICTURES[name].stat().st_size < HEAVIEST
    assert any(picture.name == name for document in DOCUMENTS for _, picture in shown(document))
