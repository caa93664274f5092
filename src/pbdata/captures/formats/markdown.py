"""Markdown, as crawlers write pages: the words without the marks of layout, line by line."""

import re

from pbdata.captures.formats.page_text import PageText

# A line that is all marks: a rule, the fence of code, the line below the head of a table or a heading.
_MARKS_ALONE = re.compile(r"\s*(?:[-*_=|:+`~]\s*){3,}$")
_AT_START = re.compile(r"^\s{0,3}(?:#{1,6}\s+|(?:>\s?)+|[-*+]\s+(?=\S))")
_AT_END = re.compile(r"\s+#+\s*$|\s{2,}$|\\$")
_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_LINK = re.compile(r"\[([^\]\n]*)\](?:\((?:[^()\s]|\([^()\s]*\))*(?:\s+[\"'][^\n]*?[\"'])?\)|\[[^\]\n]*\])")
_ADDRESS = re.compile(r"<(https?://[^>\s]+)>")
_EMPHASIS = re.compile(r"(\*\*\*|___|\*\*|__|~~|`+)(?=\S)(.+?)(?<=\S)\1")
_SINGLE = re.compile(r"(?<![0-9A-Za-z*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![0-9A-Za-z*])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def read_markdown(decoded: str) -> PageText:
    """Return the words of a page in Markdown: without the marks of headings, lists, links, emphasis and tables, and without
    pictures."""
    return PageText("".join(f"{_words(line)}\n" for line in decoded.replace("\r\n", "\n").split("\n")), None)


def _words(line: str) -> str:
    if _MARKS_ALONE.match(line):
        return ""
    line = _AT_END.sub("", _AT_START.sub("", line, count=1))
    line = _LINK.sub(r"\1", _IMAGE.sub("", line))
    line = _EMPHASIS.sub(r"\2", _ADDRESS.sub(r"\1", line))
    line = _SINGLE.sub(r"\1", line)
    if line.startswith("|") and line.rstrip().endswith("|"):
        line = " ".join(cell.strip() for cell in line.strip().strip("|").split("|"))
    return _ESCAPED.sub(r"\1", line)
