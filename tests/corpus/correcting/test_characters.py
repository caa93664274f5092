"""The text's own edits."""

from typing import Any

import pytest

from pbdata.corpus.correcting.characters import rewritten
from pbdata.corpus.correcting.ledger import Ledger
from pbdata.model.correction import TextCorrection, Told
from pbdata.normalization.page import normalize_page
from tests.corrections.decided import cases_of, failures


@pytest.mark.parametrize("case", cases_of("text"), ids=lambda case: case["label"])
def test_characters_are_as_decided(case: dict[str, Any]) -> None:
    """A stretch of the page is in the text what was decided; what does not fit is left out with the reason."""
    assert failures(case) == []


def test_what_is_put_at_the_end_of_a_line_is_in_it() -> None:
    """Where the rules took a character out, others stand; the next line begins behind them."""
    text = "县委会\u200b\n开会\n"
    one = TextCorrection(Told("r", None, "2026-01-31"), 3, 4, "", "议室")
    page = rewritten(text, normalize_page(text), Ledger([one]))
    assert [page.text[start:stop] for start, stop in page.ranges][:2] == ["县委会议室", "开会"]
