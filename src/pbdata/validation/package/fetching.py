"""Fetch tables and schemas from the web, where the caller allows it."""

import tempfile
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from pbdata.disk import lack_of_room
from pbdata.errors import PackageError
from pbdata.validation.budget import Budget, BudgetError
from pbdata.web.addresses import ANYWHERE, Zone, host_of, is_address, stated_zone

_SEVERAL = 2**24
_BY_HAND = ("ftp", "ftps")


class NotFetchedError(PackageError):
    """Something is not read: it lies on the web, and the caller does not allow that it is fetched, or the budget is spent."""


class UnknownAddressError(PackageError):
    """An address of a kind that nothing here reads, such as that of a database."""


class Fetcher:
    """Fetches addresses into a folder of its own, which is removed at the end; each address once."""

    def __init__(self, allowed: bool, budget: Budget, *, private: bool = False) -> None:
        """Without ``allowed`` nothing is fetched, and without ``private`` nothing from a network of one's own.

        This machine may be asked where the package itself names it as ``localhost`` or by its number, and not where a name
        or a redirection leads to it.
        """
        self.budget = budget
        self._allowed, self._private = allowed, private
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._fetched: dict[str, Path | PackageError] = {}

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Remove what was fetched."""
        if self._folder:
            self._folder.cleanup()

    def fetch(self, address: str) -> Path:
        """Return a local copy.

        Raises ``NotFetchedError`` where that is not allowed or not done here, ``UnknownAddressError`` for an address that is
        none of the standard's, and ``PackageError`` where it does not work.
        """
        scheme = address.partition("://")[0].lower()
        if scheme in _BY_HAND:
            raise NotFetchedError(f"`{address}` is to be had by {scheme}, which is not spoken here. Get it by hand.")
        if scheme == "file":
            raise PackageError(f"`{address}` is a file of one machine. Put the file into the package.")
        if not is_address(address):
            raise UnknownAddressError(
                f"`{address}` is not an address of http, https, ftp or ftps. Put the file into the package."
            )
        if not self._allowed:
            raise NotFetchedError(
                f"`{address}` lies elsewhere, and nothing is fetched. Put the file into the package, or allow remote files."
            )
        if address not in self._fetched:
            try:
                self._fetched[address] = self._fetch(address)
            except PackageError as error:
                self._fetched[address] = error
        found = self._fetched[address]
        if isinstance(found, PackageError):
            raise found
        return found

    def spend(self, place: Path) -> None:
        """Count the bytes of a schema or dialect that is read from a file, each time that it is. Raises ``NotFetchedError``."""
        try:
            self.budget.spend("schemas", place.stat().st_size)
        except BudgetError as error:
            raise NotFetchedError(str(error)) from None

    def _fetch(self, address: str) -> Path:
        # These modules bring half of the standard library with them, and are hardly ever needed.
        from pbdata.web.reading import Bounds, RefusedError, WebError, asked

        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="pbdata-")
        folder = Path(self._folder.name)
        suffix = "".join(PurePosixPath(address.split("?")[0]).suffixes[-2:])
        place = folder / f"{len(self._fetched)}{suffix if suffix.isascii() else ''}"
        bounds = Bounds(most=self.budget.limits.fetched, seconds=self.budget.seconds_left(), reach=self._reach(address))
        try:
            with asked(address, bounds) as answer, place.open("xb") as target:
                lack = lack_of_room(folder, answer.length or 0)
                asked_for = 0
                for piece in answer.pieces():
                    self.budget.spend("fetched", len(piece))
                    asked_for += len(piece)
                    if asked_for > _SEVERAL:
                        lack, asked_for = lack or lack_of_room(folder, 0), 0
                    if lack:
                        raise OSError(lack)
                    target.write(piece)
        except BudgetError as error:
            place.unlink(missing_ok=True)
            raise NotFetchedError(f"`{address}` is not fetched whole: {error}") from None
        except (WebError, OSError, ValueError) as error:
            place.unlink(missing_ok=True)
            if isinstance(error, RefusedError) and not self._private:
                raise NotFetchedError(
                    f"`{address}` is not fetched: {error}. Put the file into the package, or allow private addresses."
                ) from error
            raise PackageError(
                f"`{address}` cannot be fetched ({error}). Correct the address, or try again."
            ) from error
        return place

    def _reach(self, address: str) -> frozenset[Zone]:
        if self._private:
            return ANYWHERE
        here = stated_zone(host_of(address)) == Zone.MACHINE
        return frozenset({Zone.PUBLIC, Zone.MACHINE}) if here else frozenset({Zone.PUBLIC})
