#!/usr/bin/env python3
"""Build the data package of a folder from its data/raw/ and data/dataset.yaml, and print its folder.

Example:
  scripts/validate.py "$(scripts/package.py .)"
"""

import argparse
import sys
from pathlib import Path

from pbdata.building.runner import build
from pbdata.errors import PbdataError


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", nargs="?", type=Path, default=Path(), help="the folder (default: the current one)")
    parser.add_argument("--parquet", action="store_true", help="write data/parquet/ as well")
    arguments = parser.parse_args()
    try:
        summary = build(arguments.root, parquet=arguments.parquet)
    except PbdataError as error:
        parser.error(f"{error}")
    counts = ", ".join(f"{count} {status}" for status, count in summary.captures.items())
    print(f"captures: {counts}; articles: {summary.articles}", file=sys.stderr)
    print(arguments.root)


if __name__ == "__main__":
    main()
