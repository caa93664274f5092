#!/usr/bin/env python3
"""Look for what makes `pbdata validate` crash: descriptors and Parquet files, changed byte by byte where that leads to new code.

    python bench/fuzz.py json|yaml|parquet [FOLDER] [-max_total_time=SECONDS] [other options of libFuzzer]

Begins with the inputs in bench/corpus/ and keeps what is new in FOLDER. Whatever is neither a report nor pbdata's own refusal ends
the run, and its input is written to the working folder: put it into bench/corpus/, and into the tests with what mends it. A run
with `-runs=0` only tries the inputs that there are. Ask for memory too: -rss_limit_mb=2048.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pbdata"]):
    from pbdata.errors import PackageError
    from pbdata.validation.judge import validate
    from pbdata.validation.limits import Limits
    from pbdata.validation.report.formats import FORMATS, printed
    from pbdata.validation.report.quiet import quiet

CORPUS = Path(__file__).parent / "corpus"
LIMITS = Limits(seconds=20, read=2**24, cells=2_000_000, keys=2**20)
CSV = b"a,b\n1,x\n2,y\n"
OF_PARQUET = """{"name": "p", "resources": [{"name": "r", "path": "a.parquet", "schema": {"fields": [
{"name": "a", "type": "integer"}, {"name": "b", "type": "any", "constraints": {"unique": true}}], "fieldsMatch": "partial"}}]}"""


def files_of(kind: str, data: bytes) -> dict[str, bytes]:
    """The files of the package in which an input of a kind stands."""
    if kind == "parquet":
        return {"datapackage.json": OF_PARQUET.encode(), "a.parquet": data}
    return {f"datapackage.{kind}": data, "a.csv": CSV, "s.json": b'{"fields": [{"name": "a"}, {"name": "b"}]}'}


def judge(folder: Path, kind: str, data: bytes) -> None:
    """Validate the package and print what was found in every form; only a refusal of pbdata's own may come of it."""
    for name, content in files_of(kind, data).items():
        (folder / name).write_bytes(content)
    try:
        with quiet():
            report = validate(folder, limits=LIMITS)
    except PackageError:
        return
    for form in FORMATS:
        for line in printed(report, form, folder):
            line.encode()


def main() -> None:
    """Run the fuzzer."""
    kind, options = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder:
        atheris.Setup([sys.argv[0], *options, str(CORPUS / kind)], lambda data: judge(Path(folder), kind, data))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
