"""MHTML gives the page that a browser saved, whatever its parts and their encodings."""

from typing import Any

import pytest

from pbdata.captures.encoding import decode
from pbdata.captures.formats import read, sniff
from tests import cases

CASES = cases("captures/mhtml.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_the_page_is_read_out_of_its_parts(case: dict[str, Any]) -> None:
    """The page's own part is decoded and rendered; pictures and frames are left out."""
    data = case["mhtml"].replace("\n", "\r\n").encode()
    assert sniff(data, "page.mht") == "multipart/related"
    assert read(decode(data).text or "", "multipart/related").text == case["text"]
