"""What the grammars of keys and of credits read in a line, as features of the line for the labeller (rules/shapes.yaml)."""

import re

from pbdata.chinese.rules import rule
from pbdata.chinese.sentences import ENDS
from pbdata.cleaning.credits import find_makers
from pbdata.cleaning.keys import Field, find_fields

# A line of this size or more is text, whatever it names.
LONGEST = 90
LONGEST_CREDIT = 48
_SIGNS = frozenset("者员文图摄稿撰笔源编自合组部")
_BEGINS = re.compile(r"[\s\[【（(〔]*\Z")
_PICTURES = frozenset({"摄影"})
_SENTENCE = frozenset(ENDS)


def readings_of(line: str) -> list[str]:
    """Return what a line reads as: ``reads-source``, ``reads-editor``, ``reads-makers``; nothing for most.

    Makers are read in lines that hold nothing else; who took a picture may stand below it, and says nothing.
    """
    if len(line) > LONGEST or _SIGNS.isdisjoint(line):
        return []
    fields = [field for field in find_fields(line, 0, len(line)) if field.stop > field.start]
    if fields and _BEGINS.match(line[: fields[0].begin]):
        if any(field.kind == "source" for field in fields[:2]):
            return ["reads-source"]
        if fields[0].kind == "editor":
            return ["reads-editor"]
    return ["reads-makers"] if _names_makers(line, fields) else []


def _names_makers(line: str, fields: list[Field]) -> bool:
    if len(line) > LONGEST_CREDIT or not _SENTENCE.isdisjoint(line.rstrip("。")):
        return False
    if rule(__package__, "bylines", "units").pattern.fullmatch(line):
        return True
    roles = {maker.role for maker in find_makers(line, 0, len(line))} - {None}
    return bool(roles) and (roles != _PICTURES or any(field.kind == "editor" for field in fields))
