#!/usr/bin/env python3
"""What the peers of bench/throughput.py do, run by the Python of their environment: prints pages and CPU seconds as JSON."""

import json
import resource
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    pages, seconds = {"trafilatura": trafilatura, "datatrove": datatrove}[sys.argv[1]](Path(sys.argv[2]))
    print(json.dumps({"pages": pages, "seconds": seconds}))


def trafilatura(warc: Path) -> tuple[int, float]:
    """Text and metadata of each page of the file."""
    import trafilatura
    from warcio.archiveiterator import ArchiveIterator

    pages = 0
    start = time.process_time()
    with warc.open("rb") as file:
        for record in ArchiveIterator(file):
            html = record.content_stream().read().decode("utf-8")
            trafilatura.extract(html, output_format="json", with_metadata=True)
            pages += 1
    return pages, time.process_time() - start


def datatrove(warc: Path) -> tuple[int, float]:
    """Each page read and extracted by the local executor, with one worker; its imports are not counted."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.extractors import Trafilatura
    from datatrove.pipeline.readers import WarcReader
    from datatrove.pipeline.writers import JsonlWriter

    with tempfile.TemporaryDirectory() as out:
        pipeline = [
            WarcReader(str(warc.parent), glob_pattern=warc.name),
            Trafilatura(),
            JsonlWriter(f"{out}/out", compression=None),
        ]
        start = usage()
        LocalPipelineExecutor(pipeline=pipeline, tasks=1, workers=1, logging_dir=f"{out}/logs").run()
        seconds = usage() - start
        pages = sum(1 for path in Path(out, "out").rglob("*.jsonl") for _ in path.open("rb"))
    return pages, seconds


def usage() -> float:
    """The CPU seconds of this process and of those that it began and that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    main()
