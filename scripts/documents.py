#!/usr/bin/env python3
"""Write what in the documents follows from elsewhere: the codebook, the forms and the READMEs' table of tables from the schemas, and the
version of the dataset that commands ask for from the register of releases.

Example: scripts/documents.py
"""

import argparse
import re
from pathlib import Path

from pbdata.forms.checking import form
from pbdata.forms.documenting import documented
from pbdata.package.codebook import codebook, table_of_tables
from pbdata.package.reading import open_package
from pbdata.package.schemas import RESOURCES, load_schemas
from pbdata.release.register import registered

ROOT = Path(__file__).resolve().parents[1]
STORE = "pbdata.captures.store"
FORMS = {
    "dataset": STORE,
    "manifest": STORE,
    "takedown": STORE,
    "corrections": "pbdata.corrections",
    "topic": "pbdata.corpus.topics",
    "coding": "pbdata.agreement",
}
READMES = {"README.md": "en", "README.zh-CN.md": "zh"}
_LISTED = re.compile(r"(<!-- tables: written .*?-->\n(?:\|.*\n){2})(?:\| `.*\n)*(<!-- tables: end -->)")


def main() -> None:
    """Write each document that differs, and name it."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    for path, text in documents().items():
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(f"wrote {path.relative_to(ROOT)}")


def documents() -> dict[Path, str]:
    """What each document holds."""
    measured = open_package(ROOT).frame("reliability").iter_rows(named=True)
    made = {ROOT / "docs/codebook.md": codebook(load_schemas(), measured)}
    made[ROOT / "docs/forms.md"] = documented({name: form(package, name) for name, package in FORMS.items()})
    for name, language in READMES.items():
        made[ROOT / name] = _with_rows((ROOT / name).read_text("utf-8"), table_of_tables(RESOURCES, language))
    newest = registered(ROOT)
    if newest.dataset and newest.releases:
        for path in set((ROOT / "docs").glob("*.md")) - made.keys():
            made[path] = _with_version(path.read_text("utf-8"), newest.dataset.name, newest.releases[-1].version)
    return made


def _with_version(text: str, dataset: str, version: str) -> str:
    return re.sub(rf"(?<=\b{re.escape(dataset)}@)[\d.]*\d", version, text)


def _with_rows(text: str, rows: str) -> str:
    return _LISTED.sub(lambda found: found[1] + rows + found[2], text)


if __name__ == "__main__":
    main()
