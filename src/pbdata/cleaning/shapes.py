"""The shape of a line, whatever its words say: how much running text it is, its marks, its cells (rules/shapes.yaml)."""

import re
from collections.abc import Iterator
from functools import cache

from pbdata.chinese.blanks import part_nothing
from pbdata.chinese.characters import HAN
from pbdata.chinese.rules import either
from pbdata.chinese.sentences import ENDS
from pbdata.cleaning.head_lines import readings_of
from pbdata.cleaning.names import is_institution, name_of
from pbdata.datafiles import read_data
from pbdata.patterns import compiled

# So much of a line is read to see how it ends; the shapes of short lines are looked for in lines up to a size.
END_READ, SHORT_LINE = 64, 400
MAX_NAME, MAX_BRACKETED = 8, 64
# A line of this size that holds no digit and no colon tells no fact.
MIN_PLAIN = 7
# A sentence with its full stop has at least so many characters; so many behind one begin another.
MIN_SENTENCE, MIN_FURTHER = 3, 12
# A heading may be a deck of two sentences up to this size.
LONG_DECK, FULL_STOP = 100, "。"
# A line of noise has so many tokens, most of them of one or two characters.
MIN_NOISE, MAX_NOISE_TOKEN = 4, 2
_ENDS, _CLOSING = ("。", "！", "？", "!", "?", "…", "——"), "”’」』)）】\"'"
_QUOTES, _QUOTE_ENDS = "“‘「『", "”’」』"
_NOTE_AT_END = re.compile(rf"[{ENDS}][”’]?[（(][^（）()]{{2,40}}[)）]?\d{{0,8}}$")
_INNER_MARKS = "，。；、"
INNER = re.compile(f"[{_INNER_MARKS}]")
# A full stop within a line, with a sentence begun behind it.
_FURTHER = re.compile(rf"。[”’」』）)]?[^（(]{{{MIN_FURTHER}}}")
_SEPARATOR = re.compile(r"[|｜┊丨│>»·/]|\s-\s|-\s")
_TABLE_ROW = re.compile(r"\S{1,16}(?:\s{2,}\S{1,16}){2,}$")
_BLANKS = re.compile(r"\s+")
_BULLETS = frozenset("•·▪■◆●○◇▶►*※✦➤")
_HAN = compiled(f"{__name__}.han", f"[{HAN}]")
_FACT_SIGN = re.compile("[0-9：:/|]")
_BRACKETED = re.compile(r"[（(【\[][^（()）【】\[\]]{2,60}[)）】\]]。?")


def shapes_of(line: str) -> list[str]:
    """Return the names of a line's shapes; exactly one of them tells its size."""
    size = len(line)
    if not _HAN.search(line):
        if not any(c.isalpha() for c in line):
            return ["digits" if any(c.isdigit() for c in line) else "marks-only"]
        return ["no-han", "noise"] if _is_noise(line) else ["no-han"]
    ends = _ends_sentence(line)
    shapes = [_size(line, size, ends), *(_short_shapes(line, ends) if size < SHORT_LINE else ())]
    if size > MIN_FURTHER and _FURTHER.search(line) and (size >= LONG_DECK or line.count(FULL_STOP) > 1):
        shapes.append("stop-inside")
    if line[-1] in "：:；;":
        shapes.append("colon-end" if line[-1] in "：:" else "semicolon-end")
    if size >= MIN_PLAIN and not _FACT_SIGN.search(line):
        shapes.append("plain-words")
    if size <= MAX_NAME and _name().fullmatch(line) and not is_institution(name_of(line)):
        shapes.append("name-alone")
    if line[0] in "（(【[" and size <= MAX_BRACKETED and _BRACKETED.fullmatch(line):
        shapes.append("bracketed")
    return shapes + readings_of(line)


def _is_one_number(line: str) -> bool:
    """Whether the blanks of a line stand within one number or date: 百 分 之2.4."""
    return all(part_nothing(line, *blanks.span()) for blanks in _BLANKS.finditer(line))


def _short_shapes(line: str, ends: bool) -> Iterator[str]:
    """Shapes that only a line of moderate length has; ``ends`` tells that it closes like a sentence."""
    tokens = line.split()
    if len(tokens) >= 3 and max(map(len, tokens)) <= 6 and not _is_one_number(line):
        yield "tokens"
    if not ends and len(_SEPARATOR.findall(line)) >= 3:
        yield "separators"
    if len(tokens) >= 3 and _TABLE_ROW.match(line):
        yield "table-row"
    if line[0] in _BULLETS:
        yield "bullet"


def _is_noise(line: str) -> bool:
    """Whether a line of letters and marks is made of scraps (``[ @- ?; O$ }) z, T``)."""
    tokens = line.split()
    scraps = sum(len(token) <= MAX_NOISE_TOKEN or not token.isalnum() for token in tokens)
    has_marks = any(not c.isalnum() and not c.isspace() for c in line)
    return len(tokens) >= MIN_NOISE and has_marks and scraps * 4 >= len(tokens) * 3


@cache
def _name() -> re.Pattern[str]:
    """Return the pattern of a line that is one name, maybe with spaces inside: a surname of words.yaml first."""
    names = read_data(__package__, "words.yaml")
    surnames = "".join(names["surnames"].split())
    return compiled(
        f"{__name__}.name",
        rf"(?!(?:{either(names['never'])})$)(?:[{surnames}]|{either(names['compound_surnames'])})"
        rf"\s*[{HAN}]\s*[{HAN}]?",
    )


def _ends_sentence(line: str) -> bool:
    """Whether a line ends in a sentence mark, with quotation marks and brackets or a short note after it."""
    last = line[-END_READ:]
    if last.rstrip(_CLOSING).endswith(_ENDS):
        return True
    return ("（" in last or "(" in last) and _NOTE_AT_END.search(last) is not None


def _size(line: str, size: int, ends: bool) -> str:
    """Return how much running text a line is, from ``long-paragraph`` down to ``word``."""
    if size >= 120 or size >= 50 and sum(map(line.count, _INNER_MARKS)) >= 2:
        if not ends and line[-1] not in "：:；;":
            return "cut-paragraph" if INNER.search(line) else "long-deck"
        return "long-paragraph" if size >= 120 else "paragraph"
    if ends and (
        size >= 8 or size >= MIN_SENTENCE and (line[-1] == FULL_STOP or line[-1] in _QUOTE_ENDS and line[0] in _QUOTES)
    ):
        return "question" if line[-1] in "？?！!" and size < 40 else "sentence"
    if size >= 36:
        return "long-deck"
    if size >= 12 and INNER.search(line):
        return "open-clause"
    if size >= 9:
        return "headline" if size >= 14 else "phrase"
    return "words" if size > 4 else "word"
