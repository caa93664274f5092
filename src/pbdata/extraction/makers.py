"""Who made the article: from byline lines, an author's key, a wire opening or a byline at the end."""

import re
from collections.abc import Sequence
from functools import cache

from pbdata.cleaning.names import Maker, find_makers
from pbdata.cleaning.parts import Part
from pbdata.extraction.sources import keys
from pbdata.extraction.values import HeadLine, Value

_IN_BRACKETS = re.compile(r"[（(〔【\[]([^（）()〔〕【】\[\]]+)[)）〕】\]]")
_AUTHOR_NOTE = re.compile(r"作者\s*[：:]?\s*([\u4e00-\u9fff]{2,4}?)\s*(?:系|为|是|单位)")
_KEYED = re.compile(r"(?:作者|文|记者)\s*[：:丨/|]")


def read_makers(
    text: str, lines: Sequence[HeadLine], datelines: Sequence[HeadLine], parts: Sequence[Part]
) -> tuple[list[Value], list[Maker]]:
    """Return the byline, if there is one, and the makers in the order in which they are printed, each once."""
    byline: list[Value] = []
    makers: list[Maker] = []
    for start, stop, rule in _places(text, lines, datelines, parts):
        found = find_makers(text, start, stop)
        if found and not byline:
            byline = [Value("byline", start, stop, rule)]
        makers += [maker for maker in found if maker.name not in {m.name for m in makers}]
    return byline, sorted(makers)


def _places(
    text: str, lines: Sequence[HeadLine], datelines: Sequence[HeadLine], parts: Sequence[Part]
) -> list[tuple[int, int, str]]:
    """Return the ranges that may hold a byline, with the rule that points at each."""
    places = [(x.start, x.stop, "byline-line") for x in lines if x.label == "byline" and x.zone != "before"]
    for line in datelines:
        for match in _author().finditer(text, line.start, line.stop):
            group = "value" if _KEYED.match(match["whole"]) else "whole"
            places.append((*match.span(group), "author-key"))
    for part in parts:
        if part.rule == "author-note":
            note = _AUTHOR_NOTE.search(text, part.start, part.stop)
            places += [(*note.span(1), part.rule)] if note else []
        elif part.label in ("byline", "dateline"):
            author = _author().search(text, part.start, part.stop) if part.label == "dateline" else None
            places.append((*(author.span("value") if author else (part.start, part.stop)), part.rule))
        elif part.label == "wire":
            inside = [m.span(1) for m in _IN_BRACKETS.finditer(text, part.start, part.stop)]
            reporters = re.search(r"(?:记者|通讯员)", text[part.start : part.stop])
            if inside:
                places += [(*span, part.rule) for span in inside]
            elif reporters:
                places.append((part.start + reporters.start(), part.stop, part.rule))
    return places


@cache
def _author() -> re.Pattern[str]:
    key = r"(?:文|图|摄)\s*[：:丨/]|(?:作者|撰文|摄影|(?:本报|本网|特约|实习|见习)?(?:记者|通讯员))\s*[：:丨/]?"
    return re.compile(
        rf"(?P<whole>(?:{key})\s*(?P<value>[^|丨【\[：:\t（(]{{2,40}}?))\s*"
        rf"(?=$|\s{{2,}}|[|丨【\[\]\t（(]|\s?(?:{keys()})\s*[：:]|\s?(?:19|20)\d\d\s*[-/.年])"
    )
