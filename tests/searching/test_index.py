"""The index finds what is there, all of it, and nothing else."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pbdata.searching.hits import hits_of
from pbdata.searching.index import Index, spelled, write_index
from pbdata.searching.queries import read_query
from pbdata.searching.search import Documents
from tests.searching.made import document, naive

CHARACTERS = st.sampled_from("党党员黨員，。“ \n\t\0aAＡ1１é́𠮷😀\u200b\ue000\U0010ffff")
TEXTS = st.text(CHARACTERS, max_size=12)
ROWS = st.lists(
    st.fixed_dictionaries({"title": TEXTS, "title_printed": TEXTS, "text": TEXTS, "text_printed": TEXTS}),
    min_size=1,
    max_size=4,
)
PLACES = st.tuples(
    st.integers(0, 3), st.sampled_from(["title", "text", "text_printed"]), st.integers(0), st.integers(1)
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, place=PLACES, other=TEXTS)
def test_recall_and_precision_are_one(
    rows: list[dict[str, str]], place: tuple[int, str, int, int], other: str, tmp_path: Path
) -> None:
    """For stretches that stand there and for others, marks and blanks too, the index, the plain scan and the naive one agree."""
    number, column, start, length = place
    text = rows[number % len(rows)][column]
    start %= len(text) + 1
    documents = [document(n, row) for n, row in enumerate(rows)]
    path = tmp_path / "index.sqlite"
    path.unlink(missing_ok=True)
    write_index(path, documents)
    with closing(Index(path)) as index:
        for said in (text[start : start + length % 6], other):
            if said.strip():
                query = read_query(said, exact=False)
                # The naive search knows no words that are spelled in two ways.
                query = type(query)(said, query.needles[:1])
                expected = sorted(naive(rows, said))
                for source in (index, Documents(documents)):
                    found = [
                        (hit.article_id, hit.column, hit.start)
                        for one in source.holding(query, ["titles", "texts"], [])
                        for hit in hits_of(one, query, ["titles", "texts"])
                    ]
                    assert sorted(found, key=str) == sorted(expected, key=str)


@given(st.characters(exclude_categories=["Cs"]), st.characters(exclude_categories=["Cs"]))
def test_each_code_point_has_a_word_of_its_own(one: str, other: str) -> None:
    """Five letters, and the same only for the same."""
    assert (spelled(one) == spelled(other)) == (one == other)
    assert len(spelled(one + other)) == 11
    assert spelled("\U00100041") != spelled("A")


@pytest.mark.parametrize("said", ["三送工作", "工作\n三送"])
def test_a_stretch_reaches_over_no_two_texts(said: str, tmp_path: Path) -> None:
    """Title and subtitle stand in one column of the index, and are two texts."""
    rows: list[dict[str, Any]] = [{"title": "三送", "subtitle": "工作", "text": "工作\n三"}]
    write_index(tmp_path / "index.sqlite", [document(0, row) for row in rows])
    with closing(Index(tmp_path / "index.sqlite")) as index:
        assert list(index.holding(read_query(said), ["titles", "texts"], [])) == []


def test_nothing_writes_into_an_open_index(tmp_path: Path) -> None:
    """It is open for reading, and its bytes stay what they were."""
    path = tmp_path / "index.sqlite"
    write_index(path, [document(0, {"text": "三送"})])
    before = path.read_bytes()
    with closing(Index(path)) as index:
        assert len(list(index.holding(read_query("三"), ["texts"], []))) == 1
        assert len(list(index.holding(read_query("[三]", regex=True), ["texts"], []))) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["index.sqlite"]
    assert path.read_bytes() == before
