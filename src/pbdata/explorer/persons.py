"""People in public office, by name: the posts that articles print beside it, and what they are quoted with.

Persons are not matched across articles, and others than those in office have no page.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pbdata.explorer import addresses
from pbdata.explorer.data import SiteData
from pbdata.explorer.divisions import Divisions
from pbdata.explorer.files import File
from pbdata.explorer.listings import Column, Listing
from pbdata.explorer.programmes import LONGEST
from pbdata.explorer.shelf import Shelf
from pbdata.explorer.templating import listed, page

if TYPE_CHECKING:
    from jinja2 import Environment

_IN_OFFICE = "office"


def persons(data: SiteData, tree: Divisions, shelf: Shelf, environment: "Environment") -> Iterator[File]:
    """``persons.html`` and a page for each name of a person in office."""
    posts = data.grouped("posts", "person_id")
    quoted = data.grouped("quotations", "speaker_person_id")
    organisations = {}
    if data.has("organisations", "org_id", "name"):
        organisations = dict(data.frame("organisations").select("org_id", "name").iter_rows())
    by_name: dict[str, list[dict[str, Any]]] = {}
    for row in data.frame("persons").filter(privacy_class=_IN_OFFICE).sort("person_id").iter_rows(named=True):
        article = shelf.some([row["article_id"]])
        one = {
            **row,
            "article": article[0] if article else None,
            "posts": [{**post, "organisation": organisations.get(post["org_id"])} for post in posts.get(row["person_id"], ())],
            "quotations": quoted.get(row["person_id"], ()),
        }  # fmt: skip
        by_name.setdefault(row["name"], []).append(one)
    yield from listed(environment, "persons", _listing(data, tree, by_name))
    for name, rows in by_name.items():
        path = addresses.person(name)
        yield path, page(environment, "person.html", path, name=name, persons=rows[:LONGEST], n=len(rows), tree=tree)


def _listing(data: SiteData, tree: Divisions, by_name: dict[str, list[dict[str, Any]]]) -> Listing:
    columns = [
        Column("姓名 / Name"),
        Column("身份 / Kind", labels=data.labels("persons", "person_kind")),
        Column("职务 / Posts"),
        Column("地方 / Place"),
        Column("文章 / Articles", is_number=True),
    ]
    ordered = sorted(by_name.items(), key=lambda one: (-len(one[1]), one[0]))
    rows = []
    for name, persons in ordered:
        posts = [post for one in persons for post in one["posts"]]
        titles = dict.fromkeys(post["title_printed"] for post in posts if post.get("title_printed"))
        placed = next((post["place_id"] for post in posts if post["place_id"]), None)
        rows.append(
            [
                (name, addresses.person(name)),
                persons[0]["person_kind"],
                "；".join(list(titles)[:3]),
                tree.linked(placed),
                len(persons),
            ]
        )
    return Listing("persons", columns, rows)
