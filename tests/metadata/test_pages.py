"""Cases: cases/metadata/pages.yaml (made-up pages in real shapes)."""

from typing import Any

import pytest

from pbdata.corpus.process import process
from tests import cases

DATA: dict[str, Any] = cases("metadata/pages.yaml")
FIELDS = {"published", "source", "editor", "title"}


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["label"])
def test_heads_of_pages(case: dict[str, Any]) -> None:
    """What the head of a page tells is read, and nothing that it tells of something else."""
    page = "\n".join(DATA["text"] if line == "TEXT" else str(line) for line in case["lines"])
    article = process(f"{page}\n".encode()).article
    assert article is not None
    found = {field: getattr(article, field) for field in FIELDS}
    found |= {"site": article.site_name, "makers": [maker.name for maker in article.contributors]}
    judged = case.keys() & found.keys()
    assert {key: found[key] for key in judged} == {key: case[key] for key in judged}
