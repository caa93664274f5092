"""Names that pages print without marks: campaigns of the whole country, and shapes that only names have."""

from collections.abc import Iterator

from pbdata.chinese.rules import read_rules
from pbdata.datafiles import read_data
from pbdata.facts.programmes.names import Name
from pbdata.facts.programmes.slogans import counts, read_slogan


def unquoted_names(text: str) -> Iterator[Name]:
    """Yield the names without marks, rule by rule; those of two rules may overlap, and the earlier one is right."""
    words = read_data(__package__, "words.yaml")
    types = {**words["weak_heads"], **words["heads"]}
    for rule in read_rules(__package__, "unmarked"):
        for match in rule.pattern.finditer(text):
            name = match["name"]
            if rule.given.get("slogan") and not _has_two_counts(name):
                continue
            head = match.groupdict().get("head")
            kind = types[head] if head in types else rule.given.get("type", "slogan")
            yield Name(match.start("name"), match.end("name"), name, kind, head, True, rule.name)


def _has_two_counts(name: str) -> bool:
    """Whether words are a slogan of two counts: 四帮四促, and no number (两百五十)."""
    slogan = read_slogan(name)
    return slogan is not None and bool(counts(slogan)) and len(slogan.parts) == 2
