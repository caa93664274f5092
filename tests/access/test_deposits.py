"""Deposits behind a DOI."""

import json

import pytest

from pbdata.access import deposits, source
from pbdata.access.download import download
from pbdata.errors import AccessError
from pbdata.web.addresses import Zone
from pbdata.web.reading import WebError
from tests.access.misbehaving import Site
from tests.access.published import NAME

DOI = "doi:10.5281/zenodo.7"
RECORD = "https://zenodo.org/api/records/7"


@pytest.fixture
def zenodo(site: Site, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The web as a DOI sees it: where addresses lead, and the record of a deposit whose files lie on the server of the test."""
    leads = {"https://doi.org/10.5281/zenodo.7": "https://zenodo.org/records/7", RECORD: RECORD}
    files = [{"key": name, "links": {"self": f"{site.address}/{name}"}} for name in site.files]

    def read(address: str) -> tuple[str, bytes]:
        if address not in leads:
            raise deposits.UnresolvedError(f"{address}: it cannot be reached (404).")
        return leads[address], json.dumps({"id": 7, "files": files}).encode()

    monkeypatch.setattr(deposits, "read", read)
    return leads


@pytest.fixture
def within_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server of the test may be reached by way of a DOI."""
    monkeypatch.setattr(source, "_reach", lambda *_: frozenset(Zone))


@pytest.mark.usefixtures("zenodo", "within_reach")
def test_a_release_is_fetched_from_a_deposit(site: Site) -> None:
    """The DOI leads to the record, and that to register and archive, which is proved as from any source."""
    assert download("1.0.0", source=DOI).fetched
    assert [name for name, _ in site.asked] == ["releases.yaml", NAME]


@pytest.mark.usefixtures("zenodo")
def test_a_doi_does_not_lead_into_an_own_network() -> None:
    """Nobody named the server by name, so that it must lie on the public web."""
    with pytest.raises(AccessError, match="it leads to"):
        download("1.0.0", source=DOI)


@pytest.mark.usefixtures("within_reach")
def test_what_a_deposit_lacks_is_told(site: Site, zenodo: dict[str, str]) -> None:
    """A file that is not there, a DOI that leads nowhere, and one that leads to another repository are errors with advice."""
    with pytest.raises(AccessError, match=r"the deposit at .* has no gone.yaml. Check --from"):
        source.read_whole(DOI, "gone.yaml", 10)
    with pytest.raises(AccessError, match="cannot be reached"):
        download("1.0.0", source="doi:10.5281/zenodo.8")
    zenodo["https://doi.org/10.5281/zenodo.7"] = "https://example.org/7"
    with pytest.raises(AccessError, match=r"leads to https://example.org/7, and of repositories only Zenodo"):
        download("1.0.0", source=DOI)


def test_the_resolver_is_asked_by_the_one_reader_of_the_web(monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not come within its bounds is told."""

    def refusing(address: str, bounds: object) -> object:
        raise WebError(f"no {address}")

    monkeypatch.setattr(deposits, "asked", refusing)
    with pytest.raises(AccessError, match=r"no https://doi.org/10.5281/zenodo.7"):
        deposits.file_address(DOI, NAME)
