"""The posts and callings that an article prints beside the names of persons, with body, place, rank and tense.

Printed: the words. Worked out: the rank, with its method. A post of somebody who was sent to a village has two sides, who
sends and where to; a side that the words do not give is null.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pbdata.datafiles import read_data
from pbdata.facts.organisations.finding import body_before, body_of_post
from pbdata.facts.persons.finding import People
from pbdata.facts.persons.sending import sending_before
from pbdata.facts.persons.titles import head_before, qualifier_start, without_marks
from pbdata.facts.reading import Appellation, Namer, fields_of
from pbdata.model.article import Article
from pbdata.model.facts import Organisation, PersonMention, PlaceMention, Post, Quotation

_FORMER = re.compile(
    r"^(?:原|前任?|曾任|老(?=支书|书记|村长|主任|社长|队长|县长|校长))|原(?:党|支|书|主|县|市|镇|乡)|离任|卸任"
)
_THEN = re.compile(r"^时任")
_CLAIM = re.compile(r"(?P<self>我(?:叫[\u3400-\u9fff]{2,4}，)?是)[\u3400-\u9fff]{2,24}(?=[，。！])")
_MARKS = re.compile(r"^(?:原任?|前任?|时任|现任|新任|历任|曾任)")
_STAYS = re.compile(r"(?:派驻|驻|挂职|挂点|联系)(?P<host>[\u3400-\u9fff]{1,12}?(?:村|社区|镇|乡))(?!民|干部|书记|第一)")
_IN_A_CITY = re.compile(
    r"市委?(?:副书记|常委|书记)$|市长$|区委(?:副书记|常委|书记)$|区长$|[市区][\u3400-\u9fff]{1,14}(?:局长|主任|部长|书记)$"
)
_OF_A_DEPARTMENT = re.compile(r"(?:局|办|部|委员会|中心)(?:副?(?:局长|主任|部长|书记))$")
_BELOW = {"prefecture": ("prefectural", "county"), "county": ("county", "township")}


def find_posts(
    article: Article,
    people: People,
    organisations: Sequence[Organisation] = (),
    places: Sequence[PlaceMention] = (),
    quotations: Sequence[Quotation] = (),
) -> tuple[Post, ...]:
    """Return the posts of the persons of an article, in the order of the words; the same words for a person only once.

    ``quotations`` give the posts that a speaker claims (“我是信宜市委宣传部的干部”).
    """
    names = {person.person_id: person.name for person in people.persons}
    bodies = {one.name: one.org_id for one in organisations}
    name_id = Namer("j", article.article_id)
    posts: list[Post] = []
    for field, text in fields_of(article):
        sites = [place for place in places if place.field == field]
        seen: set[tuple[str, str]] = {(post.person_id, post.surface) for post in posts}
        claimed = [claim for said in quotations if said.field == field and (claim := _claimed(text, said))]
        for mention, beside in [*zip(people.mentions, people.beside, strict=True), *claimed]:
            if mention.field != field or mention.surface.replace(" ", "") not in ("", names[mention.person_id]):
                continue
            for post in _posts_of(text, field, mention, beside, bodies, sites):
                if (post.person_id, post.surface) not in seen:
                    seen.add((post.person_id, post.surface))
                    posts.append(post._replace(post_id=name_id(names[post.person_id], post.surface)))
    return tuple(posts)


def _posts_of(
    text: str,
    field: str,
    mention: PersonMention,
    beside: Sequence[Appellation],
    bodies: dict[str, str],
    places: Sequence[PlaceMention],
) -> Iterator[Post]:
    sending = sending_before(text, mention.start) if mention.surface else None
    orgs = [_body_of(text, one, bodies) for one in beside]
    for k, one in enumerate(beside):
        if sending and one.start < sending.host[1] < one.head:
            one = one._replace(start=sending.host[1] + text.startswith("的", sending.host[1]))
        printed = text[one.start : one.stop]
        stays = _STAYS.search(printed)
        host = (one.start + stays.start("host"), one.start + stays.end("host")) if stays else None
        sender = next((org for j, org in enumerate(orgs) if j != k and org), None) if host else None
        if sending and host is None:
            host, sender = sending.host, bodies.get(text[slice(*sending.sender)])
        place = _last_place(places, one.start, one.stop)
        rank, method = rank_of(printed, place)
        yield Post(
            "", mention.person_id, field, one.start, one.stop, printed, _MARKS.sub("", printed) or printed,
            rank, method, tense_of(text, one), None if host and orgs[k] == sender else orgs[k],
            place.place_id if place else None, sender, _place_at(places, host), "rules",
            _place_of_post(mention, one),
        )  # fmt: skip
    if sending and not beside:
        start, stop = sending.sender[0], sending.host[1]
        yield Post(
            "", mention.person_id, field, start, stop, text[start:stop], None, None, None, "current", None, None,
            bodies.get(text[slice(*sending.sender)]), _place_at(places, sending.host), "rules", "sent",
        )  # fmt: skip
    body = body_before(text, mention.start - 1) if text[mention.start - 1 : mention.start] == "的" else None
    if body and not sending and not beside:
        printed = text[body.start : body.stop]
        yield Post(
            "", mention.person_id, field, body.start, body.stop, printed, None, None, None, "current",
            bodies.get(printed), None, None, None, "rules", "affiliation",
        )  # fmt: skip


def _place_of_post(mention: PersonMention, one: Appellation) -> str:
    if not mention.surface:
        return "claimed"
    return "before-name" if one.stop <= mention.start else "after-name"


def _claimed(text: str, said: Quotation) -> tuple[PersonMention, tuple[Appellation, ...]] | None:
    """The post that a speaker claims, as if it stood behind a mention of the speaker."""
    claim = _CLAIM.search(text, said.start, said.stop)
    head = head_before(text, claim.end()) if claim else None
    if claim is None or head is None or said.speaker_person_id is None or head < claim.end("self"):
        return None
    mention = PersonMention("", said.speaker_person_id, said.field, said.start, said.start, "", "rules", "claimed")
    return mention, (Appellation(max(claim.end("self"), qualifier_start(text, head)), claim.end(), head),)


def tense_of(text: str, one: Appellation) -> str:
    """Return ``former``, ``then`` (时任: at the time told) or ``current`` (no mark of the past)."""
    printed = text[one.start : one.stop]
    if _THEN.match(printed) or text.endswith(("时任"), 0, one.start) or text.startswith("期间", one.stop):
        return "then"
    before = text[max(0, one.start - 3) : one.start]
    return "former" if _FORMER.search(printed) or before.endswith(("曾任", "曾担任", "原任", "曾是")) else "current"


def rank_of(printed: str, place: PlaceMention | None = None) -> tuple[str | None, str | None]:
    """Return the rank of a post and how it was found: ``printed`` in its words, or by the level of its ``place``."""
    words = _MARKS.sub("", printed[: without_marks(printed, len(printed))])
    for rank, pattern in _ranks():
        if pattern.search(words):
            return rank, "printed"
    level = _BELOW.get(place.level or "") if place is not None else None
    if level and _IN_A_CITY.search(words):
        deputy = "副" in words or words.endswith("常委")
        step = 1 if _OF_A_DEPARTMENT.search(words) else 0
        return f"{level[step]}_{'deputy' if deputy else 'chief'}", "place"
    return None, None


def _body_of(text: str, one: Appellation, bodies: dict[str, str]) -> str | None:
    body = body_of_post(text, one)
    return bodies.get(text[body.start : body.stop]) if body else None


def _last_place(places: Sequence[PlaceMention], start: int, stop: int) -> PlaceMention | None:
    return next((place for place in reversed(places) if start <= place.start and place.stop <= stop), None)


def _place_at(places: Sequence[PlaceMention], span: tuple[int, int] | None) -> str | None:
    place = _last_place(places, *span) if span else None
    return place.place_id if place else None


@cache
def _ranks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["rank"], re.compile(entry["pattern"])) for entry in read_data(__package__, "ranks.yaml"))
