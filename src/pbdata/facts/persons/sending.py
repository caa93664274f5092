"""Who sent a person, and where to: 盘县林业局下派到石桥镇西冲村的陈杰, 市财政局派到两河乡鄢官村的驻村干部潘飞."""

import re
from typing import NamedTuple

from pbdata.facts.persons.titles import qualifier_start

_FAR = 60
_SENT = re.compile(
    r"(?P<sender>[\u3400-\u9fff]{3,18}?)(?:下派|选派|派驻|委派|选调|派出|指派|派)(?:到|至|往|驻|在|赴)?"
    r"(?P<host>[\u3400-\u9fff]{1,14}?(?:村|社区|镇|乡))(?:委会)?(?:挂职)?(?:担任|任|的|$)[^、和与]*$"
)
_CLAUSE = re.compile(r"[，。；！？\n：“”]")


class Sending(NamedTuple):
    """The words for who sent and for where to, each by its start and stop."""

    sender: tuple[int, int]
    host: tuple[int, int]


def sending_before(text: str, stop: int) -> Sending | None:
    """Return who sent the person named at ``stop``, and where to, as the clause before the name prints it."""
    lo = max(0, stop - _FAR)
    if text.find("派", lo, stop) < 0:
        return None
    clause = max([lo, *(match.end() for match in _CLAUSE.finditer(text, lo, stop))])
    match = _SENT.search(text, clause, stop)
    if match is None:
        return None
    start = max(match.start("sender"), qualifier_start(text, match.end("sender")))
    return Sending((start, match.end("sender")), match.span("host"))
