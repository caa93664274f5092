"""A deposit behind a DOI: the addresses of its files. pooch knows what the repository says; the one reader of the web asks it."""

import json
from functools import cached_property
from typing import Any

from pooch.downloaders import ZenodoRepository

from pbdata.errors import AccessError
from pbdata.web.reading import Bounds, WebError, asked

SCHEME = "doi:"
RESOLVER = "https://doi.org/"
_BOUNDS = Bounds(most=2**22, seconds=60)


class UnresolvedError(AccessError):
    """A DOI leads nowhere, or the deposit does not have the file."""


class _Deposit(ZenodoRepository):  # type: ignore[misc]
    """A deposit at Zenodo, whose record is read within bounds."""

    @cached_property
    def api_response(self) -> Any:
        number = self.archive_url.rstrip("/").rpartition("/")[2]
        return json.loads(read(f"{self.base_api_url}/{number}")[1])


def file_address(doi: str, name: str) -> str:
    """Return the address of a file of the deposit that a DOI (``doi:10...``) names.

    Raises ``UnresolvedError`` where the DOI leads nowhere, or the deposit does not have the file, and ``AccessError`` where it lies
    in a repository that cannot be read.
    """
    place, _ = read(RESOLVER + doi.removeprefix(SCHEME).strip("/"))
    deposit = _Deposit.initialize(doi.removeprefix(SCHEME), place)
    if deposit is None:
        raise AccessError(
            f"{doi}: it leads to {place}, and of repositories only Zenodo can be read. "
            "Give the address of the folder that has the files: --from."
        )
    try:
        return str(deposit.download_url(name))
    except (ValueError, KeyError, TypeError):
        raise UnresolvedError(f"{doi}: the deposit at {place} has no {name}. Check --from.") from None


def read(address: str) -> tuple[str, bytes]:
    """Return where an address leads, and what lies there."""
    try:
        with asked(address, _BOUNDS) as answer:
            return str(answer.response.url), b"".join(answer.pieces())
    except WebError as error:
        raise UnresolvedError(f"{address}: it cannot be reached ({error}). Check the DOI and the network.") from None
