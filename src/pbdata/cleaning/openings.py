"""The opening by which a newspaper or agency signs a report: 中新网青山3月22日电（张三 李四）; rules in rules.yaml."""

from functools import cache

from pbdata.chinese.rules import Rule, first_match, read_rules

# How much of a line may hold the beginning of an opening, and words of which every opening holds one.
OPENING_READ = 48
_SIGNS = ("报道", "报导", "记者", "通讯员", "消息", "电", "讯", "专访", "特稿")
_BRACKETS = frozenset("（(【[〔")


def find_opening(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """Return the range of the opening of a line of normalized text, without the spaces around it; ``None`` if it has none."""
    read = text[start : min(stop, start + OPENING_READ)]
    if not any(map(read.__contains__, _SIGNS)):
        return None
    found = first_match(_rules("bracket" if read.lstrip()[0] in _BRACKETS else "plain"), text, start, stop)
    if found is None or found[1].end() >= stop:
        return None
    words = found[1][0]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


@cache
def _rules(begins: str) -> tuple[Rule, ...]:
    """Return the rules for openings that begin with a bracket, or for those that do not."""
    return tuple(rule for rule in read_rules(__package__, "openings") if rule.given["begins"] in (begins, "either"))
