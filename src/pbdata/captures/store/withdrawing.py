"""Write takedowns: what a person or a publisher asked to be taken out."""

from collections.abc import Collection, Sequence
from pathlib import Path

from pbdata.captures.iterating import known_captures
from pbdata.captures.store.manifest import MANIFEST, read_manifest
from pbdata.captures.store.takedown import CORRECTIONS, TAKEDOWN, Takedown, named_in, refuse_unknown, takedowns_of
from pbdata.checked_yaml import decode_yaml, read_file
from pbdata.errors import ManifestError
from pbdata.forms.reading import Written
from pbdata.locking import WORKSHOP, lock, sync

_HEAD = """# What was taken out on request, by ids and places, never by words. docs/forms.md explains the keys.
# 应请求撤下的内容；只写编号和位置，不写原文。

takedowns:
"""


def withdraw(
    root: Path, captures: Sequence[str], day: str, *, spans: Sequence[tuple[int, int]] = (), dry_run: bool = False
) -> list[Takedown]:
    """Append takedowns to ``data/corrections/takedown.yaml``: of whole captures, or of ``spans`` of one.

    ``day`` is ISO 8601 at the precision known. Raises ``ManifestError`` where the file would not be right then, a capture that
    nobody knows included; nothing is written.
    """
    path = root / TAKEDOWN
    known = known_captures(root, read_manifest(root / MANIFEST), {*captures, *named_in(path)})
    refuse_unknown(root / CORRECTIONS)
    before = decode_yaml(path, read_file(path)) if path.is_file() else _HEAD
    where = f", spans: [{', '.join(f'[{start}, {stop}]' for start, stop in spans)}]" if spans else ""
    rows = [f'{{capture_id: {one}, day: "{day}"{where}}}' for one in captures]
    content = _appended(path, before, rows)
    try:
        made = takedowns_of(Written(path, content), known)
    except ManifestError as error:
        raise ManifestError(f"nothing was withdrawn, because the file would then say: {error}") from None
    if not dry_run:
        with lock(root):
            path.parent.mkdir(exist_ok=True)
            draft = root / WORKSHOP / path.name
            draft.write_text(content, encoding="utf-8", newline="")
            sync(draft)
            draft.replace(path)
    return [made[one] for one in dict.fromkeys(captures)]


def marked_as_removed(path: Path, captures: Collection[str]) -> bytes:
    """The content of a file of takedowns that says of some captures that their files and sightings are gone."""
    written = Written.read(path)
    text, rows = written.text, list(enumerate(written.value["takedowns"]))
    for at, row in reversed(rows):
        if row["capture_id"] in captures and not row.get("removed"):
            start, day = written.part(("takedowns", at)), written.part(("takedowns", at, "day")).stop.index
            new = ", removed: true" if start.flow else f"\n{' ' * start.start.column}removed: true"
            text = f"{text[:day]}{new}{text[day:]}"
    return text.encode("utf-8")


def _appended(path: Path, before: str, rows: Sequence[str]) -> str:
    """The text with rows behind it, in the list of takedowns with which it ends."""
    indent = "  "
    if before != _HEAD:
        written = Written(path, before)
        listed = written.part(("takedowns",))
        if "takedowns" in written.root.names and listed.parts and not listed.flow:
            indent = " " * (written.part(("takedowns", 0)).start.column - len("- "))
        elif listed.flow and "takedowns" in written.root.names:
            before = f"{before[: listed.start.index].rstrip(' ')}{before[listed.stop.index :]}"
    start = "" if before.endswith("\n") else "\n"
    return before + start + "".join(f"{indent}- {row}\n" for row in rows)
