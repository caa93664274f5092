#!/usr/bin/env python3
"""Write the official names of divisions that the conversion to simplified characters would change, as YAML, to standard output.

    scripts/official_names.py > src/pbdata/normalization/official_names.yaml

Asked are the divisions and townships of the gazetteer, as they are named and in traditional characters.
"""

import csv
import gzip
from pathlib import Path

import opencc
import yaml

PACKAGE = Path(__file__).parents[1] / "src" / "pbdata"
GAZETTEER = PACKAGE / "facts" / "places" / "gazetteer"
OVERLAY = PACKAGE / "normalization" / "overlay.yaml"


def official_names() -> set[str]:
    """The names of the divisions and of the townships, those that the lists have lost a character of left out."""
    divisions = (GAZETTEER / "divisions.csv").read_text("utf-8")
    townships = gzip.decompress((GAZETTEER / "townships.csv.gz").read_bytes()).decode("utf-8")
    return {
        row["name"]
        for text in (divisions, townships)
        for row in csv.DictReader(text.splitlines())
        if "?" not in row["name"]
    }


def main() -> None:
    s2t, t2s = opencc.OpenCC("s2t.json", False), opencc.OpenCC("t2s.json", False)
    overlaid = [old for old, new in yaml.safe_load(OVERLAY.read_text("utf-8")).items() if old != new]
    rows = {
        form: name
        for name in official_names()
        for form in (name, s2t.convert(name))
        if len(form) == len(name) and (t2s.convert(form) != name or any(old in form for old in overlaid))
    }
    print(
        "# Official names that the conversion to simplified characters would change. Written by scripts/official_names.py."
    )
    print("# Left: as it is written in traditional text, or the name itself. Right: the name.")
    for form, name in sorted(rows.items()):
        print(f"{form}: {name}")


if __name__ == "__main__":
    main()
