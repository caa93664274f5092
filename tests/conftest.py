"""What all tests share: drawn cases that no clock judges, and the browser of the tests that open pages, Debian's chromium through Playwright, of
which a process can start one alone.
"""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("pbdata", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("pbdata")

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_CHROMIUM = os.environ.get("PBDATA_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
_ABSENT = "no chromium is here: install one (apt-get install chromium), or name it in PBDATA_CHROMIUM"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A chromium without a window; where there is none the test is skipped, and says how to get one."""
    playwright = pytest.importorskip("playwright.sync_api")
    if not _CHROMIUM:
        pytest.skip(_ABSENT)
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()
