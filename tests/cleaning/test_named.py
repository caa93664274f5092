"""The names of rules by line, and the lines by name."""

from pbdata.cleaning.named import Named


def test_names_are_found_by_line_and_by_rule() -> None:
    """What a rule is put on has its name, in the order in which rules are put, and is found by it."""
    named = Named([["word"], ["paragraph", "bullet"], ["word"]])
    named.put("page-top", [0])
    named.put("listed", range(1, 3))
    named.put_each([["bold"], [], []])
    assert named == [["word", "page-top", "bold"], ["paragraph", "bullet", "listed"], ["word", "listed"]]
    assert named.at("listed") == {1, 2}
    assert named.lines(frozenset({"bullet", "bold", "no-rule"})) == {0, 1}
    assert not named.at("no-rule")


def test_a_name_can_be_put_twice_and_dropped() -> None:
    """A rule counts as often as it is put; what is dropped is found no more."""
    named = Named([["word"], ["word"]])
    named.put("signs", [0, 1, 0])
    named.drop("word", [1])
    assert named == [["word", "signs", "signs"], ["signs"]]
    assert named.at("word") == {0}


def test_an_answer_holds_until_one_of_its_names_is_put_or_dropped() -> None:
    """Lines that are asked for again are those of what was put and dropped meanwhile, too."""
    named, asked = Named([["word"], ["paragraph"], ["word"]]), frozenset({"paragraph", "listed", "bold"})
    assert named.lines(asked) == {1}
    named.put("listed", [2])
    assert named.lines(asked) == {1, 2}
    named.drop("paragraph", [1])
    assert named.lines(asked) == {2}
    named.put_each([["bold"], [], []])
    assert named.lines(asked) == {0, 2}
