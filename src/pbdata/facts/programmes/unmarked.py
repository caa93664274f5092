"""Names that pages print without marks: campaigns of the whole country, and shapes that only names have."""

from collections.abc import Iterator

from pbdata.chinese.rules import Rule, read_rules
from pbdata.datafiles import read_data
from pbdata.facts.programmes.names import Name
from pbdata.facts.programmes.slogans import counts, slogan_of


def unquoted_names(text: str) -> Iterator[Name]:
    """Yield the names without marks, rule by rule; those of two rules may overlap, and the earlier one is right."""
    words = read_data(__package__, "words.yaml")
    types = {**words["weak_heads"], **words["heads"]}
    for rule in read_rules(__package__, "unmarked"):
        for match in rule.pattern.finditer(text):
            name = match["name"]
            if not _keeps(rule, name) or (
                rule.given.get("twice") and text.count(match[0][match.start("name") - match.start() :]) < 2
            ):
                continue
            head = match.groupdict().get("head")
            kind = types[head] if head in types else rule.given.get("type", "slogan")
            yield Name(match.start("name"), match.end("name"), name, kind, head, True, rule.name)


def _keeps(rule: Rule, name: str) -> bool:
    """Whether words keep what a rule says of their parts: ``slogan``, ``one_count``, ``alike``."""
    if rule.given.get("alike"):
        return len({len(part) for part in name.split("、")}) == 1
    if not rule.given.get("slogan"):
        return True
    slogan = slogan_of(name)
    if slogan is None or not counts(slogan):
        return False
    measures = read_data(__package__, "words.yaml")["measures"]
    parts = 1 if rule.given.get("one_count") else 2
    return len(slogan.parts) == parts and all(stem not in measures for _, stem in slogan.parts)
