"""Citations of many works in one style: the style is asked once for each mould, and the words are poured in.

What a style of CSL does with an item hangs on which fields it has, on how many names, on how much of its dates is known, and on
a mark at the end of a field; not on the words. Each style is asked with signs in the place of the words, which takes some
hundredths of a second, and the answer is kept. Words in other scripts than that of the style stay as they are printed: CSL
changes the case of English titles alone.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from pbdata.citation.styles import render

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_FIRST_SIGN = 0xE000
_MARK = re.compile(r"[.,:;?!]*\Z")
# A year, a month and a day that no other sign of a mould holds, for each of the two dates.
_SIGN_DATES = {"issued": (7391, 3, 28), "accessed": (7405, 6, 29)}
_SIGN_MONTHS = {"issued": "March", "accessed": "June"}


def render_by_mould(item: Mapping[str, Any], style: str) -> str:
    """Return an item of CSL-JSON as a style of CSL writes it in a bibliography, asking the style once for each mould.

    Values are texts, ``{"date-parts": [[year, month, day]]}`` in ``issued`` and ``accessed``, and a list of names of one part
    each in ``author``. Raises ``CitationError`` without the extra ``cite``.
    """
    words: list[str] = []
    mould = {name: _with_signs(name, value, words) for name, value in item.items() if name not in ("id", "type")}
    asked = json.dumps(mould | {"id": "work", "type": item["type"]}, sort_keys=True)
    citation = _rendered(asked, style)
    for sign, date in _dates(item):
        citation = citation.replace(sign, date)
    return "".join(words[ord(c) - _FIRST_SIGN] if 0 <= ord(c) - _FIRST_SIGN < len(words) else c for c in citation)


@lru_cache(maxsize=4096)
def _rendered(mould: str, style: str) -> str:
    return render(json.loads(mould), style)


def _with_signs(name: str, value: Any, words: list[str]) -> Any:
    """A value with a sign in the place of its words, which are added to ``words``; a mark at its end stays."""
    if isinstance(value, str):
        end = _MARK.search(value)
        at = end.start() if end else len(value)
        words.append(value[:at])
        return chr(_FIRST_SIGN + len(words) - 1) + value[at:]
    if name in _SIGN_DATES:
        (parts,) = value["date-parts"]
        return {"date-parts": [_SIGN_DATES[name][: len(parts)]]}
    return [{part: _with_signs("", text, words) for part, text in one.items()} for one in value]


def _dates(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """How the dates of the signs are written, the longest forms first, and how those of the item are."""
    for name, sign in _SIGN_DATES.items():
        if name in item:
            (date,) = item[name]["date-parts"]
            yield _iso(sign[: len(date)]), _iso(date)
            if len(date) > 2:
                yield f"{_SIGN_MONTHS[name]} {sign[2]}", f"{MONTHS[date[1] - 1]} {date[2]}"
            if len(date) > 1:
                yield _SIGN_MONTHS[name], MONTHS[date[1] - 1]
            yield str(sign[0]), str(date[0])


def _iso(date: Sequence[int]) -> str:
    return "-".join(f"{part:02}" for part in date)
