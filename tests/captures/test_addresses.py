"""The address of a record is made and parsed in one place."""

import pytest

from pbdata.captures.addresses import PROTOCOLS, RecordAddress, is_remote, place_in_order, record_address, wrong_url
from tests import cases


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("data/raw/crawl.warc.gz#1234", RecordAddress("data/raw/crawl.warc.gz", 1234)),
        ("s3://bucket/a#b.warc#0", RecordAddress("s3://bucket/a#b.warc", 0)),
        ("data/raw/page.html", None),
        ("data/raw/page.html#", None),
        ("data/raw/page.html#top", None),
        ("data/raw/page.html#01", None),
        ("#5", None),
    ],
)
def test_an_address_is_a_file_and_an_offset(path: str, address: RecordAddress | None) -> None:
    """What is written is read, and nothing else is an address."""
    assert record_address(path) == address
    if address:
        assert str(address) == path


def test_records_follow_each_other_as_in_their_file() -> None:
    """By number and not by digits; other files stand around them by name."""
    paths = ["b.warc#100", "b.warc#20", "a.txt", "c.txt", "b.warc"]
    assert sorted(paths, key=place_in_order) == ["a.txt", "b.warc", "b.warc#20", "b.warc#100", "c.txt"]


def test_a_url_is_told_from_a_path() -> None:
    """Whatever its scheme."""
    assert is_remote("s3://bucket/x.warc") and not is_remote("data/raw/x.warc")


def test_a_url_leads_to_another_machine() -> None:
    """Each protocol that is allowed is one of those; no chain is followed."""
    urls = cases("captures/urls.yaml")
    assert [wrong_url(url) for url in urls["allowed"]] == [None] * len(urls["allowed"])
    assert {url.partition("://")[0] for url in urls["allowed"]} == set(PROTOCOLS)
    assert all(wrong_url(url) for url in urls["refused"])
