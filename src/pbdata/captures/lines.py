"""The lines of a page text."""

import re

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def split_lines(text: str) -> list[tuple[int, int, int]]:
    r"""Return ``(start, stop, end)`` of each line: ``stop`` before its terminator, ``end`` after it.

    Lines end at ``\n``, ``\r\n`` or ``\r`` and nowhere else (``str.splitlines`` knows eight more). The ranges
    ``start:end`` cover the text without a gap; an empty piece after the last terminator is not a line.
    """
    lines = []
    if "\r" not in text:
        start = 0
        for line in text.split("\n"):
            stop = start + len(line)
            lines.append((start, stop, stop + 1))
            start = stop + 1
        start, stop, _ = lines.pop()
        return [*lines, (start, stop, stop)] if stop > start else lines
    for match in _LINE.finditer(text):
        start, end = match.span()
        stop = end
        if text[stop - 1] == "\n":
            stop -= 1
        if stop > start and text[stop - 1] == "\r":
            stop -= 1
        lines.append((start, stop, end))
    return lines
