"""The figures of an article: its quantities with what they count, what the sentence says of them, and their relations."""

from collections.abc import Iterator, Sequence
from functools import partial

from pbdata.facts.figures.attributes import Teller
from pbdata.facts.figures.clause_words import clauses
from pbdata.facts.figures.counting import act, counted
from pbdata.facts.figures.nouns import Span
from pbdata.facts.figures.quantities import read_quantities
from pbdata.facts.figures.quantity import Quantity
from pbdata.facts.figures.relations import Ties, leans_on, tie, words_between
from pbdata.facts.reading import Field, Namer, Reading
from pbdata.model.facts import Figure, FigureRelation

_INHERITED = ("、", "", "共", "共计", "，共", "，共计", "、共", "和", "及")
_LONGEST_INHERITED = 5
_SIDE_BY_SIDE = ("", "共", "共计")
# 长4.2公里、宽3.5米的路.
_DIMENSIONS = ("、长", "、宽", "、高", "、深", "、厚", "，宽", "，高")
_SIZES = frozenset(("count", "length", "area"))
# 增速居全省第四位 ranks what grew.
_GROWTHS = frozenset(("增速", "增幅", "涨幅", "位次", "排名"))
# Behind these a date is what something is compared with.
_COMPARED = ("比", "较", "与", "同", "是", "为")
# The rule by which times that come back are no dates; their numbers are no figures either.
_COMES_BACK = "comes-back"
# The noun of the base is the noun of what is said about it.
_ABOUT = frozenset(("growth_of", "rank_of", "before_after", "same_population"))


def find_figures(reading: Reading) -> tuple[tuple[Figure, ...], tuple[FigureRelation, ...]]:
    """Return the figures of title, subtitle and text, and the relations between those of one field.

    The numbers of dates are no figures, and the dates give the figures their periods.
    """
    name = Namer("f", reading.article.article_id)
    figures: list[Figure] = []
    relations: list[FigureRelation] = []
    for field in reading.fields.values():
        dates = [(date.start, date.stop) for date in reading.rows("dates", field.name)]
        dates += [
            (one.start, one.stop)
            for one in reading.refusals
            if one.rule == _COMES_BACK and one.kind == "dates" and one.field == field.name
        ]
        quantities = read_quantities(field.text, field.numbers, dates, partial(reading.refuse, "figures", field.name))
        if quantities:
            ids = [name(field.name, field.text[one.start : one.stop]) for one in quantities]
            ties = tie(field.text, quantities, field.sentences)
            figures += _figures(reading, field, quantities, ties, ids)
            relations += [
                FigureRelation(ids[tied.position], ids[tied.base], tied.relation, tied.rule) for tied in ties.ties
            ]
    return tuple(figures), tuple(relations)


def _figures(
    reading: Reading, field: Field, quantities: Sequence[Quantity], ties: Ties, ids: Sequence[str]
) -> list[Figure]:
    text = field.text
    dates = reading.rows("dates", field.name)
    nouns, acts = _nouns(text, quantities, ties, [(date.start, date.stop) for date in dates])
    groups = {index: ids[group[0]] for group in ties.groups for index in group}
    changes = {tied.position for tied in ties.ties if tied.relation == "growth_of"}
    teller = Teller(text, field.sentences, dates)
    figures = []
    for i, (quantity, noun) in enumerate(zip(quantities, nouns, strict=True)):
        told = teller.tell(quantity, None if i in acts else noun)
        figures.append(
            Figure(
                figure_id=ids[i],
                field=field.name,
                start=quantity.start,
                stop=quantity.stop,
                surface=text[quantity.start : quantity.stop],
                value=quantity.value,
                value_max=quantity.value_max,
                bound=quantity.bound,
                approximator=quantity.approximator,
                unit_printed=quantity.unit_printed,
                unit=quantity.unit,
                unit_class=quantity.unit_class,
                measure="change" if i in changes else told.measure,
                modality=told.modality,
                counted=text[slice(*noun)] if noun else None,
                counted_start=noun[0] if noun else None,
                counted_stop=noun[1] if noun else None,
                per=told.per,
                period_start=told.period_start,
                period_stop=told.period_stop,
                period_kind=told.period_kind,
                holder_place_id=None,
                programme_id=None,
                programme_link=None,
                list_group=groups.get(i),
                detectors="rules",
                rule=_rule(quantity),
            )
        )
    return figures


def _nouns(
    text: str, quantities: Sequence[Quantity], ties: Ties, dates: Sequence[tuple[int, int]]
) -> tuple[list[Span | None], set[int]]:
    """What each quantity counts: its own noun, that of what it is tied to, or of the list it stands in; else the act.

    The set has the indices of those that count an act.
    """
    nouns: list[Span | None] = []
    acts: set[int] = set()
    about = {tied.position: tied for tied in ties.ties if tied.relation in _ABOUT}
    for i, (quantity, (floor, upto)) in enumerate(zip(quantities, _bounds(text, quantities, dates), strict=True)):
        known = about.get(i)
        if i in ties.nouns:
            noun: Span | None = ties.nouns[i]
        elif known is not None and known.relation not in ("same_population", "rank_of"):
            noun = nouns[known.base]
        else:
            noun = counted(text, quantity, floor, upto)
            if known is not None and known.relation == "rank_of":
                noun = nouns[known.base] if noun is None or text[slice(*noun)] in _GROWTHS else noun
            elif noun is None and (leaned := leans_on(text, quantities, i)) is not None:
                noun = nouns[leaned]
            elif i:
                base = known.base if known is not None else i - 1
                noun, nouns[base] = _shared(text, quantities[base], quantity, nouns[base], noun, known is not None)
        if noun is None:
            noun = act(text, quantity, floor)
            acts.add(i)
        nouns.append(noun)
    return nouns, acts


def _bounds(
    text: str, quantities: Sequence[Quantity], dates: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int | None]]:
    """For each quantity, behind which place a noun in front of it stands, and before which one if not right before it.

    It stands behind the quantity and the date before, but in front of a date that only says when (人口2012年9899万人).
    """
    floor = k = 0
    for quantity in quantities:
        upto = None
        while k < len(dates) and dates[k][1] <= quantity.start:
            start, stop = dates[k]
            if text[stop : quantity.start] in ("的", ""):
                upto = start
            elif text[max(0, start - 1) : start] not in _COMPARED:
                floor = max(floor, stop)
            k += 1
        yield floor, upto
        floor = quantity.stop


def _shared(
    text: str, before: Quantity, quantity: Quantity, first: Span | None, second: Span | None, is_same: bool
) -> tuple[Span | None, Span | None]:
    """The nouns of a quantity and of the one before it, where one lends the other its own: 群众7893户25281人, 27条共320公里水泥路."""
    is_behind = second is not None and second[0] >= quantity.stop
    if second is None:
        is_span = first is not None and text.endswith(clauses().spans, *first)
        inherits = (is_same or _listed(text, before, quantity)) and (is_span or quantity.unit_class != "duration")
        return (first if inherits else None), first
    if is_same:
        return second, second if first is None or is_behind else first
    between = words_between(text, before, quantity)
    lends = between in _SIDE_BY_SIDE and _is_of_the_same(before, quantity)
    lends = lends or (between.endswith(_DIMENSIONS) and before.unit_class == "length")
    return second, second if is_behind and first is None and lends else first


def _listed(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Whether only a mark and a verb part two quantities of one unit: 新建活动场所7394个、改扩建4352个."""
    between = words_between(text, before, quantity)
    if between in _INHERITED and _is_of_the_same(before, quantity):
        return True
    classes = {before.unit_class, quantity.unit_class}
    if len(classes) == 2 and classes != {"count", "event"}:
        return False
    return between in _INHERITED or (
        before.unit == quantity.unit
        and between[:1] == "、"
        and len(between) <= _LONGEST_INHERITED
        and not between[1:].isascii()
    )


def _is_of_the_same(before: Quantity, quantity: Quantity) -> bool:
    """Whether the second number may say how large what the first counts is: 项目40个166公里."""
    return before.unit_class == "count" and quantity.unit_class in _SIZES


def _rule(quantity: Quantity) -> str:
    if quantity.unit is None and quantity.unit_class in ("count", "money"):
        return "number-without-unit"
    return "number-with-unit" if quantity.unit_printed else "number"
