"""What is to be added: files, the pages in folders, names with ``*``, and lists that say of each file what is known of it."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from pbdata.captures.addresses import is_remote
from pbdata.captures.formats import is_read, sniff
from pbdata.captures.sources.formats import format_of
from pbdata.checked_yaml import did_you_mean
from pbdata.errors import PbdataError

_PATTERN = frozenset("*?[")
# What browsers call the folder of a page's pictures and scripts, after the page.
_COMPANIONS = ("_files", ".files", "_文件", "_file")
_PAGES = (".htm", ".html", ".shtml", ".xhtml")
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to add and what is known of it. ``place`` is ``file:line`` of the list that says so."""

    file: Path
    collection: str = ""
    url: str | None = None
    retrieved: str | None = None
    rights_holder: str | None = None
    rights_notice: str | None = None
    rights_uri: str | None = None
    place: str = ""

    def __post_init__(self) -> None:
        """Take text without white space around it, and none for empty text."""
        for name in _KNOWN[2:]:
            object.__setattr__(self, name, (getattr(self, name) or "").strip() or None)

    def said_at(self) -> str:
        """Where it was said what is known: the place in the list, or the file."""
        return self.place or str(self.file)


_KNOWN = tuple(field.name for field in fields(Wanted) if field.name != "place")


@dataclass(frozen=True, slots=True)
class Found:
    """The files that are wanted, and those that a folder holds besides and that are no pages."""

    found: list[Wanted]
    left_out: list[Path]


def wanted(files: Sequence[Path], given: Wanted) -> Found:
    """The files that names stand for: each file by itself, the pages in a folder and below it, what a name with ``*`` fits.

    ``given`` is said of each. Raises ``PbdataError`` where a name fits nothing.
    """
    found: list[Wanted] = []
    left_out: list[Path] = []
    for file in files:
        for path in fitting(file):
            if not path.is_dir():
                found.append(replace(given, file=path))
                continue
            pages = list(_files_in(path))
            read = [one for one in pages if is_read(sniff(_opening(one), one.name))]
            if not read:
                raise PbdataError(f"{path}: there is no page in this folder. Nothing was added; check the name.")
            found += [replace(given, file=one) for one in read]
            left_out += sorted(set(pages) - set(read))
    return Found(found, left_out)


def divided(names: Sequence[str]) -> tuple[list[Path], list[str]]:
    """What is named: files and folders of captures, and sources, which are files by their endings and all URLs."""
    pages: list[Path] = []
    sources: list[str] = []
    for name in names:
        if is_remote(name):
            sources.append(name)
            continue
        for path in fitting(Path(name)):
            if format_of(path.name) and not path.is_dir():
                sources.append(str(path))
            else:
                pages.append(path)
    return pages, sources


def read_list(path: Path, given: Wanted) -> list[Wanted]:
    """The rows of a list, CSV with a header or one JSON object a line: ``file``, and what of the rest is known.

    ``file`` counts from the folder of the list; ``given`` holds where a row does not say otherwise. Raises ``PbdataError`` with
    all faults, ``file:line`` each.
    """
    said: list[str] = []
    rows: list[Wanted] = []
    for line, row in _rows(path):
        place = f"{path}:{line}"
        row = {key: value for key, value in row.items() if value is not None and value != ""}
        unknown = [key for key in row if key not in _KNOWN]
        said += [f"{place}: `{key}` is no column of a list. {did_you_mean(str(key), _KNOWN)}" for key in unknown]
        said += [
            f"{place}: `{key}` must be text. Put it in quotes."
            for key, value in row.items()
            if key in _KNOWN and not isinstance(value, str)
        ]
        if "file" not in row:
            said.append(
                f"{place}: the row has no `file`. Write the name of the file, counted from the folder of the list."
            )
        if not said:
            rows.append(replace(given, **{**row, "file": path.parent / row["file"], "place": place}))
    if said:
        more = [f"... and {len(said) - _SHOWN} more."] if len(said) > _SHOWN else []
        raise PbdataError("\n".join([*said[:_SHOWN], *more, "Nothing was added."]))
    return rows


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows of a list with their line numbers."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise PbdataError(f"{path}: there is no such file. Nothing was added; check the name.") from None
    except UnicodeDecodeError:
        raise PbdataError(f"{path}: the list is not UTF-8. Save it as UTF-8; nothing was added.") from None
    if path.suffix.lower() in (".jsonl", ".ndjson", ".json"):
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield number, _object(path, number, line)
        return
    reader = csv.DictReader(text.splitlines(keepends=True), restkey="(no header)")
    for row in reader:
        yield reader.line_num, row


def _object(path: Path, number: int, line: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise PbdataError(f"{path}:{number}: this is no JSON: {error}. Write one object a line.") from None
    if not isinstance(row, dict):
        raise PbdataError(f"{path}:{number}: this is no JSON object. Write one `{{...}}` a line.")
    return row


def fitting(file: Path) -> list[Path]:
    """The files and folders that a name stands for: itself, or what its ``*`` fits. Raises ``PbdataError`` where it fits nothing."""
    if file.exists() or not _PATTERN & set(str(file)):
        return [file]
    fitting = sorted(Path(file.anchor).glob(str(file.relative_to(file.anchor))))
    if not fitting:
        raise PbdataError(f"{file}: no file has such a name. Nothing was added; check it.")
    return fitting


def _files_in(folder: Path) -> Iterator[Path]:
    """The files in a folder and below it, in the order of their names, without hidden ones and what belongs to a saved page."""
    names = {path.name for path in folder.iterdir()}
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not _is_companion(path.name, names):
                yield from _files_in(path)
        elif path.is_file():
            yield path


def _is_companion(name: str, beside: set[str]) -> bool:
    stems = [name.removesuffix(ending) for ending in _COMPANIONS if name.endswith(ending)]
    return any(f"{stem}{ending}" in beside for stem in stems for ending in _PAGES)


def _opening(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(65_536)
