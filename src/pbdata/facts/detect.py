"""From an article to its facts: the detectors, one after the other. Each is a plain function and touches no other."""

from dataclasses import replace

from pbdata.errors import SettingsError
from pbdata.facts.dates.finding import detect_dates
from pbdata.facts.figures.finding import detect_figures
from pbdata.facts.figures.links import link_figures
from pbdata.facts.organisations.finding import find_organisations
from pbdata.facts.pairings.finding import Known, find_pairings
from pbdata.facts.persons.finding import find_persons
from pbdata.facts.persons.lac import is_installed
from pbdata.facts.places.finding import find_places
from pbdata.facts.posts.finding import find_posts
from pbdata.facts.programmes.finding import find_programmes
from pbdata.facts.quotations.finding import find_quotations
from pbdata.model.article import Article
from pbdata.model.capture import Settings
from pbdata.model.facts import Facts

DETECTORS = ("rules", "lac")


def check_detectors(settings: Settings) -> None:
    """Raise ``SettingsError`` where the settings name a detector that there is not or that is not installed."""
    unknown = [name for name in settings.detectors if name not in DETECTORS]
    if unknown:
        raise SettingsError(f"detectors: there is no {unknown[0]}. Name {' or '.join(DETECTORS)}.")
    if settings.detectors and "rules" not in settings.detectors:
        raise SettingsError("detectors: the model only adds to the rules. Name rules too: rules,lac.")
    if "lac" in settings.detectors and not is_installed():
        raise SettingsError("detectors: lac is not installed. Install it (pip install 'pbdata[ner]'), or leave it out.")


def detect(article: Article, settings: Settings = Settings()) -> tuple[Article, Facts]:  # noqa: B008
    """Return an article with what its facts say of it as a whole, and the facts.

    A detector that needs what others found comes after them. Without any detector in the settings there are no facts.
    """
    if not settings.detectors:
        return article, Facts()
    dates = detect_dates(article)
    figures, figure_relations = detect_figures(article, dates)
    placed = find_places(article)
    people = find_persons(article, placed.mentions, settings.detectors)
    organisations = find_organisations(article, people, placed.mentions)
    quotations = find_quotations(article, people)
    programmes = find_programmes(article, placed.mentions)
    known = Known(figures, placed.mentions, people.mentions, organisations, programmes.programme_mentions)
    pairings = find_pairings(article, known)
    facts = Facts(
        dates=dates,
        figures=link_figures(article, figures, placed.mentions, programmes.programme_mentions),
        figure_relations=figure_relations,
        places=placed.places,
        place_mentions=placed.mentions,
        organisations=organisations,
        persons=people.persons,
        person_mentions=people.mentions,
        posts=find_posts(article, people, organisations, placed.mentions, quotations),
        quotations=quotations,
        **programmes._asdict(),
        **pairings._asdict(),
    )
    return replace(article, place_id=placed.place_id, place_method=placed.place_method), facts
