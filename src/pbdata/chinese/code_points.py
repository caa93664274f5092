"""The characters of a text as numbers, and tables over all code points that tell at once what each of them is."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


def code_points(text: str) -> "np.ndarray":
    """Return the code points of a text: one unsigned 32-bit integer for each character."""
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def table_of(kinds: Iterable[tuple[int, Iterable[str]]]) -> "np.ndarray":
    """Return a table over all code points: the number of the last kind that names the character, else 0.

    A kind lists characters, and ranges as ``a-z``. To look up all characters of a page in such a table takes a fraction
    of the time that ``str.translate`` or a regular expression takes.
    """
    import numpy as np

    table = np.zeros(0x110000, np.uint8)
    for kind, names in kinds:
        for name in names:
            table[ord(name[0]) : ord(name[-1]) + 1] = kind
    return table


def look_up(text: str, table: "np.ndarray") -> "np.ndarray":
    """Return what a table over all code points holds for each character of a text."""
    import numpy as np

    # Indexes of another size than the machine's are converted one by one, which takes most of the time.
    found: np.ndarray = table[code_points(text).astype(np.intp)]
    return found


def count_in_lines(flags: "np.ndarray", starts: Sequence[int]) -> list[int]:
    """Return how many characters of each line a flag is set for; no flag is set for what parts a line from the next.

    ``starts`` holds the offset at which each line begins; none begins at the end of the text.
    """
    import numpy as np

    counts: list[int] = np.add.reduceat(flags, np.array(starts, np.intp), dtype=np.intp).tolist()
    return counts
