"""The workflow that publishes a version, and the page that tells how."""

import re
from pathlib import Path

import pytest
import yaml

from tests import ROOT

PLACE = ROOT / ".github/workflows/release.yml"
WORKFLOW = yaml.load(PLACE.read_text("utf-8"), yaml.BaseLoader)
PAGES = [ROOT / "docs" / name for name in ("publishing.md", "publishing.zh-CN.md")]


def commands(job: str) -> str:
    return "\n".join(step.get("run", "") for step in WORKFLOW["jobs"][job]["steps"])


def test_only_a_version_tag_publishes() -> None:
    """Neither a branch nor another tag starts it."""
    assert WORKFLOW["on"] == {"push": {"tags": ["v[0-9]+.[0-9]+.[0-9]+"]}}


def test_the_archives_are_built_checked_and_proved_before_they_are_attached() -> None:
    """The whole history is there, the build and its judges run, and what is attached was made from the commit of the version."""
    told = commands("archives")
    order = ["make build", "make check", "pbdata validate", "release --again", "gh release create", "releases.yaml"]
    assert [told.index(one) for one in order] == sorted(told.index(one) for one in order)
    assert WORKFLOW["jobs"]["archives"]["steps"][0]["with"] == {"fetch-depth": "0"}


def test_the_wheels_are_published_without_a_password() -> None:
    """PyPI trusts the workflow itself; the job that may say so has no other right, and runs after the archives and the compiled wheels."""
    wheel = WORKFLOW["jobs"]["wheel"]
    assert wheel["permissions"] == {"contents": "read", "id-token": "write"}
    assert (wheel["needs"], wheel["environment"]) == (["archives", "compiled"], "pypi")
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert "secrets." not in PLACE.read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_page_tells_of_every_host(page: Path) -> None:
    """Four hosts, the same commands in both languages, and links that lead to files."""
    text = page.read_text("utf-8")
    assert all(f"## {host}" in text for host in ("GitHub", "Zenodo", "Hugging Face"))
    assert "release.yml" in text and "dataset-card.md README.md" in text
    assert [link for link in re.findall(r"\]\(([^)#]+)\)", text) if not (page.parent / link).is_file()] == []
    assert re.findall(r"pbdata release[^`#\n]*", text) == re.findall(
        r"pbdata release[^`#\n]*", PAGES[0].read_text("utf-8")
    )
