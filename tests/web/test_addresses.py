"""Addresses of the web, whoever wrote them."""

import pytest

from pbdata.web.addresses import host_of
from tests import cases


@pytest.mark.parametrize("case", cases("web_addresses.yaml"), ids=lambda case: ascii(case["address"]))
def test_the_server_of_any_address_can_be_asked_for(case: dict[str, str | None]) -> None:
    """An address that cannot be taken apart names no server; none makes the reader fail."""
    named = host_of(str(case["address"]))
    assert named or case["asked"] is None
