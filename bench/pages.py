"""The development pages: which of them are kept aside, and what the evaluation script and its data say of them."""

import hashlib
import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

REFEREE = Path(__file__).with_name("referee.py")
CAPTURES = ("resiliparse", "inscriptis")


class Evaluation(NamedTuple):
    """The evaluation script with its data, and the Python of the environment in which it and the peers run."""

    script: Path
    python: Path

    @property
    def data(self) -> Path:
        """The folder of its data: ``gold.jsonl`` and the pages."""
        return self.script.parent / "data"


def is_aside(page_id: str) -> bool:
    """Whether a page is kept aside: nobody looks at it, nothing is trained on it, only its totals are reported."""
    return int(hashlib.md5(page_id.encode()).hexdigest(), 16) % 3 == 0


def gold_rows(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Return the labelled news pages."""
    rows = read_jsonl((evaluation.data / "gold.jsonl").read_text("utf-8"))
    return [row for row in rows if row.get("genre") == "news"]


def text_captures(evaluation: Evaluation, how: str) -> dict[str, list[str]]:
    """Return the lines of each page as a crawler's text file has them, by page id; ``how`` is one of ``CAPTURES``."""
    rows = read_jsonl(ask_referee(evaluation, "captures", how))
    return {row["id"]: row["lines"] for row in rows}


def keep_labels(evaluation: Evaluation, lines: dict[str, list[str]]) -> dict[str, list[int | None]]:
    """Return for each line of each page whether it belongs to the labelled body; ``None`` where it is not scored."""
    asked = "".join(json.dumps({"id": page, "lines": lines[page]}) + "\n" for page in lines)
    rows = read_jsonl(ask_referee(evaluation, "keep", given=asked))
    return {row["id"]: row["keep"] for row in rows}


def ask_referee(evaluation: Evaluation, *arguments: str, given: str = "") -> str:
    """Run ``referee.py`` in the environment of the peers and return what it prints."""
    command = [str(evaluation.python), str(REFEREE), str(evaluation.script), *arguments]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as asked:
        asked.write(given)
        asked.seek(0)
        return subprocess.run(command, stdin=asked, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout


def read_jsonl(text: str) -> list[dict[str, Any]]:
    """Return the rows of a JSON Lines text."""
    return [json.loads(line) for line in text.splitlines()]


def write_jsonl(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Write rows as JSON Lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
