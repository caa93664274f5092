"""The words that say what somebody did for an article (记者, 供稿, 责任编辑), and the role for which each stands; they are in words.yaml."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from pbdata.chinese.characters import HAN
from pbdata.chinese.rules import either
from pbdata.datafiles import read_data
from pbdata.patterns import compiled

# The roles of makers; who edits, checks or films signs beside them and is none.
MAKERS = ("记者", "通讯员", "作者", "摄影")
EDITORS = "编辑"
_MARK = r"[：:丨|｜/／\\]"


class Roles(NamedTuple):
    """``words`` are those for one role each, ``common`` those of them that need a mark behind them, and ``others`` those of nobody
    who made the article; ``joint`` is the pattern of those for text and pictures from one hand, which stand for ``hand``.

    ``pattern`` finds a word for a role: in its first group the joint ones. ``trailing`` may stand behind a name, and those that
    ``glued`` finds right behind it.
    """

    words: dict[str, str]
    common: frozenset[str]
    others: dict[str, str]
    joint: str
    hand: str
    pattern: re.Pattern[str]
    trailing: dict[str, str]
    glued: re.Pattern[str]

    def role_of(self, printed: str) -> str:
        """The role for which a word stands."""
        return self.words.get(printed, self.hand)


@cache
def roles() -> Roles:
    """Read the words for roles once."""
    data: dict[str, Any] = read_data(__package__, "words.yaml")

    def roles_of(*keys: str) -> dict[str, str]:
        return {printed: role for key in keys for role, forms in data[key].items() for printed in forms}

    plain, marked, others, joint = map(roles_of, ("roles", "marked_roles", "other_roles", "joint_roles"))
    glued = roles_of("trailing_roles")
    part = either(data["joint_parts"])
    both = rf"(?:{either(joint)}|(?:{part})[/／、·.丨|&和](?:{part}))"
    return Roles(
        words=plain | marked | joint | others,
        common=frozenset(marked),
        others=others,
        joint=both,
        hand=_only(joint.values()),
        pattern=compiled(
            f"{__name__}.role",
            rf"({both})(?![{HAN}A-Za-z])"
            rf"|({either({*plain, *others})})\s*{_MARK}"
            rf"|({either(plain)})"
            rf"|(?<![{HAN}])({either(others)})(?=\s)"
            rf"|(?<![{HAN}])({either(marked)})\s*{_MARK}",
        ),
        trailing=glued | roles_of("lone_trailing_roles"),
        glued=compiled(f"{__name__}.glued", rf"(?<=[{HAN}]{{2}})({either(glued)})$"),
    )


def _only(roles_named: Iterable[str]) -> str:
    (one,) = set(roles_named)
    return one
