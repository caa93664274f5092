"""The programmes of the whole corpus, and the definitions that one article lends to another."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pbdata.facts.programmes.identity import agreed, main_type, programme_id
from pbdata.facts.programmes.slogans import numerals, slogan_of
from pbdata.model.article import Article
from pbdata.model.facts import CarriedDefinition, Facts, Programme, ProgrammeMention

Articles = Sequence[tuple[Article, Facts]]


def gather_programmes(articles: Articles) -> tuple[Programme, ...]:
    """Return one row for each name that articles print, long forms included, sorted by id.

    A name stays one row across provinces: whether two of them run one programme is for the reader to say, from the place,
    level and year of each mention. A value that mentions print differently is ``None``.
    """
    mentions: dict[str, list[ProgrammeMention]] = defaultdict(list)
    forms: dict[str, list[ProgrammeMention]] = defaultdict(list)
    named_in: dict[str, set[str]] = defaultdict(set)
    for article, facts in articles:
        for mention in facts.programme_mentions:
            mentions[mention.programme_id].append(mention)
            named_in[mention.programme_id].add(article.article_id)
            if mention.variant is not None and programme_id(mention.variant) != mention.programme_id:
                forms[programme_id(mention.variant)].append(mention)
                named_in[programme_id(mention.variant)].add(article.article_id)
    rows = [_programme(key, group, len(named_in[key])) for key, group in mentions.items()]
    rows += [
        _programme(key, group, len(named_in[key]), variant=True) for key, group in forms.items() if key not in mentions
    ]
    return tuple(sorted(rows, key=lambda row: row.programme_id))


def _programme(key: str, group: Sequence[ProgrammeMention], n_articles: int, *, variant: bool = False) -> Programme:
    names = Counter(mention.variant if variant and mention.variant else mention.name for mention in group)
    name = min(names, key=lambda name: (-names[name], name))
    slogan = slogan_of(name)
    return Programme(
        programme_id=key,
        name=name,
        variant_of=agreed(mention.programme_id for mention in group) if variant else None,
        type=main_type(mention.type for mention in group),
        numerals=numerals(slogan) if slogan else None,
        issuer_level=agreed(mention.issuer_level for mention in group),
        scope_place_id=agreed(mention.scope_place_id for mention in group),
        launch_year=agreed(mention.launch_year for mention in group),
        n_articles=n_articles,
    )


def carry_definitions(articles: Articles) -> tuple[CarriedDefinition, ...]:
    """Return for each article and each programme that it names and does not define, the definition that others print.

    Only where all definitions in the corpus have the same items, and no two of the articles report from different
    provinces: a slogan of one province says nothing of the same words in another.
    """
    items: dict[str, list[str]] = defaultdict(list)
    for _, facts in articles:
        for item in facts.programme_items:
            items[item.definition_id].append(item.item)
    printed: dict[str, list[_Printed]] = defaultdict(list)
    for article, facts in articles:
        province = _province(article, facts)
        for definition in facts.programme_definitions:
            printed[definition.programme_id].append(_Printed(article.article_id, definition.definition_id, province))
    lent = {key: one for key, group in printed.items() if (one := _lent(group, items))}
    carried = []
    for article, facts in articles:
        own = {definition.programme_id for definition in facts.programme_definitions}
        here = _province(article, facts)
        for key in sorted({mention.programme_id for mention in facts.programme_mentions} - own):
            if key in lent and len((lent[key].provinces | {here}) - {None}) <= 1:
                method = "only-definition" if None in lent[key].provinces | {here} else "same-place"
                carried.append(CarriedDefinition(article.article_id, key, lent[key].definition_id, method))
    return tuple(sorted(carried))


class _Printed(NamedTuple):
    """A definition as an article prints it, and the province from which the article reports."""

    article_id: str
    definition_id: str
    province: str | None


class _Lent(NamedTuple):
    """The definition of a programme that others may have, and the provinces from which it is reported."""

    definition_id: str
    provinces: frozenset[str | None]


def _lent(printed: Sequence[_Printed], items: Mapping[str, Sequence[str]]) -> _Lent | None:
    """The first of the definitions of one programme, if all have the same items and none comes from another province."""
    provinces = frozenset(one.province for one in printed)
    if len({tuple(items.get(one.definition_id, ())) for one in printed}) != 1 or len(provinces - {None}) > 1:
        return None
    return _Lent(min((one.article_id, one.definition_id) for one in printed)[1], provinces)


def _province(article: Article, facts: Facts) -> str | None:
    """The province from which an article reports, as the path of its own place begins; ``None`` where it is unknown."""
    place = article.place_id
    paths = (mention.path for mention in facts.place_mentions if place and mention.place_id == place and mention.path)
    path = next(paths, None)
    return path.split("/")[0] if path else None
