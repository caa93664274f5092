"""The rules of a topic are read from a file in their form, and every fault of it is told."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from pbdata.corpus.topics.reading import TOPICS, known_topics, read_named, read_rules, read_topic
from pbdata.errors import ManifestError
from pbdata.model.topic import Term, Topic
from tests import cases

GOOD: dict[str, Any] = {
    "name": "trees",
    "title": "树木 / Trees",
    "threshold": 4,
    "in_title": 3,
    "at_most": 2,
    "full_length": 400,
    "for": [{"name": "trees", "title": "树 / Trees", "points": 2, "terms": ["松树", "“柏”樹"]}],
    "against": [{"name": "economy", "title": "经济 / Economy", "points": 3, "terms": ["股票"]}],
    "ignored": ["松鼠"],
}


def written(folder: Path, content: dict[str, Any]) -> Path:
    path = folder / TOPICS / "trees.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return path


def test_terms_are_read_with_their_points(tmp_path: Path) -> None:
    """What speaks against the topic has points below 0; words are those of a canonical text."""
    assert read_topic(written(tmp_path, GOOD).parents[2], "trees").terms == (
        Term("松树", "trees", 2),
        Term("柏树", "trees", 2),
        Term("股票", "economy", -3),
        Term("松鼠", "ignored", 0),
    )


def test_groups_against_and_words_to_ignore_may_be_missing(tmp_path: Path) -> None:
    """Only what speaks for a topic is needed."""
    read = read_rules(written(tmp_path, {key: GOOD[key] for key in GOOD if key not in ("against", "ignored")}))
    assert [term.points for term in read.terms] == [2, 2]


def test_rules_are_told_apart_by_their_file(tmp_path: Path) -> None:
    """One more term makes other rules, also where they are compared as text."""
    one, other = (read_rules(written(tmp_path / str(n), GOOD | {"ignored": ["松鼠", "松果"][:n]})) for n in (1, 2))
    assert repr(one) != repr(other)
    assert "松树" not in repr(one)


@pytest.mark.parametrize("case", cases("corpus/topics/faults.yaml"), ids=lambda case: case["label"])
def test_a_fault_is_told_with_its_place(case: dict[str, Any], tmp_path: Path) -> None:
    """Each fault is refused with file, line, column, and what to do."""
    content = GOOD | case.get("set", {})
    content.pop(case.get("drop", ""), None)
    path = written(tmp_path, content)
    with pytest.raises(ManifestError) as error:
        read_rules(path)
    assert any(line.split(": ", 1)[1].startswith(case["says"]) for line in str(error.value).split("\n"))
    assert str(error.value).startswith(f"{path}:")


def test_rules_of_a_dataset_come_before_those_of_pbdata(tmp_path: Path) -> None:
    """A curator may copy party-building.yaml and change it."""
    path = written(tmp_path, GOOD).with_name("party-building.yaml")
    path.write_text(yaml.safe_dump(GOOD | {"name": "party-building"}, allow_unicode=True), "utf-8")
    assert read_topic(tmp_path, "party-building") == read_rules(path)


def test_a_topic_that_nobody_wrote_is_refused(tmp_path: Path) -> None:
    """The error names the file that would be read, and the topics that there are."""
    with pytest.raises(ManifestError, match=r"data/topics/trees\.yaml: there are no rules .* pbdata: party-building\."):
        read_topic(tmp_path, "trees")


@pytest.mark.parametrize("topic", known_topics())
def test_the_rules_of_pbdata_are_good(topic: str) -> None:
    """Each file is in its form and bears its name."""
    assert read_named(topic).name == topic


def test_a_topic_is_named_by_a_path_too(tmp_path: Path) -> None:
    """What ends with .yaml is a file."""
    path = written(tmp_path, GOOD)
    assert isinstance(read_named(str(path)), Topic)
    with pytest.raises(ManifestError, match="no such file"):
        read_named("elsewhere.yaml")
