"""Who sent a person, and where to: 盘县林业局下派到石桥镇西冲村的陈杰, 市财政局派到两河乡鄢官村的驻村干部潘飞."""

from typing import NamedTuple

from pbdata.chinese.rules import rule
from pbdata.facts.persons.titles import qualifier_start
from pbdata.facts.reading import Field

_FAR = 60


class Sending(NamedTuple):
    """The words for who sent and for where to, each by its start and stop."""

    sender: tuple[int, int]
    host: tuple[int, int]


def sending_before(field: Field, stop: int) -> Sending | None:
    """Return who sent the person named at ``stop``, and where to, as the clause before the name prints it."""
    text, far = field.text, max(0, stop - _FAR)
    if text.find("派", far, stop) < 0:
        return None
    clause = max(
        far, field.sentences.clause(stop - 1)[0], text.rfind("“", far, stop) + 1, text.rfind("”", far, stop) + 1
    )
    match = rule(__package__, "sending", "sent-to").pattern.search(text, clause, stop)
    if match is None:
        return None
    start = max(match.start("sender"), qualifier_start(text, match.end("sender")))
    return Sending((start, match.end("sender")), match.span("host"))
