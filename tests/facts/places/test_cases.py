"""The tables of cases: each decides on its example, and the last asks for nothing."""

from typing import Any

import pytest

from pbdata.datafiles import read_data
from pbdata.facts.places import find
from pbdata.facts.places.cases import decide, read_cases
from pbdata.facts.reading import Reading
from tests.articles import article

TABLES = read_data("pbdata.facts.places", "cases.yaml")
ENTRIES = [entry for entries in TABLES.values() for entry in entries]


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["name"] for entry in ENTRIES])
def test_a_case_decides_on_its_example(entry: dict[str, Any]) -> None:
    """The words in 【】 are a place, or are refused, by the case that has the example."""
    example = entry["example"]
    start, stop = example.index("【"), example.index("】") - 1
    reading = Reading(article(example.replace("【", "").replace("】", ""), published="2014-09-29"))
    found = [(one.start, one.stop, one.rule) for one in find(reading).tables["place_mentions"]]
    refused = [(one.start, one.stop, one.rule) for one in reading.refusals]
    assert (start, stop, entry["name"]) in (found if entry["takes"] else refused)


@pytest.mark.parametrize("group", TABLES)
def test_the_last_case_asks_for_nothing(group: str) -> None:
    """Whatever is found of words, a case decides; a case that is met after one that asks for less would never be."""
    cases = read_cases(group)
    assert not cases[-1].when and all(case.when for case in cases[:-1])
    assert len({case.name for case in cases}) == len(cases)


class Evidence:
    """Tells what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __getattr__(self, condition: str) -> Any:
        self.asked.append(condition)
        return lambda: condition == "common_behind"


def test_only_what_a_case_depends_on_is_asked_for() -> None:
    """The conditions of the cases that are possible are asked for until one is met, each once."""
    evidence = Evidence()
    found = {"within_township": False, "quoted": False, "before": "nothing", "begins": "bounded"}
    assert decide("villages", found, evidence).name == "word-with-村"
    assert evidence.asked == ["community", "own_name", "common_behind"]


def test_what_was_found_may_decide_alone() -> None:
    """A township that the lists have in the setting is one, whatever stands around it."""
    assert decide("townships", {"listed": "decided"}).takes
