"""What closes the text at the end of a line: a byline, the source, the editor, tools."""

import re

from pbdata.chinese.sentences import ENDS
from pbdata.cleaning.credits import find_makers
from pbdata.cleaning.head_parts import MAKES
from pbdata.cleaning.keys import find_fields
from pbdata.cleaning.names import begins_with_surname, could_be_name, name_behind_post
from pbdata.cleaning.part import Part, pattern_of_part

END_READ = 100
# So many notes may close the text, one behind the other.
END_NOTES = 2

_END_BRACKET = re.compile(rf"[（(【\[〔]([^（）()【】\[\]〔〕{ENDS}]{{2,80}})[)）】\]〕]?[\s|｜]*(?:\d{{6,8}})?$")
_PICTURE = re.compile(r"摄影?\s*$|图\s*$|^图[/／：:]")
_TEXT_TOO = re.compile(r"文|撰|稿")
_AUTHOR_NOTE = re.compile(r"(?:本文)?作者\s*[：:]?\s*[\u4e00-\u9fff]{2,4}?\s*(?:系|为|是|单位)")
_SOURCE_NOTE = re.compile(r"[（(]\s*(?:本文)?(?:来源|稿源|作者)\s*[：:][^（）()]{2,80}[)）]")
_SOURCE_KEY = re.compile(r"(?:本文)?(?:来源|稿源|原载|转自|摘自|作者)\s*[：:]")
_CLOSING = frozenset("]】)）")
_SENTENCE_CLOSES = frozenset(ENDS + "”")
# The label and the rule of facts behind the last sentence, by the kind of the first.
_END_FACTS = {
    "source": ("dateline", "end-source"),
    "editor": ("byline", "end-editor"),
    "author": ("byline", "end-byline"),
    "other": ("dateline", "end-source"),
}


def end_of_text(text: str, start: int, stop: int, *, last: bool) -> list[Part]:
    """Find what closes the text: tools, and before them bylines and notes on the source (…。（张三）责任编辑：李四)."""
    tools = pattern_of_part("tools").search(text, start, stop) if text[start:stop].rstrip()[-1:] in _CLOSING else None
    end = tools.start() if tools else stop
    found = [Part(end, end + len(tools[0].rstrip()), "share", "end-tools")] if tools else []
    for _ in range(END_NOTES):
        notes = _end_facts(text, start, end) or _end_byline(text, start, end, last=last)
        if not notes:
            break
        found = [*notes, *found]
        end = notes[0].start
    return found


def _end_facts(text: str, start: int, stop: int) -> list[Part]:
    """Find facts behind their keys that stand behind the last sentence (…。来源：青山日报 编辑：张三)."""
    facts = pattern_of_part("end-facts").search(text, max(start, stop - END_READ), stop)
    fields = find_fields(text, *facts.span(1)) if facts else []
    if not facts or not fields or fields[0].begin != facts.start(1):
        return []
    label, name = _END_FACTS["source" if any(field.kind == "source" for field in fields) else fields[0].kind]
    return [Part(*facts.span(1), label, name)]


def _end_byline(text: str, start: int, stop: int, *, last: bool) -> list[Part]:
    """The credit or the source at the end of a line; ``last`` tells that it is the last of the text."""
    begin = max(start, stop - END_READ)
    words = text[begin:stop]
    according = pattern_of_part("according").search(text, begin, stop) if last else None
    if according:
        first = according.start() + len(according[0]) - len(according[0].lstrip())
        return [Part(first, first + len(according[0].strip()), "dateline", "end-source")]
    bracket = _END_BRACKET.search(text, begin, stop)
    if bracket:
        return _in_end_bracket(text, start, bracket, last=last)
    note = _SOURCE_NOTE.search(text, start, stop) if "来源" in words or "作者" in words else None
    if note:
        return [Part(note.start(), _end_of(note), "dateline", "end-source")]
    return [] if MAKES.isdisjoint(words) else _end_roles(text, begin, stop)


def _end_of(match: re.Match[str]) -> int:
    return match.start() + len(match[0].rstrip(" |｜"))


def _end_roles(text: str, start: int, stop: int) -> list[Part]:
    """Makers with their roles and without brackets."""
    roles = pattern_of_part("end-roles").search(text, start, stop)
    is_credit = roles and roles[1].rstrip()[-1] in "摄图"
    found = roles and not is_credit and any(maker.role for maker in find_makers(text, *roles.span(1)))
    return [Part(*roles.span(1), "byline", "end-byline")] if roles and found else []


def _in_end_bracket(text: str, start: int, bracket: re.Match[str], *, last: bool) -> list[Part]:
    """What a bracket at the end of a line says: the editor, the source, the author, or other makers."""
    stop, words = _end_of(bracket), bracket[1]
    fields = find_fields(text, *bracket.span(1))
    kind = fields[0].kind if fields and not text[bracket.start(1) : fields[0].begin].strip() else None
    if kind == "editor":
        return [Part(bracket.start(), stop, "byline", "end-editor")]
    if kind == "source" or _SOURCE_KEY.match(words) or pattern_of_part("medium-alone").fullmatch(words.strip()):
        return [Part(bracket.start(), stop, "dateline", "end-source")]
    if _AUTHOR_NOTE.match(words):
        return [Part(bracket.start(), stop, "byline", "author-note")]
    # Who took a picture belongs to its caption, whatever label that has.
    if _PICTURE.search(words) and not _TEXT_TOO.search(words):
        return []
    # A pen name without a surname is believed where it stands alone behind the last full stop.
    signed = last and text[start : bracket.start()].rstrip()[-1:] in _SENTENCE_CLOSES and 2 <= len(words.strip()) <= 3
    if find_makers(text, *bracket.span(1)) or signed and could_be_name(words.strip()):
        return [Part(bracket.start(), stop, "byline", "end-byline")]
    if last and text[start : bracket.start()].rstrip()[-1:] in _SENTENCE_CLOSES and _signs(words.strip()):
        return [Part(bracket.start(), stop, "byline", "end-byline")]
    return []


def _signs(words: str) -> bool:
    """Whether words name the unit that sent a report in, or who did so there."""
    named = pattern_of_part("unit-and-name").fullmatch(words)
    if named:
        return begins_with_surname(named[1])
    return name_behind_post(words) is not None or pattern_of_part("unit-signs").fullmatch(words) is not None


def picture_credit(text: str, start: int, stop: int) -> list[Part]:
    """Find the reporter in brackets at the end of a caption who took the picture; a photographer without brackets stays."""
    credit = pattern_of_part("picture-by-reporter").search(text, max(start, stop - END_READ), stop)
    if credit is None or credit.start() == start:
        return []
    first = credit.start() + len(credit[0]) - len(credit[0].lstrip())
    return [Part(first, first + len(credit[0].strip()), "byline", "end-byline")]
