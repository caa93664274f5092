"""Some rows of a table at a time: what every reader of tables gives, and every check takes."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

Numbers = npt.NDArray[np.int64]


class Batch(NamedTuple):
    """Some rows of a table. ``rows`` count from 1 in the table, ``lines`` from 1 in ``file`` (``None``: there are no lines).

    ``ragged`` holds row, line and number of cells of the rows that were left out because they do not fit the header.
    """

    frame: pl.DataFrame
    rows: Numbers
    file: str
    lines: Numbers | None = None
    ragged: Sequence[tuple[int, int, int]] = ()
