"""Articles for tests: a text, and nothing else that a page would print."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml

from pbdata.model import Article, Contributor

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    """The cases in ``cases/NAME.yaml``."""
    found: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))
    return found


def article(text: str, title: str | None = None, makers: tuple[str, ...] = ()) -> Article:
    """An article with this text and title, made by these people."""
    columns: dict[str, Any] = {field.name: None for field in fields(Article)}
    columns |= {"article_id": "a0000000000000001", "title": title, "text": text, "text_printed": text, "script": "hans"}
    columns |= {"hans": 0, "hant": 0, "paragraphs": ()}
    return Article(
        **columns | {"contributors": tuple(Contributor(i, name, None, None) for i, name in enumerate(makers, 1))}
    )
