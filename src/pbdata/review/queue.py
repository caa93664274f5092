"""What most needs eyes: places where the program is unsure, silent, or of two minds, the most promising first.

A pure function of what one capture gave. The weights, and how likely a doubtful label is wrong, are data: queue.yaml.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from pbdata.cleaning.labeller import Margin
from pbdata.datafiles import read_data
from pbdata.facts.reading import Refusal
from pbdata.model.article import Article
from pbdata.model.capture import Processed
from pbdata.model.page import KEPT_LABELS
from pbdata.package.schemas import schemas

PAGE, LINES = "page", "lines"
_AROUND = 8
"""So many characters on each side make the words of damage readable."""
_CATEGORIES = {"label": ("lines", "label"), "other": ("lines", "label"), "damage": ("losses", "kind")}
_MENTIONED = {"places": "place_mentions", "programmes": "programme_mentions"}
"""What is refused as a place or programme would have been a mention of one."""
_SILENT = {"no_title": "title", "no_date": "published", "no_source": "source"}


class Item(NamedTuple):
    """A place that somebody should look at.

    ``field`` says in what ``start`` and ``stop`` count: ``lines`` (numbers of lines), ``page`` (characters of the page text), or a field of the
    article (``title``, ``subtitle``, ``text``); an item of the page as a whole has 0 and 0. ``about`` fills the reason, and has the id of a row.
    """

    score: float
    kind: str
    capture_id: str
    field: str
    start: int
    stop: int
    words: str
    about: Mapping[str, Any]

    @property
    def key(self) -> str:
        """What tells the item from others of its capture."""
        return f"{self.kind} {self.field} {self.start} {self.stop} {self.about.get('table', '')}"


class Examined(NamedTuple):
    """What one capture gave, with what it leaves no trace of in the tables: how sure labels are, and what was refused."""

    processed: Processed
    margins: Sequence[Margin | None]
    refusals: Sequence[Refusal]


def items_of(examined: Examined, detectors: Collection[str] = ("rules",)) -> list[Item]:
    """Return the items of a capture, the most promising first. ``detectors`` are those that were asked for facts."""
    processed = examined.processed
    found = [*_of_page(processed), *_of_lines(examined), *_of_losses(processed)]
    if processed.article:
        found += [*_of_facts(processed, detectors), *_of_refusals(examined, processed.article)]
    return ranked(found)


def ranked(items: Iterable[Item]) -> list[Item]:
    """Return items by their rank."""
    return sorted(items, key=rank)


def rank(item: Item) -> tuple[Any, ...]:
    """Return what items are ranked by: the score, then the capture and the place."""
    return -item.score, item.capture_id, item.field, item.start, item.stop, item.kind


def why(item: Item, language: str) -> str:
    """Say in English (``en``) or Chinese (``zh``) why something is an item."""
    template: str = _kinds()[item.kind]["why_zh" if language == "zh" else "why"]
    return template.format_map({key: _named(key, value, language) for key, value in item.about.items()})


def make(
    kind: str, capture_id: str, place: tuple[str, int, int], words: str = "", likely: float = 1.0, **about: Any
) -> Item:
    """Return an item of a kind, ``likely`` being how likely something is wrong there, from 0 to 1."""
    return Item(round(_kinds()[kind]["weight"] * likely, 3), kind, capture_id, *place, words, about)


def _of_page(processed: Processed) -> Iterator[Item]:
    whole, capture_id = (PAGE, 0, 0), processed.capture_id
    if processed.status == "rejected":
        yield make("rejected", capture_id, whole, reason=processed.reason)
    for one in processed.unfit:
        yield make("unfit", capture_id, whole, said=one.said)
    for kind, name in _SILENT.items():
        if processed.article and getattr(processed.article, name) is None:
            yield make(kind, capture_id, whole, table="articles", column=name)


def _of_lines(examined: Examined) -> Iterator[Item]:
    """An item for each run of lines that waver between the same two labels; the least sure of them decides."""
    lines, page = examined.processed.lines, examined.processed.page_text or ""
    doubtful = [
        (line, one.label if line.label == one.other else one.other, wrong)
        for line, one in zip(lines, examined.margins, strict=False)
        if one and line.label in (one.label, one.other) and (wrong := likely_wrong(one.margin))
    ]
    runs = groupby(enumerate(doubtful), key=lambda one: (one[1][0].line_no - one[0], one[1][0].label, one[1][1]))
    for (_, label, other), run in runs:
        together = [(line, wrong) for _, (line, _, wrong) in run]
        first, last = together[0][0], together[-1][0]
        kind = "text_line" if (label in KEPT_LABELS) != (other in KEPT_LABELS) else "line"
        place = (LINES, first.line_no, last.line_no + 1)
        likely = max(wrong for _, wrong in together)
        yield make(
            kind, examined.processed.capture_id, place, page[first.start : last.stop], likely, label=label, other=other
        )


def _of_losses(processed: Processed) -> Iterator[Item]:
    page = processed.page_text or ""
    for loss in processed.losses:
        place = (PAGE, loss.start, loss.stop)
        words = page[max(0, loss.start - _AROUND) : loss.stop + _AROUND]
        yield make("loss", processed.capture_id, place, words, damage=loss.kind)


def _of_facts(processed: Processed, detectors: Collection[str]) -> Iterator[Item]:
    for mention in processed.facts.place_mentions:
        if mention.place_id is None:
            place = (mention.field, mention.start, mention.stop)
            yield make(
                "place",
                processed.capture_id,
                place,
                mention.surface,
                table="place_mentions",
                row=mention.mention_id,
                n=mention.n_candidates,
            )
    for person in processed.facts.persons if len(detectors) > 1 else ():
        if person.detectors != "+".join(detectors):
            place = (person.field, person.start, person.stop)
            yield make(
                "one_detector",
                processed.capture_id,
                place,
                person.surface,
                table="persons",
                row=person.person_id,
                detectors=person.detectors,
            )


def _of_refusals(examined: Examined, article: Article) -> Iterator[Item]:
    for one in examined.refusals:
        words = getattr(article, one.field)[one.start : one.stop]
        place = (one.field, one.start, one.stop)
        table = _MENTIONED.get(one.kind, one.kind)
        yield make("refused", examined.processed.capture_id, place, words, table=table, rule=one.rule)


def likely_wrong(margin: float) -> float:
    """Return how likely a label with this margin is wrong; 0 where it is sure."""
    steps = read_data(__package__, "queue.yaml")["wrong_by_margin"]
    return next((float(step["wrong"]) for step in steps if margin < step["below"]), 0.0)


def _named(key: str, value: Any, language: str) -> Any:
    """A label, a kind of damage or a table by its name, anything else as it is."""
    if key in _CATEGORIES:
        return title_in(_categories(*_CATEGORIES[key]).get(value, value), language)
    return title_in(schemas()[value]["title"], language) if key == "table" else value


@cache
def _categories(table: str, column: str) -> dict[str, str]:
    fields = {field["name"]: field for field in schemas()[table]["fields"]}
    return {one["value"]: one["label"] for one in fields[column]["categories"]}


def title_in(title: str, language: str) -> str:
    """Return a title of a schema, ``中文 / English``, in one of its languages."""
    zh, _, en = title.partition(" / ")
    return zh if language == "zh" or not en else en


def _kinds() -> Mapping[str, Mapping[str, Any]]:
    kinds: Mapping[str, Mapping[str, Any]] = read_data(__package__, "queue.yaml")["kinds"]
    return kinds
