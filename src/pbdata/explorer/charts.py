"""Charts as data: the bars that a template draws as SVG, and the same numbers as CSV.

They are drawn by templates of the site instead of a chart library: the words are text in both languages, the colours those of the
style sheet in light and dark, and the bytes the same whatever fonts the machine that builds has.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

_FORMULA = ("=", "+", "-", "@", "\t")


Label = str | tuple[str, str]
"""A name, or words in Chinese and in English."""


def in_two(title: str) -> Label:
    """The label of a title or value of a schema, ``中文 / English``."""
    zh, bar, en = title.partition(" / ")
    return (zh, en) if bar else title


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of one or several parts; ``href`` leads to what it counts."""

    label: Label
    parts: tuple[float, ...]
    href: str | None = None

    @property
    def total(self) -> float:
        """The length of the whole bar."""
        return sum(self.parts)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with what they count. ``name`` names its texts, ``chart_NAME`` and ``chart_NAME_note``.

    ``file`` is where its numbers lie in the site, beside the table of them in the page.
    """

    name: str
    bars: Sequence[Bar]
    legend: Sequence[str] = ()
    shown: int = 12
    file: str | None = None

    @property
    def longest(self) -> float:
        """The length of the longest bar, at least one."""
        return max((bar.total for bar in self.bars), default=0) or 1

    def csv(self) -> bytes:
        """Its numbers, UTF-8 with a byte-order mark for spreadsheets; no label is taken for a formula."""
        stream = StringIO(newline="")
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["label", *(self.legend or ["n"])])
        writer.writerows([_inert(as_text(bar.label)), *bar.parts] for bar in self.bars)
        return stream.getvalue().encode("utf-8-sig")


def as_text(label: Label) -> str:
    """A label where no element may stand."""
    return label if isinstance(label, str) else " / ".join(label)


def _inert(label: str) -> str:
    return f"'{label}" if label.startswith(_FORMULA) else label
