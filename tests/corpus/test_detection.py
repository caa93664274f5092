"""The detectors in their order, on texts that no one would write."""

import sys
import time
from pathlib import Path

import pytest

from pbdata.corpus.detection import detect

sys.path.insert(0, str(Path(__file__).parents[1] / "extraction"))
from articles import article  # noqa: E402


@pytest.mark.parametrize(
    "words", ["1", "２", "点三", "5名、", "三五", "9e9", "民国1", "分别增长5%、", "“5名", "从5元提高到6元", "今年1月至"]
)
def test_a_long_text_takes_linear_time(words: str) -> None:
    """Four times the text takes no more than twelve times the time, and less than a second."""
    took = []
    for n in (1000, 4000):
        made = article(words * n, published="2014-09-29")
        start = time.process_time()
        detect(made)
        took.append(time.process_time() - start)
    assert took[1] < 1
    assert took[1] < 12 * max(took[0], 0.02)
