"""A local web server that can misbehave in each way that a download has to survive."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Site:
    """What a server serves, and how. ``limit`` breaks off each answer after so many bytes; ``ranges`` are honoured or not."""

    files: dict[str, bytes] = field(default_factory=dict)
    limit: int | None = None
    ranges: bool = True
    endless: bool = False
    lying_range: bool = False
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    address: str = ""


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Serve a site on a port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name, wanted = self.path.lstrip("/"), self.headers.get("Range")
            site.asked.append((name, wanted))
            data = site.files.get(name)
            if data is None:
                self.send_error(404)
                return
            start = int(wanted[6:].rstrip("-")) if wanted and site.ranges else 0
            if wanted and start >= len(data):
                self.send_error(416)
                return
            if site.endless and name.endswith(".zip"):
                self.send_response(200)
                self.end_headers()
                try:
                    while True:
                        self.wfile.write(b"x" * 65536)
                except OSError:
                    return
            self.send_response(206 if wanted and site.ranges else 200)
            if wanted and site.ranges:
                told = start + 7 if site.lying_range else start
                self.send_header("Content-Range", f"bytes {told}-{len(data) - 1}/{len(data)}")
            self.send_header("Content-Length", str(len(data) - start))
            self.end_headers()
            cut = site.limit if name.endswith(".zip") else None
            self.wfile.write(data[start:] if cut is None else data[start : start + cut])

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    site.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
