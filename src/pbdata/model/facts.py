"""The fact records: what an article says, each with the words that say it. Plain, immutable, without logic.

``field`` is ``title``, ``subtitle`` or ``text``; ``start`` and ``stop`` are Unicode code points of that column of the
article, counted from 0, ``stop`` exclusive, and slicing the column gives ``surface``. ``detectors`` names what found the
words (``rules``, ``lac``; both joined with ``+``), ``rule`` the rule that decided. A value that is ``None`` is not printed,
or cannot be decided. The fields of a record are the columns of its table, which adds ``article_id`` and ``review_status``.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Date(NamedTuple):
    """Words that name a time. ``value`` is an ISO 8601 day, month, year or interval (``start/stop``)."""

    date_id: str
    field: str
    start: int
    stop: int
    surface: str
    value: str | None
    granularity: str
    anchor: str | None
    anchor_method: str | None
    detectors: str
    rule: str


class Figure(NamedTuple):
    """A quantity. ``value`` is in the basic unit (9.3万名: 93000, 名); ``value_max`` closes a range."""

    figure_id: str
    field: str
    start: int
    stop: int
    surface: str
    value: int | float
    value_max: int | float | None
    bound: str
    approximator: str | None
    unit_printed: str | None
    unit: str | None
    unit_class: str
    measure: str | None
    modality: str | None
    counted: str | None
    counted_start: int | None
    counted_stop: int | None
    per: str | None
    period_start: str | None
    period_stop: str | None
    period_kind: str | None
    holder_place_id: str | None
    programme_id: str | None
    programme_link: str | None
    list_group: str | None
    detectors: str
    rule: str


class FigureRelation(NamedTuple):
    """How one figure of an article stands to another: ``growth_of``, ``rank_of``, ``before_after`` and the like."""

    figure_id: str
    related_id: str
    relation: str
    rule: str


class Place(NamedTuple):
    """A row of the gazetteer that an article uses: a division under one name, or a township or village as printed."""

    place_id: str
    code: str | None
    code_system: str | None
    name: str
    level: str
    parent_id: str | None
    valid_from: str | None
    valid_to: str | None
    source: str


class PlaceChange(NamedTuple):
    """A change that made one place of another."""

    from_id: str
    to_id: str
    date: str
    kind: str
    source: str


class PlaceMention(NamedTuple):
    """Words that name a place. ``path`` is the chain of names of the article's time, the highest first, joined by ``/``."""

    mention_id: str
    field: str
    start: int
    stop: int
    surface: str
    place_id: str | None
    path: str | None
    level: str | None
    code: str | None
    as_of: str | None
    as_of_method: str | None
    n_candidates: int
    resolved_by: str | None
    detectors: str
    rule: str


class Organisation(NamedTuple):
    """A body that the article names; the words are those of its first mention."""

    org_id: str
    field: str
    start: int
    stop: int
    surface: str
    name: str
    kind: str | None
    level: str | None
    place_id: str | None
    detectors: str
    rule: str


class Person(NamedTuple):
    """A person whom the text names, once an article; the words are those of the first mention."""

    person_id: str
    field: str
    start: int
    stop: int
    surface: str
    name: str
    person_kind: str | None
    privacy_class: str
    detectors: str
    rule: str


class PersonMention(NamedTuple):
    """A place where the article names a person, in full (栗战书) or by surname and post (陈书记)."""

    mention_id: str
    person_id: str
    field: str
    start: int
    stop: int
    surface: str
    detectors: str
    rule: str


class Post(NamedTuple):
    """A post or role as printed beside a person's name; the words are the post's."""

    post_id: str
    person_id: str
    field: str
    start: int
    stop: int
    surface: str
    title_printed: str | None
    rank: str | None
    rank_method: str | None
    tense: str | None
    org_id: str | None
    place_id: str | None
    sending_org_id: str | None
    host_place_id: str | None
    detectors: str
    rule: str


class ProgrammeMention(NamedTuple):
    """Words that name a programme. ``name`` is its name without quotation marks, ``variant`` the form printed here if another.

    ``type``, ``head`` and what follows are what this place says; the table of programmes gathers it over all places.
    """

    mention_id: str
    programme_id: str
    field: str
    start: int
    stop: int
    surface: str
    name: str
    variant: str | None
    type: str
    head: str | None
    issuer_level: str | None
    issuer_method: str | None
    scope_place_id: str | None
    launch_year: int | None
    detectors: str
    rule: str


class ProgrammeDefinition(NamedTuple):
    """Words that say what a programme consists of. ``exhaustive`` is false where they end in 等 or the like."""

    definition_id: str
    programme_id: str
    field: str
    start: int
    stop: int
    surface: str
    exhaustive: bool | None
    detectors: str
    rule: str


class ProgrammeItem(NamedTuple):
    """One item of a definition. ``child_id`` is the programme that the item names, if it is one."""

    definition_id: str
    item_no: int
    field: str
    start: int
    stop: int
    surface: str
    item: str
    child_id: str | None
    detectors: str
    rule: str


class ProgrammeRelation(NamedTuple):
    """How one programme stands to another, and the words that say so: ``part_of``, ``implements`` or ``alias_of``."""

    programme_id: str
    related_id: str
    relation: str
    field: str
    start: int
    stop: int
    surface: str
    detectors: str
    rule: str


class Programme(NamedTuple):
    """A name of programmes in the whole corpus. A value is ``None`` where no article prints it, or two print different ones."""

    programme_id: str
    name: str
    variant_of: str | None
    type: str
    numerals: str | None
    issuer_level: str | None
    scope_place_id: str | None
    launch_year: int | None
    n_articles: int


class Pairing(NamedTuple):
    """A tie between helpers and helped that the article describes; the words are the clause that says so."""

    pairing_id: str
    field: str
    start: int
    stop: int
    surface: str
    mode: str
    cardinality: str | None
    modality: str | None
    period: str | None
    programme_id: str | None
    detectors: str
    rule: str


class PairingEnd(NamedTuple):
    """One end of a pairing: who helps (``helper``) or is helped (``helped``)."""

    pairing_id: str
    end_no: int
    side: str
    field: str
    start: int
    stop: int
    surface: str
    kind: str
    person_id: str | None
    org_id: str | None
    place_id: str | None
    level: str | None
    target_class: str | None
    n: int | float | None
    unit: str | None
    figure_id: str | None
    detectors: str
    rule: str


class Quotation(NamedTuple):
    """Speech that the article reports. ``start`` and ``stop`` are those of the utterance within its marks."""

    quotation_id: str
    field: str
    start: int
    stop: int
    surface: str
    speaker_person_id: str | None
    speaker_label: str | None
    speaker_kind: str | None
    verb: str | None
    mode: str
    detectors: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of one article. The names are those of the tables; each is in the order of the words.

    ``places`` are the rows of the gazetteer that the article uses; those of all articles become the table of that name.
    """

    dates: tuple[Date, ...] = ()
    figures: tuple[Figure, ...] = ()
    figure_relations: tuple[FigureRelation, ...] = ()
    places: tuple[Place, ...] = ()
    place_mentions: tuple[PlaceMention, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    persons: tuple[Person, ...] = ()
    person_mentions: tuple[PersonMention, ...] = ()
    posts: tuple[Post, ...] = ()
    programme_mentions: tuple[ProgrammeMention, ...] = ()
    programme_definitions: tuple[ProgrammeDefinition, ...] = ()
    programme_items: tuple[ProgrammeItem, ...] = ()
    programme_relations: tuple[ProgrammeRelation, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    pairing_ends: tuple[PairingEnd, ...] = ()
    quotations: tuple[Quotation, ...] = ()
