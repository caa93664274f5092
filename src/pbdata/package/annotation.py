"""Read ``data/annotation/facts/``: what readers found in the articles, apart from the program. docs/facts/README.md says how it is made.

``readings.yaml`` names the articles that were read and the guidelines; ``FAMILY.jsonl`` is the first reading of a family of
facts, ``FAMILY.second.jsonl`` the second. ``synonyms.yaml`` lists words of a reader that are another word for a code.
"""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from pbdata.checked_yaml import Document, did_you_mean, read_file
from pbdata.datafiles import read_data
from pbdata.errors import ManifestError

ANNOTATION = "data/annotation/facts"

_ARTICLE = re.compile(r"a[0-9a-f]{16}")
_VERSION = re.compile(r"[0-9a-f]{12}")
_WORDS = ("surface", "n")


class Kind(NamedTuple):
    """A kind of annotated line; ``annotated.yaml`` explains the fields. ``compared`` gives ``(table, column)`` of codes and others."""

    name: str
    resource: str
    family: str
    words: bool
    apart: tuple[str, ...]
    codes: frozenset[str]
    compared: Mapping[str, tuple[str, str]]


class Coding(NamedTuple):
    """A line of a reading. ``place`` is ``file:line``; ``given`` are its columns, words for codes replaced by the codes."""

    place: str
    kind: str
    given: Mapping[str, Any]


class Family(NamedTuple):
    """The readings of a family of facts. ``second`` is ``None`` where there is no second reading.

    ``guideline`` is a path, ``version`` the first 12 hexadecimal digits of the SHA-256 of that file as the second reader had
    it. The first reading lists all rows of the kinds in ``complete``; the second reader had no units given for those in ``found``.
    """

    name: str
    guideline: str
    version: str
    complete: tuple[str, ...]
    found: tuple[str, ...]
    first: tuple[Coding, ...]
    second: tuple[Coding, ...] | None


class Annotation(NamedTuple):
    """All readings. ``articles`` are the ids of the articles that were read whole, ``developed_on`` whether rules were made on them."""

    articles: tuple[str, ...] = ()
    developed_on: bool = False
    families: tuple[Family, ...] = ()


NO_ANNOTATION = Annotation()


@cache
def kinds() -> dict[str, Kind]:
    """Return the kinds of annotated lines by name, in the order of ``annotated.yaml``."""
    given = read_data(__package__, "annotated.yaml")
    return {name: _kind(name, one) for name, one in given.items()}


def read_annotation(folder: Path) -> Annotation:
    """Return the annotation in a folder; an empty one where there is no such folder.

    Raises ``ManifestError`` with ``file:line`` at the first fault.
    """
    if not folder.is_dir():
        return NO_ANNOTATION
    document = Document.read(folder / "readings.yaml")
    given = document.mapping(document.root, "the file", required=("articles", "developed_on", "families"))
    articles = tuple(
        document.text(node, "an article", _ARTICLE, "Write its article_id.")
        for node in document.items(given["articles"], "`articles`")
    )
    codes = _codes(folder / "synonyms.yaml")
    families = tuple(
        _family(document, node, articles, codes) for node in document.items(given["families"], "`families`")
    )
    return Annotation(articles, document.truth(given["developed_on"], "`developed_on`"), families)


def _kind(name: str, given: Mapping[str, Any]) -> Kind:
    compared = {
        column: (table or given["resource"], own)
        for column, place in (given["codes"] | given["others"]).items()
        for table, _, own in [place.rpartition(".")]
    }
    apart, codes = tuple(given["apart"]), frozenset(given["codes"])
    return Kind(name, given["resource"], given["family"], given["words"], apart, codes, compared)


_Codes = Mapping[tuple[str, str, str], str]


def _codes(path: Path) -> _Codes:
    """The code that a word of a reader stands for, by kind of line, column and word."""
    if not path.is_file():
        return {}
    document = Document.read(path)
    given = document.mapping(document.root, "the file", required=("synonyms",))
    codes = {}
    keys = ("kind", "column", "word", "code", "reason")
    for node in document.items(given["synonyms"], "`synonyms`"):
        one = document.mapping(node, "a synonym", required=keys)
        kind, column, word, code, _reason = (document.text(one[key], f"`{key}`") for key in keys)
        if column not in (kinds()[kind].compared if kind in kinds() else ()):
            document.fail(node, f"`{column}` is no column that `{kind}` compares. annotated.yaml lists them.")
        codes[kind, column, word] = code
    return codes


def _family(document: Document, node: yaml.Node, articles: Sequence[str], codes: _Codes) -> Family:
    keys = ("name", "guideline", "version", "complete", "found")
    given = document.mapping(node, "a family", required=keys)
    name = document.text(given["name"], "`name`")
    own = [kind.name for kind in kinds().values() if kind.family == name]
    if not own:
        known = sorted({kind.family for kind in kinds().values()})
        document.fail(given["name"], f"`{name}` is no family. {did_you_mean(name, known)}")
    listed = {key: tuple(document.text(one, key) for one in document.items(given[key], key)) for key in keys[3:]}
    for key, names in listed.items():
        for wrong in sorted({*names} - {*own}):
            document.fail(given[key], f"`{wrong}` is no kind of line of `{name}`. {did_you_mean(wrong, own)}")
    first, second = (document.path.parent / f"{name}{ending}" for ending in (".jsonl", ".second.jsonl"))
    return Family(
        name,
        document.text(given["guideline"], "`guideline`"),
        document.text(given["version"], "`version`", _VERSION, "Write the first 12 digits of its SHA-256."),
        **listed,
        first=_lines(first, name, articles, codes),
        second=_lines(second, name, articles, codes) if second.is_file() else None,
    )


def _lines(path: Path, family: str, articles: Sequence[str], codes: _Codes) -> tuple[Coding, ...]:
    """The lines of a reading; the ends within a line of a pairing become lines of their own."""
    lines = []
    for number, data in enumerate(read_file(path).splitlines(), 1):
        place = f"{path}:{number}"
        try:
            given = json.loads(data)
        except ValueError as error:
            raise ManifestError(f"{place}: this is no JSON: {error}. Correct it.") from None
        if not isinstance(given, dict):
            raise ManifestError(f"{place}: this is no JSON object. Write one `{{...}}` a line.")
        lines.append(_line(place, given, family, articles, codes))
        for end in given.get("ends", ()):
            within = {"record": "pairing_ends", "article_id": given["article_id"], "field": given["field"], **end}
            lines.append(_line(place, within, family, articles, codes))
    return tuple(lines)


def _line(place: str, given: dict[str, Any], family: str, articles: Sequence[str], codes: _Codes) -> Coding:
    of_article = given.get("field") == "article"
    name = given.get("record") or given.get("table") or ("articles" if of_article else family)
    own = [kind.name for kind in kinds().values() if kind.family == family]
    if name not in own:
        raise ManifestError(f"{place}: `{name}` is no kind of line here. {did_you_mean(str(name), own)}")
    kind = kinds()[name]
    needed = ["article_id", "field", *(() if of_article else _WORDS), *kind.apart, *kind.compared]
    for column in needed:
        if column not in given:
            raise ManifestError(f"{place}: there is no `{column}`. Write it, or null where the guideline says so.")
    if given["article_id"] not in articles:
        raise ManifestError(f"{place}: readings.yaml does not list {given['article_id']}. Add it there, or correct it.")
    coded = {column: codes.get((name, column, str(given[column])), given[column]) for column in kind.compared}
    return Coding(place, name, given | coded)
