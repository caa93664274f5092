"""The figures of an article: its quantities with what they count, what the sentence says of them, and their relations."""

from collections.abc import Sequence
from functools import partial

from pbdata.facts.figures.attributes import Teller
from pbdata.facts.figures.counting import act, counted
from pbdata.facts.figures.nouns import Span
from pbdata.facts.figures.quantities import read_quantities
from pbdata.facts.figures.quantity import Quantity
from pbdata.facts.figures.relations import Ties, tie
from pbdata.facts.reading import Field, Namer, Reading
from pbdata.model.facts import Figure, FigureRelation

_INHERITED = ("、", "", "，共", "，共计", "、共", "和", "及")
_LONGEST_INHERITED = 5
# 增速居全省第四位 ranks what grew.
_GROWTHS = frozenset(("增速", "增幅", "涨幅", "位次", "排名"))
# Behind these a date is what something is compared with.
_COMPARED = ("比", "较", "与", "同")
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
        dates += [one[2:4] for one in reading.refusals if (*one[:2], one.rule) == ("dates", field.name, _COMES_BACK)]
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
    floor = k = 0
    for i, quantity in enumerate(quantities):
        upto = None
        while k < len(dates) and dates[k][1] <= quantity.start:
            if text[dates[k][1] : quantity.start] in ("的", ""):
                upto = dates[k][0]
            elif text[max(0, dates[k][0] - 1) : dates[k][0]] not in _COMPARED:
                floor = max(floor, dates[k][1])
            k += 1
        known = about.get(i)
        if i in ties.nouns:
            noun: Span | None = ties.nouns[i]
        elif known is not None and known.relation == "rank_of":
            noun = counted(text, quantity, floor, upto)
            if noun is None or text[slice(*noun)] in _GROWTHS:
                noun = nouns[known.base] or noun
        elif known is not None and known.relation != "same_population":
            noun = nouns[known.base]
        else:
            noun = counted(text, quantity, floor, upto)
            if known is not None:
                if noun is not None and (nouns[known.base] is None or noun[0] >= quantity.stop):
                    nouns[known.base] = noun
                noun = noun or nouns[known.base]
            elif noun is None and i and _listed(text, quantities[i - 1], quantity):
                noun = nouns[i - 1]
            if noun is None:
                noun = act(text, quantity, floor)
                acts.add(i)
        nouns.append(noun)
        floor = quantity.stop
    return nouns, acts


def _listed(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Whether only a mark and a verb part two quantities of one unit: 新建活动场所7394个、改扩建4352个."""
    classes = {before.unit_class, quantity.unit_class}
    if quantity.unit_class == "duration" or (len(classes) == 2 and classes != {"count", "event"}):
        return False
    between = text[before.stop : quantity.start]
    return between in _INHERITED or (
        before.unit == quantity.unit
        and between[:1] == "、"
        and len(between) <= _LONGEST_INHERITED
        and not between[1:].isascii()
    )


def _rule(quantity: Quantity) -> str:
    if quantity.unit is None and quantity.unit_class in ("count", "money"):
        return "number-without-unit"
    return "number-with-unit" if quantity.unit_printed else "number"
