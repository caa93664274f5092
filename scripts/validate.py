#!/usr/bin/env python3
"""Validate a data package: print what is wrong with it, and exit with 1 if anything is.

Example:
  scripts/validate.py "$(scripts/package.py .)"
"""

import argparse
import sys
from pathlib import Path

from pbdata.errors import PbdataError
from pbdata.validation.judge import validate


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", nargs="?", type=Path, default=Path(), help="its folder (default: the current one)")
    try:
        report = validate(parser.parse_args().package)
    except PbdataError as error:
        parser.error(f"{error}")
    print("\n".join(report.lines()))
    sys.exit(0 if report.valid else 1)


if __name__ == "__main__":
    main()
