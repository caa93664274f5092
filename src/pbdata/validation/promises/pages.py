"""The page texts to which offsets point, and the captures from which they come, once their hashes are proved."""

from collections.abc import Iterable, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from pbdata.captures.addresses import is_remote
from pbdata.captures.reading import CaptureReader
from pbdata.errors import PackageError, PbdataError
from pbdata.package.reading import MissingFileError, contained
from pbdata.validation.report.findings import Findings

Row = Mapping[str, Any]


class Pages:
    """Reads the files that belong to captures. What is wrong with them is reported, what is absent is counted."""

    def __init__(self, root: Path, captures: Path, findings: Findings) -> None:
        """``captures.page_path`` is relative to ``root``, ``captures.path`` and ``retrievals.path`` to ``captures``."""
        self._root = root
        self._captures = CaptureReader(captures, partial(contained, captures))
        self._findings = findings
        self._absent = 0
        self._unread = 0

    def text(self, capture: Row, paths: Iterable[str]) -> str | None:
        """The page text of a capture, or ``None`` where there is none to rely on.

        ``paths`` are the files of all its sightings; each that is there must hold the capture's bytes.
        """
        data = None
        for path in paths:
            data = self._capture_bytes(capture, path) or data
        if capture.get("page_path") is not None:
            return self._stored_text(capture)
        elsewhere = capture.get("page_sha256") is not None
        if elsewhere and "page_path" in capture:
            self._error(capture, "page_sha256", "page_sha256 is set without page_path. Build the package again.")
        if data is None or elsewhere:
            self._unread += capture["status"] == "processed"
            return None
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            if capture["status"] == "processed":
                self._error(
                    capture, "page_path", "page_path is empty, but the capture is not UTF-8. Build the package again."
                )
            return None

    def summarize(self) -> None:
        """Say what could not be checked because files are absent."""
        if self._absent:
            self._findings.cannot(
                f"promise 1: size and SHA-256 of {self._absent} capture files, because they are not in the package"
            )
        if self._unread:
            self._findings.cannot(
                f"promises 1 to 3: lines, edits and spans of {self._unread} captures, because there is no page text to rely on"
            )

    def _capture_bytes(self, capture: Row, path: str) -> bytes | None:
        """The bytes of a sighting if they are the capture's. What lies elsewhere is absent: nothing is fetched."""
        if is_remote(path):
            self._absent += 1
            return None
        try:
            data = self._captures.read(path)
        except MissingFileError:
            self._absent += 1
            return None
        except PbdataError as error:
            self._error(capture, "path", str(error))
            return None
        except OSError as error:
            self._error(capture, "path", f"`{path}` cannot be read ({error.strerror}). Make it readable.")
            return None
        if sha256(data).hexdigest() != capture["sha256"]:
            message = f"`{path}` is not the capture that was processed: its SHA-256 differs. Restore the file."
            self._error(capture, "sha256", message)
            return None
        if capture.get("bytes") is not None and capture["bytes"] != len(data):
            message = f"`{path}` has {len(data)} bytes, not {capture['bytes']}. Build the package again."
            self._error(capture, "bytes", message)
        return data

    def _stored_text(self, capture: Row) -> str | None:
        try:
            data = contained(self._root, capture["page_path"]).read_bytes()
            if sha256(data).hexdigest() == capture.get("page_sha256"):
                return data.decode("utf-8")
            message = f"`{capture['page_path']}` is not the page text that was processed: its SHA-256 differs."
            self._error(capture, "page_sha256", f"{message} Restore the file, or build the package again.")
        except MissingFileError as error:
            # A copy of the tables alone has no folder of page texts.
            if (self._root / "data/pages").is_dir():
                self._error(capture, "page_path", str(error))
        except PackageError as error:
            self._error(capture, "page_path", str(error))
        except (OSError, UnicodeDecodeError) as error:
            message = f"`{capture['page_path']}` cannot be read as UTF-8 ({error}). Build the package again."
            self._error(capture, "page_path", message)
        self._unread += capture["status"] == "processed"
        return None

    def _error(self, capture: Row, field: str, message: str) -> None:
        self._findings.error("captures", "promise 1: files", message, row=capture["row"], field=field)
