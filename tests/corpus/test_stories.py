"""Stories are parted by their headlines."""

import pytest

from pbdata.corpus.stories import MAX_COMPARED, MAX_ITEM, are_kin, are_separate, find_stories, is_headline
from tests import cases

CASES = cases("corpus/stories.yaml")
ONE, OTHER = CASES["stories"]


@pytest.mark.parametrize("line", CASES["headlines"])
def test_a_headline_has_its_length_and_no_stop(line: str) -> None:
    """It may ask, and cry out."""
    assert is_headline(line)


@pytest.mark.parametrize("line", CASES["no_headlines"])
def test_what_is_no_headline(line: str) -> None:
    """It is too short or too long, or ends as a sentence or as what leads on."""
    assert not is_headline(line)


def test_a_headline_near_above_begins_a_story() -> None:
    """What follows goes on in it, until another headline begins another one."""
    words = [ONE["headline"], ONE["text"], OTHER["text"], OTHER["headline"], OTHER["text"]]
    assert [(story.top, story.first) for story in find_stories(words, [1, 2, 4])] == [(0, 1), (3, 4)]
    assert find_stories(words, [1, 2, 4])[0].text == ONE["text"] + OTHER["text"]


def test_a_headline_far_above_begins_none() -> None:
    """Neither does one of another story."""
    between = ["-"] * MAX_ITEM
    assert find_stories([ONE["headline"], *between, ONE["text"]], [MAX_ITEM + 1]) == []
    assert find_stories([OTHER["headline"], ONE["text"]], [1]) == []


def test_so_many_stories_are_compared() -> None:
    """What a page of many headlines costs is bounded."""
    words = [ONE["headline"], ONE["text"]] * (MAX_COMPARED + 3)
    assert len(find_stories(words, range(1, len(words), 2))) == MAX_COMPARED


def test_stories_of_one_event_are_not_separate() -> None:
    """A headline that tells of both holds them together."""
    apart = find_stories([ONE["headline"], ONE["text"], OTHER["headline"], OTHER["text"]], [1, 3])
    assert are_separate(apart) and not are_separate(apart[:1])
    assert not are_separate(find_stories([ONE["headline"], ONE["text"]] * 2, [1, 3]))


def test_a_headline_is_kin_to_what_it_tells_of() -> None:
    """And to nothing else."""
    assert are_kin(ONE["headline"], ONE["text"]) and not are_kin(ONE["headline"], OTHER["text"])
