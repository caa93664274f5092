"""The hard shapes of real pages (cases/hard_shapes.json) and the annotated pages (cases/pages), all made up.

An expectation that does not hold yet stands in cases/known_failures.json with the reason; its test asserts that it still
fails, so that the list says what is true.
"""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from pbdata.corpus.process import process
from pbdata.model.article import Article
from pbdata.model.capture import Processed
from pbdata.model.page import KEPT_LABELS, LABELS
from pbdata.normalization.script import to_simplified
from tests import CASES

FOLDER = CASES / "corpus"
CASES = {case["label"]: case for case in json.loads((FOLDER / "hard_shapes.json").read_text("utf-8"))}
KNOWN_FAILURES = json.loads((FOLDER / "known_failures.json").read_text("utf-8"))
KNOWN = {(failure["label"], failure["what"]) for failure in KNOWN_FAILURES}
PAGES = [json.loads(path.read_text("utf-8")) for path in sorted((FOLDER / "pages").glob("*.json"))]
PART_LABELS = {"byline", "wire", "jump", "title", "subtitle", "heading", "share"}
MARKS = str.maketrans("(),:;!?「」『』", "（），：；！？“”‘’")


def fold(words: str | None) -> str:
    """Leave out white space; one script, one width of marks."""
    return to_simplified("".join((words or "").split())).translate(MARKS)


@cache
def processed(label: str) -> Processed:
    case = CASES[label]
    page = "\n".join(case["page"]) + "\n"
    encoding = case.get("encoding", "utf-8")
    if encoding == "utf-8 read as latin-1":
        return process(page.encode().decode("latin-1").encode())
    return process(page.encode(encoding))


def article_of(label: str) -> Article:
    article = processed(label).article
    assert article is not None, processed(label).reason
    return article


def about(what: str) -> Any:
    """Parametrize a test with the cases that expect something of one kind."""
    return pytest.mark.parametrize("label", [label for label, case in CASES.items() if what in case["expect"]])


def holds(label: str, what: str, expectation: Callable[[Any], None]) -> None:
    """Assert an expectation of a case, or, where it is a known failure, that it still fails."""
    expected = CASES[label]["expect"][what]
    if (label, what) not in KNOWN:
        expectation(expected)
        return
    try:
        expectation(expected)
    except AssertionError:
        return
    pytest.fail(f"{label}: {what} holds now. Take it out of known_failures.json.")


@about("status")
def test_status(label: str) -> None:
    """A page is processed if it holds an article, and rejected if it does not."""

    def expectation(status: str) -> None:
        assert processed(label).status == status

    holds(label, "status", expectation)


@about("reason_starts")
def test_reason(label: str) -> None:
    """A rejected page says what it lacks."""

    def expectation(start: str) -> None:
        assert (processed(label).reason or "").startswith(start)

    holds(label, "reason_starts", expectation)


@about("labels")
def test_labels(label: str) -> None:
    """The lines that the shape is about have the labels of the guideline."""

    def expectation(labels: dict[str, str]) -> None:
        lines = processed(label).lines
        assert {line_no: lines[int(line_no)].label for line_no in labels} == labels

    holds(label, "labels", expectation)


@about("text_contains")
def test_text_contains(label: str) -> None:
    """What belongs to the article is in its text, across joins and conversions."""

    def expectation(pieces: list[str]) -> None:
        text = fold(article_of(label).text)
        assert [piece for piece in pieces if fold(piece) not in text] == []

    holds(label, "text_contains", expectation)


@about("text_lacks")
def test_text_lacks(label: str) -> None:
    """What does not belong to the article is not in its text."""

    def expectation(pieces: list[str]) -> None:
        text = fold(article_of(label).text)
        assert [piece for piece in pieces if fold(piece) in text] == []

    holds(label, "text_lacks", expectation)


@about("text_starts")
def test_text_starts(label: str) -> None:
    """The text begins with its first sentence: openings and glued heads have left it."""

    def expectation(start: str) -> None:
        assert fold(article_of(label).text)[: len(fold(start))] == fold(start)

    holds(label, "text_starts", expectation)


@about("paragraphs")
def test_paragraphs(label: str) -> None:
    """The text has exactly these paragraphs."""

    def expectation(paragraphs: list[str]) -> None:
        assert [fold(words) for words in article_of(label).text.split("\n")] == [fold(words) for words in paragraphs]

    holds(label, "paragraphs", expectation)


@about("paragraph_kinds")
def test_paragraph_kinds(label: str) -> None:
    """The paragraphs are of these kinds, in this order."""

    def expectation(kinds: list[str]) -> None:
        assert [paragraph.kind for paragraph in article_of(label).paragraphs] == kinds

    holds(label, "paragraph_kinds", expectation)


@about("title")
def test_title(label: str) -> None:
    """The title is the article's, without section, site or brackets."""

    def expectation(title: str) -> None:
        assert fold(article_of(label).title) == fold(title)

    holds(label, "title", expectation)


@about("subtitle")
def test_subtitle(label: str) -> None:
    """The subtitle is told from the title, wherever it stands."""

    def expectation(subtitle: str) -> None:
        assert fold(article_of(label).subtitle) == fold(subtitle)

    holds(label, "subtitle", expectation)


@about("source")
def test_source(label: str) -> None:
    """The source is the printed one, or the agency of the wire opening."""

    def expectation(source: str) -> None:
        assert fold(article_of(label).source) == fold(source)

    holds(label, "source", expectation)


@about("site")
def test_site(label: str) -> None:
    """The site's own name is the printed one."""

    def expectation(site: str) -> None:
        assert fold(article_of(label).site_name) == fold(site)

    holds(label, "site", expectation)


@about("published")
def test_published(label: str) -> None:
    """The date is the printed day of publication at its precision, and null where none is printed or it is damaged."""

    def expectation(published: str | None) -> None:
        assert article_of(label).published == published

    holds(label, "published", expectation)


@about("authors")
def test_authors(label: str) -> None:
    """The makers are the named persons in printed order, with the roles that are printed; editors are none of them."""

    def expectation(authors: list[dict[str, str]]) -> None:
        found = article_of(label).contributors
        assert [fold(maker.name) for maker in found] == [fold(author["name"]) for author in authors]
        roles = [author.get("role") for author in authors]
        assert [maker.role if role else None for maker, role in zip(found, roles, strict=True)] == roles

    holds(label, "authors", expectation)


@about("editor")
def test_editor(label: str) -> None:
    """The editor is the one of 责任编辑."""

    def expectation(editor: str) -> None:
        assert fold(article_of(label).editor) == fold(editor)

    holds(label, "editor", expectation)


@about("script")
def test_script(label: str) -> None:
    """The script is that of the article's text."""

    def expectation(script: str) -> None:
        assert article_of(label).script == script

    holds(label, "script", expectation)


@about("losses")
def test_losses(label: str) -> None:
    """Damage in the text is flagged by its kinds, in page order."""

    def expectation(kinds: list[str]) -> None:
        assert list(dict.fromkeys(loss.kind for loss in processed(label).losses)) == kinds

    holds(label, "losses", expectation)


def test_every_expectation_is_tested() -> None:
    """No case expects something that no test looks at."""
    tested = {name.removeprefix("test_") for name in globals() if name.startswith("test_")} | {"reason_starts"}
    assert {what for case in CASES.values() for what in case["expect"]} <= tested


def test_known_failures_name_cases() -> None:
    """Each known failure names an expectation of a case, once, and says why."""
    places = [(failure["label"], failure["what"]) for failure in KNOWN_FAILURES]
    assert len(places) == len(KNOWN)
    assert [place for place in places if place[1] not in CASES.get(place[0], {"expect": {}})["expect"]] == []
    assert all(failure["why"] for failure in KNOWN_FAILURES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page["label"]))
def test_annotated_pages_are_whole(page: dict[str, Any]) -> None:
    """An annotated page has one label a line, blank for blank lines only, and its parts stand in kept lines."""
    assert len(page["labels"]) == len(page["page"])
    assert set(page["labels"]) <= set(LABELS)
    assert [not line.strip() for line in page["page"]] == [label == "blank" for label in page["labels"]]
    for part in page["inline"]:
        assert part["type"] in PART_LABELS
        assert page["labels"][part["line"]] in KEPT_LABELS
        assert part["text"] in page["page"][part["line"]]
    kept = [i for i, label in enumerate(page["labels"]) if label in KEPT_LABELS]
    for group in page["join"]:
        first = kept.index(group[0])
        assert kept[first : first + len(group)] == group
