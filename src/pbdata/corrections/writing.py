"""The text of ``data/corrections/CAPTURE_ID.yaml`` with one decision more, or without some: all else stays, byte for byte."""

import json
import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from pbdata.captures.store.appending import last_line, without
from pbdata.checked_yaml import decode_yaml
from pbdata.corpus.correcting.fact_tables import fact_tables
from pbdata.corpus.correcting.paragraphs import BEGINS, GOES_ON
from pbdata.corrections.reading import SECTIONS
from pbdata.errors import ManifestError
from pbdata.forms.reading import Written
from pbdata.model.correction import (
    Cell,
    Correction,
    FactCorrection,
    FieldCorrection,
    LineCorrection,
    MakerCorrection,
    PageCorrection,
    ParagraphCorrection,
    PartCorrection,
    TextCorrection,
)

_HEAD = """# What was decided about one capture; every decision says what stood there. docs/forms.md explains the keys.
# 对一份抓取文件的更正；每条写明当时的内容。各键的含义见 docs/forms.md。

capture_id: {capture_id}
"""
_SECTION_OF = {
    PageCorrection: "page",
    TextCorrection: "text",
    LineCorrection: "lines",
    PartCorrection: "parts",
    ParagraphCorrection: "paragraphs",
    FieldCorrection: "fields",
    MakerCorrection: "contributors",
    FactCorrection: "facts",
}
_PLAIN = re.compile(r"[A-Za-z][A-Za-z_]*|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def empty_file(capture_id: str) -> bytes:
    """The bytes of a file without any decision yet."""
    return _HEAD.format(capture_id=capture_id).encode()


def as_row(one: Correction) -> tuple[str, dict[str, Any]]:
    """The section of a decision, and its row as it is written."""
    told = {"reason": one.told.reason, "who": one.told.who, "day": one.told.day}
    row = {key: value for key, value in {**_row(one), **told}.items() if value is not None}
    return _SECTION_OF[type(one)], row


def added(path: Path, before: bytes, new: Correction) -> bytes:
    """The bytes of a file with one more decision at the end of its section, which is begun where there is none.

    Raises ``ManifestError`` where a section is written in brackets.
    """
    section, row = as_row(new)
    written = Written(path, decode_yaml(path, before))
    lines = written.text.splitlines(keepends=True)
    newline = "\r\n" if "\r\n" in written.text else "\n"
    listed = written.part((section,)) if section in written.root.names else None
    if written.root.flow or listed is not None and listed.flow:
        raise ManifestError(
            f"{written.place((section,))}: nothing can be added in brackets. Begin each item with `- `."
        )
    if listed is not None and listed.parts:
        column, at = written.part((section, 0)).start.column - len("- "), last_line(listed) + 1
    else:
        column, at = 0, len(lines)
        lines.append(f"{section}:{newline}" if listed is None else "")
        if lines[at - 1 : at] and not lines[at - 1].endswith("\n"):
            lines[at - 1] += newline
        at += 1
    if lines[at - 1 : at] and lines[at - 1] and not lines[at - 1].endswith("\n"):
        lines[at - 1] += newline
    item = _item(row, " " * column).replace("\n", newline)
    return (
        before[: len(before) - len(before.lstrip(b"\xef\xbb\xbf"))] + "".join([*lines[:at], item, *lines[at:]]).encode()
    )


def taken_out(path: Path, before: bytes, old: Sequence[Correction], numbers: Collection[int]) -> bytes:
    """The bytes of a file without some decisions; a section that is left empty goes too."""
    after = before
    for section in SECTIONS:
        own = [number for number, one in enumerate(old) if _SECTION_OF[type(one)] == section]
        gone = [at for at, number in enumerate(own) if number in numbers]
        if not gone:
            continue
        written = Written(path, decode_yaml(path, after))
        after = without(written, after, gone, section)
        if len(gone) == len(own):
            after = re.sub(rf"^{section}:[^\S\n]*(#.*)?\r?\n".encode(), b"", after, flags=re.MULTILINE)
    return after


def _row(one: Correction) -> dict[str, Any]:
    match one:
        case PageCorrection():
            return {"expect": one.expect, "status": one.status}
        case LineCorrection():
            expect = [{"label": label, "words": words} for label, words in one.expect]
            return {"lines": [one.first, one.last], "expect": expect, "label": one.label}
        case PartCorrection():
            return {"span": [one.start, one.stop], "words": one.words, "expect": one.expect, "part": one.label}
        case ParagraphCorrection():
            told = {True: BEGINS, False: GOES_ON}
            return {"at": one.at, "words": one.words, "expect": told[one.expect], "paragraph": told[one.begins]}
        case TextCorrection():
            return {"span": [one.start, one.stop], "expect": one.expect, "text": one.text}
        case FieldCorrection():
            span = list(one.span) if one.span else None
            return {"field": one.field, "expect": one.expect, "value": one.value, "span": span, "words": one.words}
        case MakerCorrection():
            span = list(one.span) if one.span else None
            return {
                "decision": one.decision, "name": one.name, "role": one.role, "change": dict(one.change) or None, "span": span,
                "words": one.words,
            }  # fmt: skip
        case FactCorrection():
            place: dict[str, Any] = {"field": one.field, "start": one.start, "stop": one.stop}
            place |= dict(zip(("before", "after"), one.around, strict=True)) if one.around else {}
            return {
                "table": one.table,
                "decision": one.decision,
                "at": place if fact_tables()[one.table].has_words else None,
                "expect": dict(one.expect),
                "change": dict(one.change) or None,
            }


def _item(row: dict[str, Any], indent: str) -> str:
    """A row as an item of a block list, its lists and mappings in brackets, but for those that hold mappings."""
    said = []
    for key, value in row.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            said.append("\n".join([f"{key}:", *(f"  - {_flow(one)}" for one in value)]))
        else:
            said.append(f"{key}: {_flow(value)}")
    text = "\n".join(said).replace("\n", f"\n{indent}  ")
    return f"{indent}- {text}\n"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_flow(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return _scalar(value)


def _scalar(value: Cell) -> str:
    """A YAML scalar: JSON strings are YAML strings; a plain word stands without quotes, a number without an exponent."""
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _WORDS_OF_YAML:
        return value
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return json.dumps(value, ensure_ascii=False)
