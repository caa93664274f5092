"""A corpus of a few pages in files of every kind, written by a test."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import polars as pl
import yaml

from pbdata.captures.store.manifest import MANIFEST, RAW
from tests.captures.sources.warcs import gzipped, record, wet

HEAD = "collections:\n  - {id: seed, title: T}\n"


def write_corpus(
    root: Path, files: Mapping[str, bytes], sources: Mapping[str, tuple[bytes, Mapping[str, object]]]
) -> None:
    """Write files, sources with what their entries say, and the manifest of all."""
    (root / RAW).mkdir(parents=True, exist_ok=True)
    rows: dict[str, list[dict[str, object]]] = {"sources": [], "sightings": []}
    for name, (data, said) in sources.items():
        (root / RAW / name).write_bytes(data)
        rows["sources"].append({"path": name, "sha256": digest(data), "collection": "seed", **said})
    for name, data in files.items():
        (root / RAW / name).write_bytes(data)
        kind = "text/html" if name.endswith(".html") else "text/plain"
        rows["sightings"].append({"path": name, "sha256": digest(data), "media_type": kind, "collection": "seed"})
    (root / MANIFEST).write_text(HEAD + yaml.safe_dump(rows, allow_unicode=True, sort_keys=False), "utf-8")


def digest(data: bytes) -> str:
    """The SHA-256 of bytes."""
    return sha256(data).hexdigest()


def warc(*pages: bytes) -> bytes:
    """A compressed WARC file of pages in HTML, with the requests for them."""
    asked = record("request", b"", http=b"GET / HTTP/1.1\r\n\r\n", content_type="application/http; msgtype=request")
    records = (one for number, page in enumerate(pages) for one in (asked, page_record(page, number)))
    return b"".join(map(gzipped, records))


def page_record(page: bytes, number: int) -> bytes:
    """The record of a page with an address of its own."""
    return record(body=page, url=f"http://example.cn/{number}.html")


def wet_file(*texts: bytes) -> bytes:
    """A compressed WET file of texts."""
    return b"".join(gzipped(wet(text.decode(), f"http://example.cn/{n}.html")) for n, text in enumerate(texts))


def jsonl(*texts: bytes) -> bytes:
    """JSON Lines of texts."""
    rows = ({"content": text.decode(), "link": f"http://example.cn/{n}"} for n, text in enumerate(texts))
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def csv(*texts: bytes) -> bytes:
    """CSV of texts."""
    return pl.DataFrame({"content": [text.decode() for text in texts]}).write_csv(quote_style="always").encode()


def parquet(*texts: bytes) -> bytes:
    """Parquet of texts."""
    import io

    made = io.BytesIO()
    pl.DataFrame({"content": [text.decode() for text in texts]}).write_parquet(made)
    return made.getvalue()


COLUMNS = {"columns": {"text": "content"}}
SOURCES = {
    "x.warc.gz": (wet_file, {"format": "warc"}),
    "x.jsonl": (jsonl, {"format": "jsonl", **COLUMNS}),
    "x.csv": (csv, {"format": "csv", **COLUMNS}),
    "x.parquet": (parquet, {"format": "parquet", **COLUMNS}),
}
"""By the name of a file: what writes texts into it, and what its entry says."""
