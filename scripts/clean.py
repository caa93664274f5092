#!/usr/bin/env python3
"""Print the article of a capture as the page prints it: the kept lines, joined, without the page around them.

A capture without an article prints nothing, and standard error says why.

Example:
  cat data/raw/000_8628973555fc76cb.txt | scripts/clean.py | scripts/normalize.py
"""

import argparse
import sys
from pathlib import Path

from pbdata.captures.formats import sniff
from pbdata.corpus.failures import process_or_reject
from pbdata.model.capture import Capture


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("capture", nargs="?", default="-", help="a file, or - for standard input (default)")
    name = parser.parse_args().capture
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        parser.error(f"{name}: {error.strerror}. Name a capture, or - for standard input.")
    processed = process_or_reject(Capture(data, name, sniff(data, name)))
    if processed.article:
        sys.stdout.buffer.write(f"{processed.article.text_printed}\n".encode())
    else:
        print(f"{name}: {processed.status}: {processed.reason}", file=sys.stderr)


if __name__ == "__main__":
    main()
