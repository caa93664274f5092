"""The figures of an article: its quantities with what they count, what the sentence says of them, and their relations."""

from collections.abc import Sequence

from pbdata.facts.figures.attributes import Teller
from pbdata.facts.figures.counting import counted
from pbdata.facts.figures.quantities import Quantity, read_quantities
from pbdata.facts.figures.relations import Ties, tie
from pbdata.facts.reading import Namer, fields_of
from pbdata.model.article import Article
from pbdata.model.facts import Date, Figure, FigureRelation

_Noun = tuple[int, int] | None
_INHERITED = ("、", "", "，共", "，共计", "、共", "和", "及")
# The noun of the base is the noun of what is said about it.
_ABOUT = frozenset(("growth_of", "rank_of", "before_after", "same_population"))


def detect_figures(article: Article, dates: Sequence[Date]) -> tuple[tuple[Figure, ...], tuple[FigureRelation, ...]]:
    """Return the figures of title, subtitle and text, and the relations between those of one field.

    ``dates`` are the dates of the article; their numbers are no figures, and they give the figures their periods.
    """
    name = Namer("f", article.article_id)
    figures: list[Figure] = []
    relations: list[FigureRelation] = []
    for field, text in fields_of(article):
        of_field = [date for date in dates if date.field == field]
        quantities = read_quantities(text, [(date.start, date.stop) for date in of_field])
        if not quantities:
            continue
        ties = tie(text, quantities)
        ids = [name(field, text[one.start : one.stop]) for one in quantities]
        nouns = _nouns(text, quantities, ties, [(date.start, date.stop) for date in of_field])
        groups = {index: ids[group[0]] for group in ties.groups for index in group}
        measures = {tied.position: "change" for tied in ties.ties if tied.relation == "growth_of"}
        teller = Teller(text, of_field)
        for i, (quantity, noun) in enumerate(zip(quantities, nouns, strict=True)):
            told = teller.tell(quantity, noun)
            figures.append(
                Figure(
                    ids[i], field, quantity.start, quantity.stop, text[quantity.start : quantity.stop],
                    quantity.value, quantity.value_max, quantity.bound, quantity.approximator,
                    quantity.unit_printed, quantity.unit, quantity.unit_class, measures.get(i, told.measure),
                    told.modality, text[noun[0] : noun[1]] if noun else None, noun[0] if noun else None,
                    noun[1] if noun else None, told.per, told.period_start, told.period_stop, told.period_kind,
                    None, None, None, groups.get(i), "rules", _rule(quantity),
                )
            )  # fmt: skip
        relations += [
            FigureRelation(ids[tied.position], ids[tied.base], tied.relation, tied.rule) for tied in ties.ties
        ]
    return tuple(figures), tuple(relations)


def _nouns(text: str, quantities: Sequence[Quantity], ties: Ties, dates: Sequence[tuple[int, int]]) -> list[_Noun]:
    """What each quantity counts: its own noun, or that of what it is tied to, or that of the list it stands in."""
    nouns: list[_Noun] = []
    about = {tied.position: tied for tied in ties.ties if tied.relation in _ABOUT}
    floor = 0
    k = 0
    for i, quantity in enumerate(quantities):
        upto = None
        while k < len(dates) and dates[k][1] <= quantity.start:
            if text[dates[k][1] : quantity.start] in ("的", ""):
                upto = dates[k][0]
            else:
                floor = max(floor, dates[k][1])
            k += 1
        known = about.get(i)
        if i in ties.nouns:
            noun: _Noun = ties.nouns[i]
        elif known is not None and known.relation != "same_population":
            noun = nouns[known.base]
        else:
            noun = counted(text, quantity, floor, upto)
            if known is not None:
                if noun is not None and (nouns[known.base] is None or noun[0] >= quantity.stop):
                    nouns[known.base] = noun
                noun = noun or nouns[known.base]
            elif (
                noun is None and i and quantity.unit_class != "duration" and _listed(text, quantities[i - 1], quantity)
            ):
                noun = nouns[i - 1]
        nouns.append(noun)
        floor = quantity.stop
    return nouns


def _listed(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Whether only a mark and a verb part two quantities of one unit: 新建活动场所7394个、改扩建4352个."""
    between = text[before.stop : quantity.start]
    if before.unit_class != quantity.unit_class and {before.unit_class, quantity.unit_class} != {"count", "event"}:
        return False
    return between in _INHERITED or (
        before.unit == quantity.unit and between[:1] == "、" and len(between) <= 5 and not between[1:].isascii()
    )


def _rule(quantity: Quantity) -> str:
    if quantity.unit is None and quantity.unit_class in ("count", "money"):
        return "number-without-unit"
    return "number-with-unit" if quantity.unit_printed else "number"
