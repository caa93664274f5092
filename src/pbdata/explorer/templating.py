"""Templates of the pages. Every text is escaped, and the site's own words stand in both languages.

What would turn the direction of text is written out, as ``\\u202e``.

``{{ t("articles") }}`` writes a text of ``texts.yaml`` twice, each marked with its language; the style sheet shows the one that the
reader chose, and both where no script runs. Attributes, ``<title>`` and ``<option>`` hold no elements: ``both("articles")``
writes ``文章 / Articles`` there.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pbdata.datafiles import read_data
from pbdata.errors import SettingsError
from pbdata.explorer import addresses
from pbdata.explorer.charts import Label, as_text
from pbdata.explorer.data import SiteData
from pbdata.explorer.files import File
from pbdata.explorer.listings import Listing
from pbdata.keeping import folder_of
from pbdata.showing import shown_lines

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_WITH_TEXTS = ("pbdata.explorer", "pbdata.explorer.reading", "pbdata.explorer.index")
"""The packages that have a ``texts.yaml``."""


SECTIONS = {
    "index.html": "overview",
    "articles.html": "articles",
    "programmes.html": "programmes",
    "places.html": "places",
    "persons.html": "persons",
    "outlets.html": "outlets",
    "questions.html": "questions",
    "codebook.html": "codebook",
    "downloads.html": "downloads",
    "cite.html": "cite",
}
"""The sections of a site of a package that pbdata made, with the text that names each."""

OF_ANY_PACKAGE = ("index.html", "codebook.html", "downloads.html", "cite.html")
"""The sections of a package that somebody else made."""


class Site(NamedTuple):
    """What stands on every page."""

    title: "Markup"
    plain_title: str
    version: str | None
    edition: str | None
    sections: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, data: SiteData) -> "Site":
        """What the descriptor says of the package, and the sections that its site has."""
        whole = str(data.descriptor.get("title") or data.descriptor.get("name") or data.package.root.name)
        return cls(
            title=in_both(*named) if (named := in_languages(data.descriptor.get("pbdata:title"))) else said(whole),
            plain_title=whole,
            version=str(data.descriptor["version"]) if data.descriptor.get("version") else None,
            edition=data.edition,
            sections=tuple((at, key) for at, key in SECTIONS.items() if data.is_ours or at in OF_ANY_PACKAGE),
        )


def environment(data: SiteData) -> "Environment":
    """Return the environment of a site's templates. Raises ``SettingsError`` without the extra ``site``."""
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError:
        raise SettingsError('The explorer needs an extra: pip install "pbdata[site]".') from None
    made = Environment(
        loader=FileSystemLoader(folder_of(__package__) / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
    )
    made.globals |= {"t": text, "both": both, "in_both": in_both, "to": addresses, "data": data, "site": Site.of(data)}
    made.filters |= {
        "said": said,
        "label": label,
        "plain": as_text,
        "number": number,
        "share": share,
        "fixed": fixed,
        "outward": addresses.outward,
    }
    return made


def page(environment: "Environment", template: str, path: str, /, **values: Any) -> str:
    """Return the page at ``path``, from which ``root`` leads back to the root of the site."""
    return environment.get_template(template).render(values, path=path, root="../" * path.count("/"))


def listed(environment: "Environment", key: str, listing: Listing) -> Iterator[File]:
    """The page ``KEY.html`` of a listing, and its script where it is long. ``KEY`` and ``KEY_note`` are its texts."""
    yield f"{key}.html", page(environment, "listing.html", f"{key}.html", key=key, listing=listing)
    if listing.is_long:
        yield listing.script()


def text(key: str, /, **values: object) -> "Markup":
    """A text of ``texts.yaml`` in both languages, with values in the places of its names in braces."""
    if not values:
        return _unfilled(key)
    one = _texts()[key]
    return in_both(_filled(one["zh"], values), _filled(one["en"], values))


def both(key: str, /, **values: object) -> str:
    """A text of ``texts.yaml`` in both languages for where no element may stand."""
    one = _texts()[key]
    zh, en = (one[language].format(**values) for language in ("zh", "en"))
    return zh if zh == en else f"{zh} / {en}"


def in_both(zh: object, en: object) -> "Markup":
    """Two texts that say the same, each marked with its language."""
    from markupsafe import Markup, escape

    first, second = escape(_shown(zh)), escape(_shown(en))
    if first == second:
        return first
    return Markup(f'<span class="t" lang="zh-Hans">{first}</span><span class="t" lang="en">{second}</span>')


def in_languages(value: object) -> tuple[str, str] | None:
    """The Chinese and the English of a value that descriptors of pbdata give in both; ``None`` for any other."""
    if isinstance(value, Mapping) and isinstance(value.get("zh"), str) and isinstance(value.get("en"), str):
        return value["zh"], value["en"]
    return None


def said(title: str) -> "Markup":
    """A title of a schema, ``中文 / English``, in both languages; one without the bar stays as it is."""
    zh, bar, en = title.partition(" / ")
    return in_both(zh, en) if bar else in_both(title, title)


def label(of: Label) -> "Markup":
    """A label of a chart: a name as it is, or words in both languages."""
    return in_both(of, of) if isinstance(of, str) else in_both(*of)


def number(value: float | None) -> str:
    """A number with its thousands apart; nothing for no number."""
    if value is None:
        return ""
    return f"{int(value) if isinstance(value, float) and value.is_integer() else value:,}"


def share(value: float | None) -> str:
    """A share of one in per cent."""
    return "" if value is None else f"{value:.1%}"


def fixed(value: float | None) -> str:
    """A measure between 0 and 1 with two decimals; nothing for no number."""
    return "" if value is None else f"{value:.2f}"


def _shown(value: Any) -> Any:
    """What goes into a page: text that would turn its direction, or that no page can hold, is written out."""
    return shown_lines(value) if type(value) is str else value


def _filled(words: str, values: Mapping[str, object]) -> object:
    from markupsafe import escape

    return escape(words).format(**{name: _shown(value) for name, value in values.items()})


@cache
def _unfilled(key: str) -> "Markup":
    one = _texts()[key]
    return in_both(one["zh"], one["en"])


@cache
def _texts() -> dict[str, dict[str, str]]:
    return {key: one for package in _WITH_TEXTS for key, one in read_data(package, "texts.yaml").items()}
