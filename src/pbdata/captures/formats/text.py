"""Text captures: page text as they stand, unless the line ends were lost on the way and the whole page is one line."""

import re
from itertools import islice

from pbdata.captures.formats.page_text import PageText
from pbdata.captures.lines import split_lines
from pbdata.chinese.rules import either
from pbdata.chinese.sentences import CLAUSE, SENTENCE
from pbdata.datafiles import read_data

# A page is one line if this share of it is, and if so many sentences in it end before something that parts lines.
ONE_LINE, PARTED_FROM = 0.8, 3
# A page of more filled lines than this has kept its line ends, however long its text is beside them.
MAX_FILLED = 3
# So often a sign other than a blank parts lines, where it does. A menu has words, half a headline has characters, up to so many.
SIGNS_FROM, MENU_WORD, HALF_HEADLINE = 4, 4, 25

# What other programs take for a line end; in page text it is none.
_SEPARATORS = "\v\f\x85\u2028\u2029"
_END = rf"[{SENTENCE.strip()}][”’）]*"
_ENDED = re.compile(f"{_END}$")
_PARTED = re.compile(rf"{_END}(?:[{_SEPARATORS}\t \u3000\u00a0|]|\\n)+(?=\S)")
# A filled line, from its first character that is no blank.
_FILLED = re.compile(r"\S[^\r\n]*")
# A mark with a blank on both sides: such a page has blanks around all its marks, and they part nothing.
_SPACED_MARKS = re.compile(r" [,，、] ")
_SIGNS = (
    re.compile(f"[{_SEPARATORS}]"),
    re.compile(r"(?:\\r)?\\n"),
    re.compile(r"(?<!\s)\s*[|\t]\s*"),
    re.compile(r"\u3000{2,}"),
    re.compile(r" {2,}"),
)
_BLANKS = re.compile(r"[ \u3000\u00a0]+")
_PROSE = re.compile(f"[{CLAUSE.replace('：', '')}]")
_DATE = re.compile(r"(?:\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[:：]\d\d(?:[:：]\d\d)?)$")
_KEY = re.compile(rf"[（(【\[]?(?:{either(read_data(__package__, 'words.yaml')['keys'])})[：:]")


def read_text(decoded: str) -> PageText:
    """Return a text capture as page text; a page on one line with the line ends that its blanks and signs stand for."""
    if len(list(islice(_FILLED.finditer(decoded), MAX_FILLED + 1))) > MAX_FILLED:
        return PageText(decoded, None)
    lines = [decoded[start:stop] for start, stop, _ in split_lines(decoded)]
    longest = max(lines, key=len, default="")
    is_spaced = len(_SPACED_MARKS.findall(longest)) >= PARTED_FROM
    if is_spaced or len(longest) < len(decoded) * ONE_LINE or len(_PARTED.findall(longest)) < PARTED_FROM:
        return PageText(decoded, None)
    return PageText("".join(f"{part}\n" for line in lines for part in _parts(line)), None)


def _parts(line: str) -> list[str]:
    for sign in _SIGNS:
        if len(sign.findall(line)) >= SIGNS_FROM:
            return [part for part in sign.split(line) if part.strip()]
    parts: list[list[str]] = []
    open_brackets, has_prose = 0, False
    for word in filter(None, _BLANKS.split(line)):
        if not parts or not (open_brackets > 0 or _goes_on(parts[-1][-1], word, has_prose=has_prose)):
            parts.append([])
            open_brackets, has_prose = 0, False
        parts[-1].append(word)
        open_brackets += sum(map(word.count, "（(")) - sum(map(word.count, "）)"))
        has_prose = has_prose or _PROSE.search(word) is not None
    return [" ".join(words) for words in parts]


def _goes_on(last: str, word: str, *, has_prose: bool) -> bool:
    """Whether a word after a blank still belongs to the line that ends in ``last``: to a menu, a trail, a dateline or a sentence."""
    if _KEY.match(word) or _DATE.match(word):
        return bool(_DATE.match(last) or _KEY.match(last))
    if ">" in (word, last) or len(last) <= MENU_WORD and len(word) <= MENU_WORD:
        return True
    if has_prose:
        return not _ENDED.search(last) and not _KEY.match(last)
    return MENU_WORD < len(last) <= HALF_HEADLINE and MENU_WORD < len(word) <= HALF_HEADLINE and not _PROSE.search(word)
