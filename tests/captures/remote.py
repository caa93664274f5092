"""A file at a URL, without a network."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def remote(path: str, data: bytes) -> Iterator[str]:
    """The URL of a file that another machine seems to hold as long as the block lasts."""
    fsspec = pytest.importorskip("fsspec")
    memory = type(fsspec.filesystem("memory"))

    class Elsewhere(memory):  # type: ignore[misc,valid-type]
        """What lies in memory, called as the files of a store of objects are."""

        protocol = "s3"

        @classmethod
        def _strip_protocol(cls, path: str) -> str:
            return str(memory._strip_protocol(path.replace("s3://", "memory://")))

    before = fsspec.registry.get("s3")
    fsspec.register_implementation("s3", Elsewhere, clobber=True)
    fsspec.filesystem("memory").pipe(f"/{path}", data)
    try:
        yield f"s3://{path}"
    finally:
        if fsspec.filesystem("memory").exists(f"/{path}"):
            fsspec.filesystem("memory").rm(f"/{path}")
        if before:
            fsspec.register_implementation("s3", before, clobber=True)
