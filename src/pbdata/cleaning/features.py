"""What can be seen of a line: its words (rules/lines.yaml), its shape (shapes.yaml), its place on the page (places.yaml)."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise
from math import ceil
from typing import NamedTuple

import numpy as np

from pbdata.chinese.code_points import code_points
from pbdata.cleaning import inside, pictures, runs
from pbdata.cleaning.context import (
    NEAR,
    RUNNING,
    TITLE_SIZES,
    lines_above_longest_run,
    mark_days,
    mark_facts,
    mark_names,
    mark_order,
    mark_strangers,
)
from pbdata.cleaning.named import Named
from pbdata.cleaning.shapes import INNER, shapes_of
from pbdata.cleaning.verse import lines_of_verse, measure_of
from pbdata.cleaning.wording import words_of

# Menus and notices come again on page after page of a site: what was seen of lines up to this size is kept, for so many.
NOTICE, SEEN = 60, 8192
# Paragraphs end in a full stop; where more than this share of the long lines do not, lines are broken by width.
BROKEN_FROM = 0.3
BROKEN_LINE = 28
# Sizes of lines that do not end a sentence; rules that tell a date; the share of a page at its edges.
UNENDED = frozenset({"long-deck", "cut-paragraph", "open-clause"})
DATED = frozenset({"date-and-time", "dateline-source"})
EDGE = 0.15
# A line is among words, or among headlines, if more than two of the two lines above and the two below are of these sizes.
SHORT_SIZES = frozenset({"word", "words", "no-han", "digits"})
TITLE_SIGNS = frozenset({"repeated", "tag-h1", "tag-title"})
KIN_FROM = 3
KIN_READ = 160
# What stands in the cell of a table as it would stand outside one.
CELL_STAYS = frozenset({"noise", "paragraph", "long-paragraph"})
# Lines broken by width are nearly as long as each other: as the middle one, give or take this share.
BROKEN_SPREAD = 0.25
MIN_BROKEN = 3
REPEATED_START = 8
HASHES = 1 << 14
# (is it running text, is the line before, is the line after) -> place
_AMONG = {
    (True, True, True): "text-in-run",
    (True, True, False): "text-ends-run",
    (True, False, True): "text-starts-run",
    (True, False, False): "text-alone",
    (False, True, True): "between-text",
    (False, False, True): "above-text",
    (False, True, False): "below-text",
    (False, False, False): "away-from-text",
}


def rules_of_page(lines: Sequence[str], looks: Sequence[Sequence[str]] | None = None) -> Named:
    """Return the names of the rules that hold for each of the filled, stripped, normalized lines of a page.

    ``looks`` holds, for an HTML page, what is seen of each line beyond its words. The first name is always the line's
    size, one of the shapes.
    """
    if not lines:
        return Named([])
    seen = [_look_again(line) if len(line) <= NOTICE else _look(line) for line in lines]
    sizes, names, measures, cells = map(list, zip(*seen, strict=True))
    if _breaks_lines(lines, sizes):
        sizes = ["broken-line" if size in UNENDED else size for size in sizes]
    for i in lines_of_verse(lines, measures):
        sizes[i] = "verse"
    runs_on = [False, *[size in RUNNING for size in sizes], False]
    stands = map(_AMONG.__getitem__, zip(runs_on[1:], runs_on, runs_on[2:], strict=False))
    named = Named([[size, *own, place] for size, own, place in zip(sizes, names, stands, strict=True)])
    _mark_places(named)
    _mark_repeated(lines, named)
    if looks:
        named.put_each(looks)
    mark_facts(lines, named)
    _mark_kin(lines, sizes, named)
    mark_order(lines, sizes, named)
    mark_days(lines, named)
    mark_names(named)
    inside.mark_heads_of_text(lines, named)
    runs.mark_gaps(named)
    runs.mark_frame(named)
    runs.mark_heads(named)
    runs.mark_shape(lines, named)
    runs.mark_unlisted(named)
    pictures.mark_pictures(lines, sizes, named)
    runs.mark_headings(lines, sizes, named)
    runs.mark_foot(lines, sizes, named)
    runs.mark_lone(lines, sizes, named)
    runs.mark_cut(lines, sizes, named)
    runs.mark_only_head(sizes, named)
    runs.mark_signers(lines, named)
    runs.mark_signature(named)
    runs.mark_remnants(lines, named)
    runs.mark_twins(lines, named)
    runs.mark_farewell(lines, named)
    runs.mark_tools(sizes, named)
    inside.mark_spoken(lines, named)
    inside.mark_cells(named)
    inside.mark_rows(lines, cells, named)
    inside.mark_listed(lines, named)
    inside.mark_contacts(lines, named)
    return named


class _Look(NamedTuple):
    """What is seen of a line by itself: its size, the names of its other shapes and of its rules on words, its measure as one of
    verse, and its cells as those of a row of a table."""

    size: str
    names: tuple[str, ...]
    measure: tuple[int, ...]
    cells: int


def _look(line: str) -> _Look:
    """Return what is seen of a line; a cell of a table has the shapes of its words."""
    cell = line[:-1].rstrip() if line[-1] == "|" and line.count("|") == 1 else ""
    size, *shapes = shapes_of(cell or line)
    if cell and CELL_STAYS.isdisjoint((size, *shapes)):
        size, shapes = "cell", []
    return _Look(size, (*shapes, *words_of(line)), measure_of(line), inside.numbered_cells(line))


_look_again = lru_cache(maxsize=SEEN)(_look)


def _mark_kin(lines: Sequence[str], sizes: Sequence[str], named: Named) -> None:
    """Mark running text that shares pairs of characters with what may be the title, and text that shares none.

    What may be the title is repeated, is a first heading of an HTML page, or stands close above a date; failing these,
    it stands close above the longest run of running text.
    """
    titles = {*named.lines(TITLE_SIGNS)}
    for i in named.at("date-above-text"):
        titles |= {k for k in range(max(0, i - NEAR), i) if sizes[k] in TITLE_SIZES}
    titles = titles or lines_above_longest_run(lines, sizes)
    pairs = {lines[i][k : k + 2] for i in titles for k in range(len(lines[i]) - 1)}
    if not pairs:
        return
    running = sorted(named.lines(RUNNING) - titles)
    akin = dict(zip(running, _share_enough([lines[i][:KIN_READ] for i in running], pairs), strict=True))
    named.put("kin-of-title", [i for i, kin in akin.items() if kin])
    named.put("no-kin-of-title", [i for i, kin in akin.items() if not kin])
    mark_strangers(named, akin)


def _share_enough(lines: Sequence[str], pairs: set[str]) -> list[bool]:
    """Return whether each line holds ``KIN_FROM`` of the pairs of characters.

    A table of hashes says where on the page one may stand, so that few places are looked at one by one.
    """
    page, size = "\n".join(lines), 2 * len(pairs)
    points = code_points("".join((*pairs, page)))
    # A number below ``HASHES`` for each pair of code points.
    hashes = ((points[:-1] * 40503 + points[1:]) & (HASHES - 1)).astype(np.intp)
    table = np.zeros(HASHES, bool)
    table[hashes[:size:2]] = True
    places = np.flatnonzero(table[hashes[size:]]).tolist()
    enough = []
    k = end = 0
    for line in lines:
        end += len(line) + 1
        shared: set[str] = set()
        last = bisect_left(places, end, k)
        for at in places[k:last]:
            if page[at : at + 2] in pairs:
                shared.add(page[at : at + 2])
                if len(shared) == KIN_FROM:
                    break
        k = last
        enough.append(len(shared) == KIN_FROM)
    return enough


def _breaks_lines(lines: Sequence[str], sizes: Sequence[str]) -> bool:
    """Whether a page breaks its lines by width: too many of the long ones do not end a sentence, whichever is printed again."""
    long = [(line, size) for line, size in zip(lines, sizes, strict=True) if len(line) >= BROKEN_LINE]
    unended = {line for line, size in long if size in UNENDED and line[-1] not in "：；:;"}
    broken = sorted([len(line) for line in unended if INNER.search(line)])
    if len(broken) < MIN_BROKEN:
        return False
    if len(broken) <= BROKEN_FROM * sum([INNER.search(line) is not None for line in {line for line, _ in long}]):
        return False
    middle = broken[len(broken) // 2]
    alike = sum(abs(size - middle) <= BROKEN_SPREAD * middle for size in broken)
    return alike * 2 > len(broken)


def _mark_places(named: Named) -> None:
    """Mark how each line stands among the others: below a date, above text, among its like, at an edge."""
    count = len(named)
    running, dated = named.lines(RUNNING), named.lines(DATED)
    named.put("text-below-date", running & {i + k for i in dated for k in range(1, NEAR + 1)})
    named.put("date-above-text", [i for i in dated if not running.isdisjoint(range(i + 1, i + 1 + NEAR))])
    among_words = _lines_among(named.lines(SHORT_SIZES), count)
    named.put("among-words", among_words)
    named.put("among-headlines", _lines_among(named.lines(TITLE_SIZES), count) - among_words)
    top, bottom = ceil(count * EDGE), ceil(count * (1 - EDGE))
    named.put("page-top", range(top))
    named.put("page-bottom", range(max(top, bottom), count))


def _lines_among(lines: AbstractSet[int], count: int) -> set[int]:
    """Return which of the lines of a page have more than two of some lines among the two above and the two below."""
    flags = bytearray(count)
    for i in lines:
        flags[i] = 1
    # One number with a byte for each line, so that all lines are added up at once.
    page = int.from_bytes(flags, "little")
    near = (page << 16) + (page << 8) + (page >> 8) + (page >> 16)
    return {i for i, found in enumerate(near.to_bytes(count + 2, "little")[:count]) if found > 2}


def _mark_repeated(lines: Sequence[str], named: Named) -> None:
    """Mark lines that are printed again, and those that begin like one of these."""
    repeated = repeated_lines(lines)
    if repeated:
        starts = {line[:REPEATED_START] for line in repeated}
        alike = [i for i, line in enumerate(lines) if line[:REPEATED_START] in starts]
        named.put("repeated", [i for i in alike if lines[i] in repeated])
        named.put("repeated-and-more", [i for i in alike if lines[i] not in repeated])


def repeated_lines(lines: Sequence[str]) -> frozenset[str]:
    """Return the lines of headline length that the page prints more than once, or again as the start of another."""
    candidates = [line for line in lines if 8 <= len(line) <= 60]
    counts = Counter(candidates)
    found = {line for line, n in counts.items() if n > 1}
    # In order, what begins with a line stands right behind it.
    found.update(line for line, following in pairwise(sorted(counts)) if following.startswith(line))
    return frozenset(found)
