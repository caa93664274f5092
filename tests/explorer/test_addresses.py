"""Where pages lie, and which addresses of the web a page links to."""

import pytest

from pbdata.explorer import addresses
from tests import cases

OUTWARD = cases("explorer/addresses.yaml")


@pytest.mark.parametrize("case", OUTWARD, ids=lambda case: case["label"])
def test_only_the_web_is_linked(case: dict[str, object]) -> None:
    """A page links to http and https with a host, and to nothing that merely looks so."""
    address = str(case["address"])
    assert addresses.outward(address) == (address if case["links"] else None)


def test_an_id_is_its_address() -> None:
    """A plain id names the file of its page."""
    assert addresses.article("aef3e59ff5bfb1351") == "articles/aef3e59ff5bfb1351.html"


@pytest.mark.parametrize("key", ["../../x", "/etc/passwd", "", ".", "a/b", "王帆", "x" * 65, "\ud800"])
def test_no_key_leads_out_of_its_folder(key: str) -> None:
    """Any other key gets a name made of its hash, and different keys different names."""
    path = addresses.person(key)
    assert path.startswith("persons/x")
    assert path.count("/") == 1
    assert ".." not in path
    assert path != addresses.person(f"{key}.")
