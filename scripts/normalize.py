#!/usr/bin/env python3
"""Print text in canonical characters: simplified script, one width convention, Chinese punctuation, no exotic spaces.

Reads and writes UTF-8; lines stay lines.

Example:
  cat data/raw/000_8628973555fc76cb.txt | scripts/clean.py | scripts/normalize.py
"""

import argparse
import sys
from pathlib import Path

from pbdata.normalization.page import normalize_text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", nargs="?", default="-", help="a file, or - for standard input (default)")
    name = parser.parse_args().text
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        parser.error(f"{name}: {error.strerror}. Name a text file, or - for standard input.")
    except UnicodeDecodeError as error:
        parser.error(f"{name}: byte {error.start} is not UTF-8. Give text in UTF-8; clean.py reads other encodings.")
    sys.stdout.buffer.write(normalize_text(text).encode())


if __name__ == "__main__":
    main()
