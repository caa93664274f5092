"""Tables that are opened as frames, with what their descriptions say of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from pbdata.errors import PbdataError
from pbdata.package.reading import open_package
from tests.validation.test_packages import cases, write


@pytest.mark.parametrize("case", cases("open"))
def test_a_frame_holds_what_the_schema_means_or_is_refused(tmp_path: Path, case: dict[str, Any]) -> None:
    """A table is opened with the values that its schema gives to its cells, or an error says why it is not."""
    write(tmp_path, case)
    try:
        rows = open_package(tmp_path).frame("r").to_dicts()
    except PbdataError:
        assert case.get("refusal", True)
    else:
        assert json.loads(json.dumps(rows, default=str)) == case["rows"]


@pytest.mark.parametrize("case", cases("open"))
def test_a_frame_that_is_read_later_holds_the_same(tmp_path: Path, case: dict[str, Any]) -> None:
    """``scan`` gives what ``frame`` gives."""
    write(tmp_path, case)
    try:
        rows = open_package(tmp_path).scan("r").collect().to_dicts()
    except PbdataError:
        assert case.get("refusal", True)
    else:
        assert json.loads(json.dumps(rows, default=str)) == case["rows"]
