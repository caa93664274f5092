"""Words that are withheld stay withheld, whatever was decided about them."""

from typing import Any

import pytest

from pbdata.corpus.process import process_capture
from pbdata.model.capture import Capture
from tests import cases
from tests.corrections.decided import decisions

PAGE = cases("corrections/applied.yaml")["pages"]["page"]
AUTHOR, EDITOR = (47, 50), (171, 174)
ABOUT, TELLS = "it is about a stretch of the page that is withheld", "it tells words that are withheld"


@pytest.mark.parametrize(
    ("section", "one", "said"),
    [
        ("contributors", {"decision": "reject", "name": "林志远", "role": "作者"}, TELLS),
        ("contributors", {"decision": "add", "name": "林志"}, TELLS),
        ("fields", {"field": "editor", "expect": "林 志远", "value": "何"}, TELLS),
        ("fields", {"field": "source", "expect": "云岭日报", "value": "云岭"}, None),
        ("contributors", {"decision": "add", "name": "某人", "span": [49, 52], "words": "██"}, ABOUT),
        ("parts", {"span": [46, 48], "words": "：█", "part": "byline"}, ABOUT),
        ("text", {"span": [51, 53], "expect": "近日", "text": "林志远近日"}, TELLS),
        ("lines", {"lines": [4, 4], "expect": [{"label": "heading", "words": "走访"}], "label": "related"}, None),
    ],
)
def test_withheld_words_do_not_come_back(section: str, one: dict[str, Any], said: str | None) -> None:
    """A decision that names them or their place is left out, and the reason does not tell them."""
    made = process_capture(
        Capture(PAGE.encode(), "page.txt", "text/plain", withheld=(AUTHOR, EDITOR)),
        corrections=decisions({section: [one]}),
    )
    assert [unfit.said for unfit in made.unfit] == ([said] if said else [])
    assert not {"林志", "何小敏"} & {str(row.before) + str(row.after) for row in made.corrected}


def test_what_stands_elsewhere_too_is_not_told() -> None:
    """The page prints the word again, where it is not withheld."""
    made = process_capture(
        Capture(PAGE.encode(), "page.txt", "text/plain", withheld=((13, 23),)),
        corrections=decisions({"fields": [{"field": "section", "expect": "党建", "value": "党日"}]}),
    )
    assert made.unfit == ()
