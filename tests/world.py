"""Judges what ``pbdata inspect --json`` gives for a small page against what a case expects of it.

A case has ``id``, ``kind``, ``input`` (or ``input_base64``), ``media_type``, ``expect`` and ``note``; with ``published``, the
input is a sentence around which a page is made that adds no fact of its own. What is expected is told in
``tests/cases/world/README.md``.
"""

import base64
import json
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from pbdata.captures.formats import sniff
from pbdata.corpus.failures import process_or_reject
from pbdata.corpus.inspection import as_json
from pbdata.model.capture import Capture
from tests import CASES

Json = Mapping[str, Any]
Place = tuple[str, int, int]

TITLE, SOURCE = "乡亲们的好日子", "来源:本站"
BEFORE = "清晨的阳光洒在屋檐上,乡亲们打开院门,把扫帚、水桶摆到路旁,一边干活一边拉着家常,脸上都带着笑意。"
AFTER = "傍晚时分炊烟升起,孩子们在门前追着跑,老人坐在树下乘凉,说起从前的日子,心里满是感慨。"

OF_THE_CAPTURE = ("status", "encoding", "media_type")
OF_THE_ARTICLE = ("source", "site_name", "published", "editor", "script")
FAMILIES = (
    "figures", "dates", "persons", "places", "programmes", "quotations", "pairings", "organisations",
)  # fmt: skip
_MARKS = {**dict.fromkeys("“”„「」『』＂", '"'), **dict.fromkeys("‘’＇", "'")}
_NAMED = {"persons": "name", "programmes": "name", "quotations": "text"}


@cache
def world_cases() -> dict[str, Json]:
    """All cases by their id, with the name of their file as ``file``."""
    found: dict[str, Json] = {}
    for path in sorted((CASES / "world").glob("*.json")):
        for case in json.loads(path.read_text("utf-8")):
            assert case["id"] not in found, f"{path.name}: the id {case['id']} is given twice"
            found[case["id"]] = case | {"file": path.stem}
    return found


def page_of(case: Json) -> bytes:
    """The bytes of the page of a case."""
    if "input_base64" in case:
        return base64.b64decode(case["input_base64"])
    if "published" not in case:
        return str(case["input"]).encode()
    head = f"{TITLE}\n{case['published']} {SOURCE}"
    return "\n\n".join([head, BEFORE, *case["input"].split("\n"), AFTER]).encode() + b"\n"


def failures(case: Json) -> list[str]:
    """What a case expects and does not get, in sentences."""
    data = page_of(case)
    name = case.get("name") or {"text/plain": "page.txt", "text/html": "page.html"}[case["media_type"]]
    row = as_json(process_or_reject(Capture(data, name, sniff(data, name))))
    lines = None
    if case["media_type"] == "text/plain" and "input_base64" not in case:
        lines = [line.rstrip("\r") for line in re.split(r"\r\n|\n|\r", data.decode().removeprefix("\ufeff"))]
    return list(_judge(_Page(row, lines), case["expect"]))


def fold(text: str) -> tuple[str, list[int]]:
    """The text without blanks, in NFKC and with one form of quotation marks, and where each of its characters went."""
    folded: list[str] = []
    where = []
    for character in text:
        where.append(len(folded))
        normal = unicodedata.normalize("NFKC", _MARKS.get(character, character))
        folded.extend(one for one in normal if not one.isspace())
    return "".join(folded), [*where, len(folded)]


class _Page:
    """One object of ``inspect``, with the texts in which its facts stand, folded."""

    def __init__(self, row: Json, lines: Sequence[str] | None) -> None:
        self.row = row
        self.lines = lines
        self.article: Json = row["article"] or {}
        self.facts: Json = row["facts"] or {}
        self.text: str = row["text"] or ""
        fields = {"title": self.article.get("title"), "subtitle": self.article.get("subtitle"), "text": self.text}
        self.folded = {name: fold(text or "") for name, text in fields.items()}

    def occurrences(self, words: str) -> list[Place]:
        needle = fold(words)[0]
        return [
            (field, match.start(), match.start() + len(needle))
            for field, (text, _) in self.folded.items()
            for match in re.finditer(f"(?={re.escape(needle)})", text)
        ]

    def place(self, fact: Json) -> Place:
        where = self.folded[fact["field"]][1]
        return fact["field"], where[fact["start"]], where[fact["stop"]]

    def of_line(self, words: str, column: str) -> list[Any]:
        assert self.lines is not None
        return [line[column] for line in self.row["lines"] if self.lines[line["line_no"]].strip() == words]


def _judge(page: _Page, expect: Json) -> Iterator[str]:
    if "any_of" in expect:
        others = {key: value for key, value in expect.items() if key != "any_of"}
        each = [list(_judge(page, {**one, **others})) for one in expect["any_of"]]
        yield from each[0] if all(each) else ()
        return
    capture = page.row["capture"]
    for key, wanted in expect.items():
        if key in OF_THE_CAPTURE:
            if capture[key] not in _options(wanted):
                yield f"{key}: {wanted}, and not {capture[key]} ({capture['reason']})"
        elif capture["status"] == "rejected" and key not in ("labels", "kept", "not_kept"):
            yield f"{key}: {wanted}, and it is rejected ({capture['reason']})"
        elif key in OF_THE_ARTICLE:
            if page.article.get(key) not in _options(wanted):
                yield f"{key}: {wanted}, and not {page.article.get(key)}"
        elif key in FAMILIES:
            yield from _judge_family(page, key, wanted)
        else:
            yield from _JUDGES.get(key, _judge_absence)(page, key, wanted)


def _judge_title(page: _Page, key: str, wanted: Any) -> Iterator[str]:
    found = page.article.get(key)
    if not any((found and one and _headline(found) == _headline(one)) or found is one for one in _options(wanted)):
        yield f"{key}: {wanted}, and not {found}"


def _judge_contributors(page: _Page, _key: str, wanted: Sequence[Any]) -> Iterator[str]:
    found = page.article["contributors"]
    named = [{"name": one} if isinstance(one, str) else one for one in wanted]
    if len(found) != len(named) or not all(
        all(there[column] in _options(value) for column, value in one.items())
        for there, one in zip(found, named, strict=False)
    ):
        yield f"contributors: {wanted}, and not {found}"


def _judge_no_contributor(page: _Page, _key: str, wanted: Sequence[str]) -> Iterator[str]:
    found = {one["name"] for one in page.article["contributors"]} & set(wanted)
    if found:
        yield f"nobody called {found} made it"


def _judge_labels(page: _Page, _key: str, wanted: Mapping[str, Any]) -> Iterator[str]:
    for words, label in wanted.items():
        found = page.of_line(words, "label")
        if not found or not set(found) <= set(_options(label)):
            yield f"{words!r} is {label}, and not {found}"


def _judge_kept(page: _Page, key: str, wanted: Sequence[str]) -> Iterator[str]:
    for words in wanted:
        if page.lines is None:
            found = [words in page.text or fold(words)[0] in page.folded["text"][0]]
        else:
            found = page.of_line(words, "kept")
        if not found or any(one != (key == "kept") for one in found):
            yield f"{key}: {words!r}"


def _judge_text(page: _Page, key: str, wanted: Any) -> Iterator[str]:
    for words in [wanted] if isinstance(wanted, str) else wanted:
        if (words in page.text) != (key == "text"):
            yield f"{key}: {words!r}, of {page.text[:300]!r}"


def _judge_paragraphs(page: _Page, _key: str, wanted: Sequence[str]) -> Iterator[str]:
    found = [page.text[one["start"] : one["stop"]] for one in page.row["paragraphs"]]
    for words in wanted:
        if not any(_same(words, one) for one in found):
            yield f"a paragraph {words!r}, among {found}"


def _judge_family(page: _Page, family: str, wanted: Sequence[Any]) -> Iterator[str]:
    """Each expected thing is found, and nothing else of its family shares characters with it."""
    things = [{_NAMED.get(family, "surface"): one} if isinstance(one, str) else one for one in wanted]
    for thing in things:
        if family in _NAMED:
            yield from _judge_named(page, family, thing, things)
        else:
            yield from _judge_words(page, family, thing, things)


def _judge_named(page: _Page, family: str, thing: Json, things: Sequence[Json]) -> Iterator[str]:
    key, form = _NAMED[family], _FORMS[family]
    names = {form(name) for name in _options(thing[key])}
    columns = {column: value for column, value in thing.items() if column != key}
    found = page.facts[family]
    if not any(form(one[key]) in names and _agrees(one, columns, exact=True) for one in found):
        yield f"{family}: {thing}, among {[one[key] for one in found]}"
    elif family == "persons":
        places = [place for name in _options(thing[key]) for place in page.occurrences(name)]
        others = {
            one["surface"]
            for one in page.facts["person_mentions"]
            if form(one["surface"]) not in names and any(_shared(page.place(one), place) for place in places)
        } - {one["name"] for one in things}
        if others:
            yield f"persons: nobody else stands at {thing}, and {others} does"


def _judge_words(page: _Page, family: str, thing: Json, things: Sequence[Json]) -> Iterator[str]:
    found = page.facts[family]
    surfaces = _options(thing["surface"]) if "surface" in thing else None
    places = [place for words in surfaces or () for place in page.occurrences(words)]
    right = [
        one
        for one in found
        if _agrees(one, thing, exact=family == "places")
        and (surfaces is None or any(_is_one(page.place(one), place) for place in places))
    ]
    if not right:
        yield f"{family}: {thing}, among {[_brief(one) for one in found]}"
    elif surfaces is not None and family != "pairings":
        at = [place for place in places if any(_is_one(page.place(one), place) for one in right)]
        others = [
            one
            for one in found
            if one not in right
            and any(_shared(page.place(one), place) for place in at)
            and not any(other is not thing and _agrees(one, other, exact=True) for other in things)
        ]
        if others:
            yield f"{family}: nothing else stands at {thing}, and {[_brief(one) for one in others]} does"


def _judge_absence(page: _Page, key: str, wanted: Sequence[str]) -> Iterator[str]:
    family = next(one for one in FAMILIES if one.removesuffix("s") == key.removeprefix("no_"))
    rows = [*page.facts[family], *(page.facts["person_mentions"] if family == "persons" else ())]
    for words in wanted:
        for field, start, stop in page.occurrences(words):
            for one in rows:
                place = page.place(one)
                if place[0] == field and start <= place[1] and place[2] <= stop:
                    yield f"{family}: none in {words!r}, and {_brief(one)} is"


_JUDGES = {
    "title": _judge_title, "subtitle": _judge_title, "contributors": _judge_contributors,
    "no_contributor": _judge_no_contributor, "labels": _judge_labels, "kept": _judge_kept, "not_kept": _judge_kept,
    "text": _judge_text, "not_text": _judge_text, "paragraphs": _judge_paragraphs,
}  # fmt: skip


def _agrees(fact: Json, thing: Json, *, exact: bool) -> bool:
    return all(_column_agrees(fact, key, wanted, exact) for key, wanted in thing.items())


def _column_agrees(fact: Json, key: str, wanted: Any, exact: bool) -> bool:
    if key == "surface":
        return not exact or any(_same(fact["surface"], words) for words in _options(wanted))
    if key == "items":
        found = [fold(item)[0] for item in fact.get("items") or []]
        return any(found == [fold(item)[0] for item in items] for items in _options(wanted))
    if key == "ends":
        return all(any(_end_agrees(end, one) for end in fact["ends"]) for one in wanted)
    return any(_equal(_value(fact, key), one) for one in _options(wanted))


def _end_agrees(end: Json, wanted: Json) -> bool:
    return _agrees(end, wanted, exact=True)


def _value(fact: Json, key: str) -> Any:
    """A column of a fact; of a range, which ``inspect`` prints as ``3-5``, the lower end."""
    if key == "value" and isinstance(fact.get("value"), str) and "value_max" in fact:
        lower = re.match(r"-?[^-]+", fact["value"])
        return float(lower[0]) if lower else None
    return fact.get(key)


def _equal(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, int | float) and not isinstance(wanted, bool):
        is_number = isinstance(found, int | float) and not isinstance(found, bool)
        return is_number and math.isclose(found, wanted, rel_tol=1e-3)
    return bool(found == wanted)


class _Brief(NamedTuple):
    surface: str
    value: Any


def _brief(fact: Json) -> _Brief:
    return _Brief(fact["surface"], fact.get("value", fact.get("path")))


def _options(value: Any) -> list[Any]:
    return list(value["any"]) if isinstance(value, dict) and set(value) == {"any"} else [value]


def _same(words: str, others: str) -> bool:
    return fold(words)[0] == fold(others)[0]


def _headline(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _programme(name: str) -> str:
    return re.sub(r"^党的|活动$", "", re.sub(r"[\"'《》〈〉、·・,.;:\-—]", "", fold(name)[0]))


_FORMS = {
    "persons": lambda name: re.sub(r"[·•‧・∙⋅.]", "·", fold(name)[0]),
    "programmes": _programme,
    "quotations": lambda text: fold(text)[0].rstrip(","),
}


def _shared(one: Place, other: Place) -> int:
    return max(0, min(one[2], other[2]) - max(one[1], other[1])) if one[0] == other[0] else 0


def _is_one(one: Place, other: Place) -> bool:
    """Whether at least half of the characters that two places cover together are in both (docs/facts/README.md)."""
    both = _shared(one, other)
    return both > 0 and 2 * both >= max(one[2], other[2]) - min(one[1], other[1])
