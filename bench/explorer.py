#!/usr/bin/env python3
"""What the site of a large package costs: CPU seconds and memory to make it, bytes to load it, memory and time to look at it.

    bench/explorer.py PACKAGE
    bench/explorer.py PACKAGE --chromium /usr/bin/chromium

PACKAGE is a built package, such as one of 5,000 captures that bench/building.py makes. In the browser the list of the articles and
the largest reading page are opened from their files: the memory is that of the process of the tab, the time that from a key in the
filter to the list that it leaves. A page without anything, ``about:blank``, is measured beside them.
"""

import argparse
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from pbdata.access.loading import open_package
from pbdata.explorer.site import explore


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        start = time.process_time()
        done = explore(open_package(options.package), site)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{done.files} files, {done.size / 1e6:.0f} MB: {time.process_time() - start:.1f} CPU s, peak {peak:.0f} MB"
        )
        index = (site / "index.html", *(site / "static").glob("site.*"), site / "static/icon.svg")
        print(f"first page with what it loads: {sum(path.stat().st_size for path in index) / 1e3:.0f} kB")
        largest = max((site / "articles").iterdir(), key=lambda path: path.stat().st_size)
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
            for address in ("about:blank", (site / "articles.html").as_uri(), largest.as_uri()):
                look(browser, address)
            browser.close()


def look(browser: Browser, address: str) -> None:
    """Open a page and print what its tab holds, and of a list how long a filter takes."""
    page = browser.new_page()
    start = time.perf_counter()
    page.goto(address)
    loaded = time.perf_counter() - start
    print(f"{address.rpartition('/')[2]}: {loaded * 1e3:.0f} ms to load, {tab_memory(browser):.0f} MB")
    if page.locator("[data-filter=title]").count():
        print(f"  a key in the filter: {page.evaluate(FILTERED):.0f} ms")
    page.close()


FILTERED = """() => new Promise((done) => {
  const box = document.querySelector("[data-filter=title]"), start = performance.now();
  box.value = "党"; box.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""


def tab_memory(browser: Browser) -> float:
    """The resident memory of the largest process that draws pages, in MB."""
    session = browser.new_browser_cdp_session()
    processes: list[dict[str, Any]] = session.send("SystemInfo.getProcessInfo")["processInfo"]
    renderers = [one["id"] for one in processes if one["type"] == "renderer"]
    return max(resident(pid) for pid in renderers)


def resident(pid: int) -> float:
    """The resident memory of a process in MB, as Linux tells it."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))


if __name__ == "__main__":
    main()
