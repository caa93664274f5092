"""Serve a site on the loopback address, to this machine alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from pbdata.errors import AccessError
from pbdata.explorer.downloads import FOLDER as DOWNLOADS

_LOOPBACK = "127.0.0.1"


@contextmanager
def serving(folder: Path, port: int) -> Iterator[str]:
    """Serve a folder while the block runs; yields the address. ``port`` 0 takes any that is free.

    Only files are served, to requests that name this machine: a page elsewhere cannot reach them under a name of its own. Raises
    ``AccessError`` where the port is taken.
    """
    try:
        server = ThreadingHTTPServer((_LOOPBACK, port), partial(_Files, directory=str(folder)))
    except OSError as error:
        raise AccessError(f"port {port}: {error.strerror}. Choose another one with --port, or 0 for any.") from None
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{_LOOPBACK}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _host(said: str) -> str | None:
    """The name that a request asked for, without a port."""
    try:
        return urlsplit(f"//{said}").hostname
    except ValueError:
        return None


class _Files(SimpleHTTPRequestHandler):
    """Files of one folder, without lists of folders."""

    _is_download = False

    def send_head(self) -> Any:
        """Answer only who asked this machine by its own name."""
        self._is_download = Path(self.translate_path(self.path)).is_relative_to(Path(self.directory) / DOWNLOADS)
        if _host(self.headers.get("Host") or "") not in (_LOOPBACK, "localhost"):
            self.send_error(403)
            return None
        return super().send_head()

    def list_directory(self, _path: Any) -> None:
        """A folder without an index has no page."""
        self.send_error(404)

    def end_headers(self) -> None:
        """What a page cannot say of itself."""
        self.send_header("X-Content-Type-Options", "nosniff")
        policy = "frame-ancestors 'none'"
        if self._is_download:
            # Whatever the file of a package is, it is no page of this site.
            policy += "; sandbox; default-src 'none'"
            self.send_header("Content-Disposition", "attachment")
        self.send_header("Content-Security-Policy", policy)
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Requests are not told on the terminal."""
