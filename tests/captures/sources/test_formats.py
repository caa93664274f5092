"""A file that holds many captures is told by its name."""

import pytest

from pbdata.captures.sources.formats import FORMATS, format_of
from pbdata.forms.checking import form


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("crawl.warc.gz", "warc"),
        ("CC-MAIN-20250707-00000.warc.wet.gz", "warc"),
        ("crawl.WARC", "warc"),
        ("crawl.warc.zst", "warc"),
        ("rows.jsonl", "jsonl"),
        ("rows.ndjson.zst", "jsonl"),
        ("data/raw/rows.csv.gz", "csv"),
        ("rows.tsv", "csv"),
        ("https://example.org/part-0.parquet?download=1", "parquet"),
        ("s3://bucket/part-0.parquet", "parquet"),
        ("page.html", None),
        ("page.gz", None),
        ("page.json", None),
        ("warc", None),
    ],
)
def test_the_ending_tells_the_format(name: str, known: str | None) -> None:
    """With the ending of a compression behind it, or without."""
    assert format_of(name) == known


def test_the_form_of_the_manifest_knows_each_format() -> None:
    """What can be read can be listed."""
    properties = form("pbdata.captures.store", "manifest")["properties"]["sources"]["items"]["properties"]
    assert properties["format"]["enum"] == list(FORMATS)
