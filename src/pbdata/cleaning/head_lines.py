"""What the grammars of keys and of credits read in a line, as features of the line for the labeller (rules/shapes.yaml)."""

import re

from pbdata.chinese.characters import HAN
from pbdata.chinese.rules import rule
from pbdata.chinese.sentences import ENDS
from pbdata.cleaning.credits import find_makers
from pbdata.cleaning.keys import Field, find_fields
from pbdata.cleaning.names import is_institution, is_known_name
from pbdata.patterns import compiled

# A line of this size or more is text, whatever it names.
LONGEST = 90
LONGEST_CREDIT = 48
_SIGNS = re.compile("[者员文图摄稿撰笔源编自合组部译理道录述联采写照草送]")
_BEGINS = re.compile(r"[\s\[【（(〔]*\Z")
_PICTURES = frozenset({"摄影"})
_SENTENCE = frozenset(ENDS)
# Names in a line of their own, in brackets or behind the unit where they work.
_NAMES = compiled(
    f"{__name__}.names",
    rf"(?P<bracket>[（(【〔\[])?\s*(?:(?P<unit>[{HAN}]{{3,16}})[\s：:/／]+)?"
    rf"(?P<names>[{HAN}]{{1,4}}(?:[\s、，,]+[{HAN}]{{1,4}}){{0,7}})\s*[）)】〕\]]?",
)


def readings_of(line: str) -> list[str]:
    """Return what a line reads as: ``reads-source``, ``reads-editor``, ``reads-makers``, ``reads-names``; nothing for most.

    Makers are read in lines that hold nothing else; who took a picture may stand below it, and says nothing.
    """
    if is_signature(line):
        return ["reads-names"]
    if len(line) > LONGEST or not _SIGNS.search(line):
        return []
    fields = [field for field in find_fields(line, 0, len(line)) if field.stop > field.start]
    if fields and _BEGINS.match(line[: fields[0].begin]):
        if any(field.kind == "source" for field in fields[:2]):
            return ["reads-source"]
        if fields[0].kind == "editor":
            return ["reads-editor"]
    return ["reads-makers"] if _names_makers(line, fields) else []


def is_signature(line: str) -> bool:
    """Whether a line is no more than names without a role, and no chance: before the place from which they report, in brackets, behind a unit,
    or several that are not all of two characters, as words are."""
    if len(line) > LONGEST_CREDIT:
        return False
    if line.endswith(("报导", "报道")) and rule(__package__, "bylines", "reported-from").pattern.search(line):
        return _without_role(line, 0, len(line)) != []
    found = _NAMES.fullmatch(line)
    if found is None:
        return False
    has_unit = bool(found["unit"]) and is_institution(found["unit"])
    first = found.start("unit" if found["unit"] and not has_unit else "names")
    names = _without_role(line, first, found.end("names"))
    if not names or not all(map(is_known_name, names)):
        return False
    return has_unit or bool(found["bracket"]) or len(names) > 1 and max(map(len, names)) > len("张三")


def _without_role(line: str, start: int, stop: int) -> list[str]:
    """The names of makers that a stretch of a line holds, none if one of them has a role."""
    makers = find_makers(line, start, stop)
    return [] if any(maker.role for maker in makers) else [maker.name for maker in makers]


def _names_makers(line: str, fields: list[Field]) -> bool:
    if len(line) > LONGEST_CREDIT or not _SENTENCE.isdisjoint(line.rstrip("。")):
        return False
    if rule(__package__, "bylines", "units").pattern.fullmatch(line):
        return True
    roles = {maker.role for maker in find_makers(line, 0, len(line))} - {None}
    return bool(roles) and (roles != _PICTURES or any(field.kind == "editor" for field in fields))
